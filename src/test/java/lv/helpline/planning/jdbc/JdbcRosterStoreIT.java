package lv.helpline.planning.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.Author;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyOffer;
import lv.helpline.planning.DutyOffer.Status;
import lv.helpline.planning.DutyOffers;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.RosterStore;
import lv.helpline.planning.VacantDuties;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Pause;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.selfservice.PauseStore;
import lv.helpline.selfservice.Pauses;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.JdbcPart;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcRosterStoreIT {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Author ROUTER = Author.router(NOW);
    private static final ConsultantId ANNA = new ConsultantId(1);
    private static final LocalSpan TOMORROW =
            new LocalSpan(LocalDateTime.parse("2026-11-25T09:00"), LocalDateTime.parse("2026-11-25T17:00"));
    private static final Absence ABSENCE = new Absence(ANNA, TOMORROW);
    private static final Cover COVER = new Cover(new ConsultantId(9), new DutyScope.OfRegion(Region.RIGA), TOMORROW);

    @TempDir
    private Path directory;

    @Test
    void the_roster_of_a_time_has_what_touches_it() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var into = new Cover(ANNA, COVER.coverage(), from("2026-11-26T22:00", "2026-11-27T06:00"));
            var outOf = new Absence(ANNA, from("2026-11-29T00:00", "2026-12-24T00:00"));
            var before = new Cover(COVER.consultant(), COVER.coverage(), from("2026-11-26T09:00", "2026-11-27T00:00"));
            var after = new Absence(ANNA, from("2026-11-30T00:00", "2026-12-01T00:00"));
            var edit = RosterEdit.ofCovers(List.of(), List.of(into, before))
                    .then(RosterEdit.ofAbsences(List.of(), List.of(outOf, after)));
            assertThat(Edits.save(editing, edit, ROUTER)).isEqualTo(new EditResult.Done("roster"));

            var roster = editing.roster(NOW, from("2026-11-27T00:00", "2026-11-30T00:00"));

            assertThat(roster.covers()).contains(into).doesNotContain(before);
            assertThat(roster.absences()).contains(outOf).doesNotContain(after);
            assertThat(roster.weeklyDuties()).isEqualTo(editing.roster(NOW).weeklyDuties());
        });
    }

    private static LocalSpan from(String start, String end) {
        return new LocalSpan(LocalDateTime.parse(start), LocalDateTime.parse(end));
    }

    @Test
    void an_edit_of_all_kinds_is_saved_and_taken_back() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var before = editing.roster(NOW);
            var old = before.weeklyDuties().getFirst();
            var coordination = new WeeklyDuty(
                    ANNA,
                    new DutyScope.CoordinatorOnCall(),
                    new WeeklySpan(DayOfWeek.WEDNESDAY, LocalTime.of(22, 0), LocalTime.of(6, 0)),
                    LocalDate.parse("2026-11-25"),
                    Optional.of(LocalDate.parse("2026-12-25")));
            var ofLine = new Cover(ANNA, new DutyScope.OfLine(new LineId("latgale")), TOMORROW);
            var edit = RosterEdit.ofWeeklyDuties(List.of(old), List.of(coordination))
                    .then(RosterEdit.ofCovers(before.covers(), List.of(COVER, ofLine)))
                    .then(RosterEdit.ofAbsences(before.absences(), List.of(ABSENCE, ABSENCE)));

            assertThat(Edits.save(editing, edit, ROUTER)).isEqualTo(new EditResult.Done("roster"));

            var after = editing.roster(NOW);
            assertThat(after.weeklyDuties())
                    .contains(coordination)
                    .doesNotContain(old)
                    .as("what has been of it stays")
                    .contains(new WeeklyDuty(
                            old.consultant(),
                            old.coverage(),
                            old.span(),
                            old.from(),
                            Optional.of(LocalDate.parse("2026-11-24"))));
            assertThat(after.covers()).containsExactlyInAnyOrder(COVER, ofLine);
            assertThat(after.absences()).containsExactly(ABSENCE, ABSENCE);
            assertThat(Edits.save(editing, edit.inverse(), ROUTER)).isInstanceOf(EditResult.Done.class);
            var again = editing.roster(NOW);
            assertThat(again.weeklyDuties()).containsExactlyInAnyOrderElementsOf(before.weeklyDuties());
            assertThat(again.covers()).containsExactlyInAnyOrderElementsOf(before.covers());
            assertThat(again.absences()).isEqualTo(before.absences());
            assertThat(context.getBean(Audit.class).newest(Optional.empty(), 10))
                    .first()
                    .satisfies(
                            entry -> assertThat(entry.changes())
                                    .contains(
                                            "{\"consultant\":9},{\"region\":\"riga\"},{\"starts\":\"2026-11-25T09:00\",\"ends\":\"2026-11-25T17:00\"}"));
        });
    }

    @Test
    void of_two_who_remove_the_same_the_second_is_outdated_and_changes_nothing() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var removal = RosterEdit.ofCovers(List.of(COVER), List.of());
            Edits.save(editing, removal.inverse(), ROUTER);
            Edits.save(editing, removal, ROUTER);
            var roster = editing.roster(NOW);

            assertThat(Edits.save(
                            editing,
                            RosterEdit.ofAbsences(List.of(), List.of(ABSENCE)).then(removal),
                            ROUTER))
                    .isEqualTo(new EditResult.Outdated());

            assertThat(editing.roster(NOW)).isEqualTo(roster);
        });
    }

    /// Another edit lasts: who cannot come goes on without the lock, and everybody else is told to try again.
    @Test
    void who_cannot_come_does_not_wait_for_an_edit_that_lasts() {
        over(context -> {
            var store = context.getBean(RosterStore.class);
            var editing = context.getBean(RosterEditing.class);
            var alone = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            var occasion = new EditOccasion.CannotCome(ANNA, TOMORROW);
            var absence = RosterEdit.ofAbsences(List.of(), List.of(ABSENCE));

            alone.executeWithoutResult(_ -> {
                assertThat(store.lock(Duration.ofSeconds(1))).isTrue();
                assertThat(CompletableFuture.supplyAsync(() -> alone.execute(_ -> store.lock(Duration.ofMillis(50))))
                                .join())
                        .isFalse();
                assertThat(CompletableFuture.supplyAsync(() -> editing.save(new EditRequest(occasion, absence, ROUTER)))
                                .join())
                        .isInstanceOf(RosterEditing.Result.Saved.class);
            });

            assertThat(editing.roster(NOW).absences()).contains(ABSENCE);
        });
    }

    /// The rows are written and the audit waits when the connection is gone, as that of a process that is killed.
    @Test
    void an_edit_that_dies_in_its_middle_has_left_nothing() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var jdbc = context.getBean(JdbcClient.class);
            var alone = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            var before = editing.roster(NOW);
            var entries = context.getBean(Audit.class).newest(Optional.empty(), 10);
            var edit = RosterEdit.ofWeeklyDuties(List.of(before.weeklyDuties().getFirst()), List.of())
                    .then(RosterEdit.ofCovers(List.of(), List.of(COVER)))
                    .then(RosterEdit.ofAbsences(List.of(), List.of(ABSENCE)));
            var occasion = new EditOccasion.CoverFound(COVER.consultant());
            BooleanSupplier mailed = () -> {
                context.getBean(Outbox.class).add(new Outbox.Mail("anna@example.org", "Dežūra", "Rīt"), NOW);
                return true;
            };

            var dying = alone.execute(_ -> {
                jdbc.sql("lock table audit_entry in access exclusive mode").update();
                var saving = CompletableFuture.supplyAsync(
                        () -> editing.save(new EditRequest(occasion, edit, ROUTER).with(mailed)));
                await("the edit waits for the audit")
                        .until(() -> jdbc.sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query like '%audit_entry%'\
                        """).query(Integer.class).single() == 1);
                return saving;
            });

            assertThat(dying).isNotNull();
            assertThatThrownBy(dying::join).hasRootCauseInstanceOf(SQLException.class);
            assertThat(editing.roster(NOW)).isEqualTo(before);
            assertThat(context.getBean(Audit.class).newest(Optional.empty(), 10))
                    .isEqualTo(entries);
            assertThat(sent(context, NOW)).isEmpty();
            assertThat(Edits.save(editing, edit, ROUTER))
                    .as("and nothing stands in the way of the next")
                    .isEqualTo(new EditResult.Done("roster"));
        });
    }

    /// Both give one person something to do at the same time, which only one of them can. What the other one
    /// wanted beside it is not there either.
    @Test
    void of_two_edits_at_the_same_moment_from_two_doors_each_is_whole_or_not_there() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var taken = editing.roster(NOW).weeklyDuties().getFirst();
            var other = new Cover(COVER.consultant(), COVER.coverage(), from("2026-11-25T10:00", "2026-11-25T12:00"));
            var page = RosterEdit.ofWeeklyDuties(List.of(taken), List.of())
                    .then(RosterEdit.ofCovers(List.of(), List.of(COVER)));
            var table = RosterEdit.ofAbsences(List.of(), List.of(ABSENCE))
                    .then(RosterEdit.ofCovers(List.of(), List.of(other)));

            var saved = Stream.of(page, table)
                    .map(edit -> CompletableFuture.supplyAsync(() -> Edits.save(editing, edit, ROUTER)))
                    .toList()
                    .stream()
                    .map(each -> each.join() instanceof EditResult.Done)
                    .toList();

            assertThat(saved).containsExactlyInAnyOrder(true, false);
            var after = editing.roster(NOW);
            assertThat(List.of(
                            !after.weeklyDuties().contains(taken),
                            after.absences().contains(ABSENCE)))
                    .isEqualTo(saved);
            assertThat(List.of(after.covers().contains(COVER), after.covers().contains(other)))
                    .isEqualTo(saved);
        });
    }

    /// Each sees it open, and presses at the same moment.
    @Test
    void of_two_who_take_an_open_duty_at_the_same_moment_one_has_it() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var offers = context.getBean(DutyOffers.class);
            var vacantDuties = context.getBean(VacantDuties.class);
            var latgale = new DutyScope.OfLine(new LineId("latgale"));
            var people = editing.roster(NOW).consultants().stream()
                    .map(Consultant::id)
                    .toList();
            var away = people.stream()
                    .map(id -> new Absence(id, from("2026-11-26T00:00", "2026-11-27T00:00")))
                    .toList();
            var without = editing.roster(NOW).weeklyDuties().stream()
                    .filter(duty -> duty.span().day() == DayOfWeek.WEDNESDAY)
                    .toList();
            var edit = RosterEdit.ofWeeklyDuties(without, List.of()).then(RosterEdit.ofAbsences(List.of(), away));
            assertThat(Edits.save(editing, edit, ROUTER)).isInstanceOf(EditResult.Done.class);
            for (var round = 0; round < 3; round++) {
                var start = TOMORROW.start().plusHours(round);
                var offered = offers.offer(
                        latgale.line(), new LocalSpan(start, start.plusHours(1)), people, _ -> List.of(), ROUTER);
                var id = Integer.parseInt(((EditResult.Done) offered).id());
                var roster = new Roster(editing.roster(NOW), new LatvianHolidays());
                var open = vacantDuties.find(id, ANNA).stream()
                        .flatMap(offer -> people.stream().map(each -> offer.status(each, roster, NOW)))
                        .filter(Status.Vacant.class::isInstance)
                        .map(Status.Vacant.class::cast)
                        .limit(2)
                        .toList();
                assertThat(open).hasSize(2);

                var taken = open.stream()
                        .map(each -> CompletableFuture.supplyAsync(
                                () -> vacantDuties.accept(each, List.of(), Author.byPhone(each.taker(), NOW))))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

                assertThat(taken).filteredOn(EditResult.Done.class::isInstance).hasSize(1);
                assertThat(taken).contains(new EditResult.Outdated());
                var winner = open.get(taken.getFirst() instanceof EditResult.Done ? 0 : 1);
                assertThat(editing.roster(NOW).covers())
                        .filteredOn(cover -> cover.span().equals(winner.left().getFirst()))
                        .containsExactly(
                                new Cover(winner.taker(), latgale, winner.left().getFirst()));
                assertThat(offers.find(id).flatMap(DutyOffer::takenBy)).contains(winner.taker());
                assertThat(context.getBean(Audit.class).newest(Optional.empty(), 2))
                        .extracting(entry -> entry.action() + " " + entry.actorName())
                        .containsExactly(
                                "roster-changed consultant " + winner.taker() + ", by phone",
                                "duty-taken consultant " + winner.taker() + ", by phone");
            }
        });
    }

    @Test
    void an_offer_ends_with_the_edit_that_fills_it_and_one_of_the_same_time_is_not_made_twice() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var offers = context.getBean(DutyOffers.class);
            var line = new LineId("latgale");
            var sunday = from("2026-11-29T09:00", "2026-11-29T12:00");
            var part = from("2026-11-29T09:00", "2026-11-29T10:00");
            var rest = from("2026-11-29T10:00", "2026-11-29T12:00");
            var opening = RosterEdit.ofSpecialOpenings(List.of(), List.of(new SpecialOpening(line, sunday)));
            Edits.save(editing, opening, ROUTER);
            var to = List.of(ANNA);
            var mail = new Outbox.Mail("anna@example.org", "Dežūra", "Rīt");

            assertThat(offers.offer(line, sunday, to, _ -> List.of(mail), ROUTER))
                    .isInstanceOf(EditResult.Done.class);
            assertThat(offers.offer(line, rest, to, _ -> List.of(mail), ROUTER))
                    .isEqualTo(new EditResult.Refused("duty_offer_of_a_time_is_made_once"));
            assertThat(sent(context, NOW)).containsExactly(mail);

            Edits.save(editing, cover(line, part), ROUTER);
            assertThat(offers.open(NOW)).as("the rest of it").hasSize(1);
            Edits.save(editing, cover(line, rest), ROUTER);
            assertThat(offers.open(NOW)).isEmpty();
            Edits.save(editing, cover(line, rest).inverse(), ROUTER);
            assertThat(offers.open(NOW)).as("it does not begin anew").isEmpty();
            assertThat(context.getBean(Audit.class).newest(Optional.empty(), 9))
                    .extracting(AuditEntry::action)
                    .contains("duty-offered", "duty-offer-filled");

            offers.offer(line, rest, to, _ -> List.of(), Author.router(sunday.endsAt()));
            assertThat(context.getBean(JdbcClient.class)
                            .sql("select count(*) from duty_offer")
                            .query(Integer.class)
                            .single())
                    .as("what is over is gone")
                    .isEqualTo(1);
        });
    }

    private static RosterEdit cover(LineId line, LocalSpan span) {
        return RosterEdit.ofCovers(List.of(), List.of(new Cover(COVER.consultant(), new DutyScope.OfLine(line), span)));
    }

    @Test
    void a_refused_edit_sends_no_mail_and_a_saved_one_does() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var mail = new Outbox.Mail("anna@example.org", "Dežūra", "Rīt");
            var outbox = context.getBean(Outbox.class);
            var occasion = new EditOccasion.CoverFound(COVER.consultant());
            var edit = RosterEdit.ofCovers(List.of(), List.of(COVER));
            var overlapping =
                    new Cover(COVER.consultant(), COVER.coverage(), from("2026-11-25T10:00", "2026-11-25T12:00"));
            BooleanSupplier mailed = () -> {
                outbox.add(mail, NOW);
                return true;
            };

            assertThat(editing.save(new EditRequest(occasion, edit, ROUTER).with(mailed)))
                    .isInstanceOf(RosterEditing.Result.Saved.class);
            assertThat(editing.save(new EditRequest(
                                            occasion, RosterEdit.ofCovers(List.of(), List.of(overlapping)), ROUTER)
                                    .with(mailed))
                            .asEditResult())
                    .isEqualTo(new EditResult.Refused("cover_of_a_consultant_on_a_region_does_not_overlap"));

            assertThat(sent(context, NOW)).containsExactly(mail);
            assertThat(sent(context, NOW)).isEmpty();
        });
    }

    @Test
    void a_mail_that_could_not_be_sent_is_tried_again_later_and_given_up_after_a_day() {
        over(context -> {
            var outbox = context.getBean(Outbox.class);
            outbox.add(new Outbox.Mail("anna@example.org", "Dežūra", "Rīt"), NOW);
            assertThat(outbox.send(NOW, (_, _) -> {
                        throw new IllegalStateException("the post is closed");
                    }))
                    .isZero();
            assertThat(sent(context, NOW.plusSeconds(29))).isEmpty();
            assertThat(sent(context, NOW.plusSeconds(30))).hasSize(1);

            outbox.add(new Outbox.Mail("anna@example.org", "Dežūra", "Rīt"), NOW);
            assertThat(sent(context, NOW.plus(Duration.ofDays(2)))).isEmpty();

            outbox.add(new Outbox.Mail("anna@example.org", "Dežūra", "Rīt"), NOW);
            outbox.giveUp(NOW.plus(Duration.ofDays(2)));
            assertThat(sent(context, NOW.plusSeconds(30))).isEmpty();
        });
    }

    @Test
    void a_rest_ends_when_it_is_ended() {
        over(context -> {
            var editing = context.getBean(RosterEditing.class);
            var pauses = context.getBean(Pauses.class);
            pauses.pause(ANNA, NOW, NOW.plusSeconds(1800), Author.byPhone(ANNA, NOW));
            pauses.pause(ANNA, NOW.plusSeconds(600), NOW.plusSeconds(7200), ROUTER);
            pauses.resume(ANNA, NOW.plusSeconds(60), Author.byPhone(ANNA, NOW));

            assertThat(editing.roster(NOW).pauses()).singleElement().satisfies(pause -> {
                assertThat(pause.start()).isEqualTo(NOW);
                assertThat(pause.end()).isEqualTo(NOW.plusSeconds(60));
            });
        });
    }

    @Test
    void another_phone_is_not_verified_yet() {
        over(context -> {
            var jdbc = context.getBean(JdbcClient.class);
            jdbc.sql("update consultant set name = 'Annija' where id = 1").update();
            jdbc.sql("update consultant set contact = 'anna2' where id = 2").update();
            assertThat(context.getBean(RosterEditing.class).roster(NOW).consultants())
                    .filteredOn(consultant -> !consultant.verified())
                    .extracting(consultant -> consultant.id().value())
                    .containsExactly(2);
        });
    }

    @Test
    void a_pause_asked_for_by_phone_is_entered_once_and_audited_so() {
        over(context -> {
            var store = context.getBean(PauseStore.class);
            var pause = new Pause(ANNA, NOW, NOW.plusSeconds(1_800));
            var secondsLater = new Pause(ANNA, NOW.minusSeconds(4), NOW.plusSeconds(1_804));
            var longer = new Pause(ANNA, NOW, NOW.plusSeconds(1_806));
            assertThat(List.of(pause, pause, secondsLater, longer))
                    .allSatisfy(each -> assertThat(store.enter(each, NOW)).isTrue());
            assertThat(context.getBean(JdbcClient.class)
                            .sql("select count(*) from pause")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
            assertThat(context.getBean(Audit.class).newest(Optional.empty(), 9))
                    .extracting(entry -> entry.action() + ": " + entry.actorName())
                    .containsOnly("pause-added: consultant 1, by phone")
                    .hasSize(2);
            assertThat(store.enter(new Pause(new ConsultantId(99), NOW, NOW.plusSeconds(60)), NOW))
                    .isFalse();
        });
    }

    private static List<Outbox.Mail> sent(ApplicationContext context, Instant at) {
        var sent = new ArrayList<Outbox.Mail>();
        context.getBean(Outbox.class).send(at, (mail, _) -> sent.add(mail));
        return sent;
    }

    private void over(Consumer<ApplicationContext> use) {
        JdbcPart.over(Postgres.demoDatabase(), directory.resolve("roster.json")).run(context -> {
            assertThat(context).hasNotFailed();
            use.accept(context);
        });
    }
}
