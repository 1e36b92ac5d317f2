package lv.helpline.callout.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.callout.Callout.Result;
import lv.helpline.callout.CalloutDispatcher;
import lv.helpline.callout.CalloutMailComposer;
import lv.helpline.callout.CalloutReason;
import lv.helpline.callout.Callouts;
import lv.helpline.callout.NumberCodes;
import lv.helpline.callout.PlacedCall;
import lv.helpline.callout.TestCalls;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WhichPhone;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.staff.People;
import lv.helpline.testing.JdbcPart;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Callouts in PostgreSQL, with two routers and with an Asterisk that dies.
class CalloutsIT {

    /// A Tuesday at ten.
    private static final Instant TEN = Instant.parse("2026-11-24T08:00:00Z");

    private static final ConsultantId LAURA = new ConsultantId(4);
    private static final ConsultantId VITA = new ConsultantId(7);

    @TempDir
    private Path directory;

    /// Vita alone is on duty for Vidzeme.
    @ParameterizedTest
    @CsvSource({"nobody-found, 1", "others-answer, 0"})
    void nobody_is_sought_where_others_are_to_answer(String reason, int searches) {
        over((context, calloutDispatcher) -> {
            var editing = context.getBean(RosterEditing.class);
            var tomorrow =
                    new LocalSpan(LocalDateTime.parse("2026-11-25T09:00"), LocalDateTime.parse("2026-11-25T17:00"));
            var absence = RosterEdit.ofAbsences(List.of(), List.of(new Absence(VITA, tomorrow)));
            var request = new EditRequest(new EditOccasion.Duties(Role.COORDINATOR), absence, Author.router(TEN))
                    .because(Optional.of(reason));
            assertThat(editing.save(request))
                    .isInstanceOfSatisfying(
                            RosterEditing.Result.Saved.class,
                            saved -> assertThat(saved.effect().gaps()).isNotEmpty());

            calloutDispatcher.next(TEN);

            assertThat(context.getBean(Callouts.class).open())
                    .filteredOn(callout -> callout.reason() instanceof CalloutReason.SeekCover)
                    .hasSize(searches);
        });
    }

    @Test
    void a_call_is_handed_to_one_asterisk_however_many_ask_at_once() {
        over((context, calloutDispatcher) -> {
            context.getBean(TestCalls.class).ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            try (var routers = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Optional<PlacedCall>> ask = () -> calloutDispatcher.next(TEN);
                var answers =
                        routers.invokeAll(Stream.generate(() -> ask).limit(4).toList());
                assertThat(answers.stream().filter(answer -> answer.resultNow().isPresent()))
                        .hasSize(1);
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
        });
    }

    @Test
    void a_call_that_an_asterisk_took_and_lost_is_placed_again_once_and_the_old_report_is_none() {
        over((context, calloutDispatcher) -> {
            var tests = context.getBean(TestCalls.class);
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            var first = calloutDispatcher.next(TEN).orElseThrow();
            assertThat(calloutDispatcher.next(TEN.plusSeconds(149))).isEmpty();
            var second = calloutDispatcher.next(TEN.plusSeconds(150)).orElseThrow();
            assertThat(second.consultant()).isEqualTo(first.consultant());

            assertThat(calloutDispatcher.ended(first.claim(), Result.YES, TEN.plusSeconds(160)))
                    .isEqualTo(CalloutDispatcher.Reply.NOTHING);
            assertThat(tests.failed(TEN.minusSeconds(1))).isEmpty();
            assertThat(calloutDispatcher.next(TEN.plusSeconds(300))).isEmpty();
            assertThat(tests.failed(TEN.minusSeconds(1)))
                    .singleElement()
                    .extracting(TestCalls.TestCall::result)
                    .isEqualTo(Optional.of("lost"));
        });
    }

    @Test
    void a_key_confirms_a_verified_number_and_counts_once() {
        over((context, calloutDispatcher) -> {
            var tests = context.getBean(TestCalls.class);
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            var call = calloutDispatcher.next(TEN).orElseThrow();
            assertThat(call.byCode()).isFalse();
            assertThat(calloutDispatcher.ended(call.claim(), Result.YES, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.THANKS);
            assertThat(calloutDispatcher.ended(call.claim(), Result.YES, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.NOTHING);
            assertThat(tests.verifiedAt(LAURA, WhichPhone.FIRST)).contains(TEN.plusSeconds(9));
            assertThat(tests.underWay()).isZero();
        });
    }

    /// Whoever picks up: the number may be a stranger's.
    @Test
    void a_key_verifies_no_number() {
        over((context, calloutDispatcher) -> {
            var tests = context.getBean(TestCalls.class);
            unverified(context);
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            var call = calloutDispatcher.next(TEN).orElseThrow();
            assertThat(call.byCode()).isTrue();
            assertThat(calloutDispatcher.ended(call.claim(), Result.YES, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.NOTHING);
            assertThat(tests.verifiedAt(LAURA, WhichPhone.FIRST)).isEmpty();
            assertThat(tests.underWay()).isZero();
        });
    }

    @Test
    void a_code_verifies_a_number_once_and_is_answered_alike_when_it_is_asked_again() {
        over((context, calloutDispatcher) -> {
            var tests = context.getBean(TestCalls.class);
            var codes = context.getBean(NumberCodes.class);
            unverified(context);
            var old = codes.make(LAURA, WhichPhone.FIRST, Author.router(TEN)).orElseThrow();
            var code = codes.make(LAURA, WhichPhone.FIRST, Author.router(TEN)).orElseThrow();
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            var claim = calloutDispatcher.next(TEN).orElseThrow().claim();
            for (var wrong : List.of("", other(code), old.equals(code) ? other(code) : old)) {
                assertThat(calloutDispatcher.typed(claim, wrong, TEN.plusSeconds(5)))
                        .isEqualTo(CalloutDispatcher.Reply.WRONG_CODE);
            }
            assertThat(tests.verifiedAt(LAURA, WhichPhone.FIRST)).isEmpty();

            assertThat(calloutDispatcher.typed(claim, code, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.THANKS);
            assertThat(calloutDispatcher.typed(claim, code, TEN.plusSeconds(10)))
                    .as("of the other router")
                    .isEqualTo(CalloutDispatcher.Reply.THANKS);
            assertThat(tests.verifiedAt(LAURA, WhichPhone.FIRST)).contains(TEN.plusSeconds(9));
            assertThat(tests.underWay()).isZero();
            assertThat(tests.last(LAURA, WhichPhone.FIRST).orElseThrow().result())
                    .contains("yes");
            assertThat(codes.verify(LAURA, WhichPhone.FIRST, code, TEN.plusSeconds(11)))
                    .as("used up")
                    .isFalse();
        });
    }

    @Test
    void a_code_is_good_for_a_day_and_for_one_number() {
        over((context, calloutDispatcher) -> {
            var codes = context.getBean(NumberCodes.class);
            var jdbc = context.getBean(JdbcClient.class);
            unverified(context);
            var late = codes.make(LAURA, WhichPhone.FIRST, Author.router(TEN)).orElseThrow();
            assertThat(codes.verify(LAURA, WhichPhone.FIRST, late, TEN.plus(NumberCodes.VALID_FOR)))
                    .isFalse();
            var ofAnother =
                    codes.make(LAURA, WhichPhone.FIRST, Author.router(TEN)).orElseThrow();
            jdbc.sql("update consultant set contact = 'another' where id = 4").update();
            assertThat(codes.verify(LAURA, WhichPhone.FIRST, ofAnother, TEN)).isFalse();
            var ofALost =
                    codes.make(LAURA, WhichPhone.FIRST, Author.router(TEN)).orElseThrow();
            context.getBean(People.class).losePhone(LAURA, Author.router(TEN));
            assertThat(codes.verify(LAURA, WhichPhone.FIRST, ofALost, TEN)).isFalse();
        });
    }

    /// Whichever code it was: a new one gives no new tries.
    @Test
    void so_many_codes_are_tried_a_day_and_no_more() {
        over((context, calloutDispatcher) -> {
            var codes = context.getBean(NumberCodes.class);
            unverified(context);
            for (var tries = 1; tries <= NumberCodes.TRIES_A_DAY; tries++) {
                assertThat(codes.exhausted(LAURA, WhichPhone.FIRST, TEN)).isFalse();
                var code =
                        codes.make(LAURA, WhichPhone.FIRST, Author.router(TEN)).orElseThrow();
                assertThat(codes.verify(LAURA, WhichPhone.FIRST, other(code), TEN))
                        .isFalse();
            }
            assertThat(codes.exhausted(LAURA, WhichPhone.FIRST, TEN)).isTrue();
            var code = codes.make(LAURA, WhichPhone.FIRST, Author.router(TEN)).orElseThrow();
            assertThat(codes.verify(LAURA, WhichPhone.FIRST, code, TEN)).isFalse();
            assertThat(context.getBean(JdbcClient.class)
                            .sql("select count(*) from audit_entry where action = 'number-code-tried-in-vain'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            assertThat(codes.verify(LAURA, WhichPhone.FIRST, code, TEN.plus(Duration.ofHours(15))))
                    .as("tomorrow")
                    .isTrue();
        });
    }

    /// What rings still is the old number.
    @Test
    void a_test_call_of_a_number_that_was_changed_verifies_nothing() {
        over((context, calloutDispatcher) -> {
            var tests = context.getBean(TestCalls.class);
            var people = context.getBean(People.class);
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            var claim = calloutDispatcher.next(TEN).orElseThrow().claim();
            var entry = people.find(LAURA).orElseThrow();
            var changed = new People.Person(
                    entry.person().name(),
                    new Contact.Mobile("+37126000001"),
                    entry.person().languages(),
                    entry.person().regions(),
                    entry.person().overflow());
            assertThat(people.change(LAURA, entry.version(), changed, Author.router(TEN)))
                    .isInstanceOf(EditResult.Done.class);
            var code = context.getBean(NumberCodes.class)
                    .make(LAURA, WhichPhone.FIRST, Author.router(TEN))
                    .orElseThrow();
            assertThat(calloutDispatcher.ended(claim, Result.YES, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.NOTHING);
            assertThat(calloutDispatcher.typed(claim, code, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.NOTHING);
            assertThat(tests.verifiedAt(LAURA, WhichPhone.FIRST)).isEmpty();
        });
    }

    /// A code is of one number, and so is the test call.
    @Test
    void each_of_two_numbers_proves_itself() {
        over((context, calloutDispatcher) -> {
            var tests = context.getBean(TestCalls.class);
            var codes = context.getBean(NumberCodes.class);
            assertThat(tests.ask(LAURA, WhichPhone.SECOND, Author.router(TEN)))
                    .as("there is none")
                    .isInstanceOf(EditResult.Refused.class);
            context.getBean(JdbcClient.class)
                    .sql("update consultant set second_kind = 'sip', second_contact = 'desk', second_rings = 'together'"
                            + " where id = 4")
                    .update();
            var code = codes.make(LAURA, WhichPhone.SECOND, Author.router(TEN)).orElseThrow();
            assertThat(codes.verify(LAURA, WhichPhone.FIRST, code, TEN)).isFalse();
            tests.ask(LAURA, WhichPhone.SECOND, Author.router(TEN));
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            assertThat(tests.underWay()).isEqualTo(2);
            var call = calloutDispatcher.next(TEN).orElseThrow();
            assertThat(call.reason()).isEqualTo(new CalloutReason.Test(LAURA, WhichPhone.SECOND));
            assertThat(call.byCode()).isTrue();
            assertThat(calloutDispatcher.typed(call.claim(), code, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.THANKS);
            assertThat(tests.verifiedAt(LAURA, WhichPhone.SECOND)).contains(TEN.plusSeconds(9));
            assertThat(tests.verifiedAt(LAURA, WhichPhone.FIRST))
                    .isPresent()
                    .get()
                    .isNotEqualTo(TEN.plusSeconds(9));
            assertThat(calloutDispatcher.next(TEN.plusSeconds(10)).orElseThrow().byCode())
                    .as("the first is verified")
                    .isFalse();
        });
    }

    private static void unverified(ApplicationContext context) {
        context.getBean(JdbcClient.class)
                .sql("update consultant set verified_at = null")
                .update();
    }

    private static String other(String code) {
        return (code.charAt(0) == '0' ? "1" : "0") + code.substring(1);
    }

    @Test
    void three_calls_that_nobody_took_and_calls_by_the_fallback_are_raised_once_in_half_an_hour() {
        over((context, calloutDispatcher) -> {
            var jdbc = context.getBean(JdbcClient.class);
            coordinator(jdbc);
            record(jdbc, "unanswered", "router", TEN.minusSeconds(60));
            record(jdbc, "nobody", "router", TEN.minusSeconds(800));
            assertThat(calloutDispatcher.next(TEN)).isEmpty();
            record(jdbc, "abandoned", "router", TEN.minusSeconds(30));

            var call = calloutDispatcher.next(TEN).orElseThrow();
            assertThat(call.reason())
                    .isInstanceOfSatisfying(
                            CalloutReason.Alert.class,
                            alert -> assertThat(alert.kind()).isEqualTo(CalloutReason.Kind.CALLS_UNANSWERED));
            calloutDispatcher.ended(call.claim(), Result.SILENT, TEN.plusSeconds(30));
            assertThat(calloutDispatcher.next(TEN.plusSeconds(40))).isEmpty();

            record(jdbc, "answered", "fallback", TEN.plusSeconds(50));
            assertThat(calloutDispatcher.next(TEN.plusSeconds(60)).orElseThrow().reason())
                    .isInstanceOfSatisfying(
                            CalloutReason.Alert.class,
                            alert -> assertThat(alert.kind()).isEqualTo(CalloutReason.Kind.FALLBACK_RANG));
        });
    }

    @Test
    void each_kind_is_raised_once_in_half_an_hour() {
        over((context, calloutDispatcher) -> {
            var jdbc = context.getBean(JdbcClient.class);
            coordinator(jdbc);
            kurzemeHasSomebodyUntil1050AndLatgaleNobody(jdbc);
            callsAndATestFail(jdbc, TEN.minusSeconds(1));
            calloutDispatcher.next(TEN);
            assertThat(kinds(jdbc)).isEqualTo(eachKind(1));

            callsAndATestFail(jdbc, TEN.plusSeconds(1700));
            calloutDispatcher.next(TEN.plusSeconds(1799));
            assertThat(kinds(jdbc)).isEqualTo(eachKind(1));
            calloutDispatcher.next(TEN.plusSeconds(1800));
            assertThat(kinds(jdbc)).isEqualTo(eachKind(2));
        });
    }

    private static void kurzemeHasSomebodyUntil1050AndLatgaleNobody(JdbcClient jdbc) {
        jdbc.sql("delete from weekly_duty where not coordination").update();
        jdbc.sql("insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from)"
                        + " values (6, 'kurzeme', 2, '09:00', '10:50', '2026-01-01')")
                .update();
        jdbc.sql("insert into closure (line, starts, ends) select id, '2026-11-24 00:00', '2026-11-25 00:00'"
                        + " from line where id <> 'latgale' and region <> 'kurzeme'")
                .update();
    }

    private static void callsAndATestFail(JdbcClient jdbc, Instant at) {
        Stream.of("unanswered", "unanswered", "nobody").forEach(outcome -> record(jdbc, outcome, "fallback", at));
        jdbc.sql("insert into callout (purpose, consultant, raised_at, ended_at, outcome)"
                        + " values ('test', 5, :at, :at, 'nobody')")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static List<String> kinds(JdbcClient jdbc) {
        return jdbc
                .sql("select kind || ' ' || count(*) from callout where purpose = 'alert' group by kind")
                .query((row, number) -> row.getString(1))
                .stream()
                .sorted()
                .toList();
    }

    private static List<String> eachKind(int times) {
        return Stream.of(CalloutReason.Kind.values())
                .map(kind -> EnumCodes.of(kind) + " " + times)
                .sorted()
                .toList();
    }

    @Test
    void whoever_takes_over_what_is_now_after_what_is_soon_is_on_duty_from_now_on() {
        over((context, calloutDispatcher) -> {
            var jdbc = context.getBean(JdbcClient.class);
            coordinator(jdbc);
            jdbc.sql("insert into cover (consultant, line, starts, ends)"
                            + " values (9, 'latgale', '2026-11-24 10:40', '2026-11-24 17:00')")
                    .update();
            Stream.of("nobody", "nobody", "nobody").forEach(outcome -> record(jdbc, outcome, "router", TEN));

            var call = calloutDispatcher.next(TEN).orElseThrow();
            assertThat(calloutDispatcher.ended(call.claim(), Result.YES, TEN.plusSeconds(20)))
                    .isEqualTo(CalloutDispatcher.Reply.THANKS);

            assertThat(jdbc.sql("select starts::time || ' ' || ends::time from cover where line = 'latgale' order by 1")
                            .query(String.class)
                            .list())
                    .containsExactly("10:00:00 10:40:00", "10:40:00 17:00:00");
        });
    }

    @Test
    void what_a_router_died_over_after_the_key_is_done_by_the_next_that_asks() {
        over((context, calloutDispatcher) -> {
            var jdbc = context.getBean(JdbcClient.class);
            context.getBean(TestCalls.class).ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            assertThat(calloutDispatcher.next(TEN)).isPresent();
            jdbc.sql("update callout_call set result = 'yes', due_at = '2026-11-24T08:00:10Z'")
                    .update();
            calloutDispatcher.next(TEN.plusSeconds(45));
            assertThat(context.getBean(TestCalls.class).verifiedAt(LAURA, WhichPhone.FIRST))
                    .contains(TEN.plusSeconds(45));
        });
    }

    /// Whatever rang when they left: it proves nothing, and others are phoned as before.
    @Test
    void who_leaves_during_their_test_call_holds_nobody_up() {
        over((context, calloutDispatcher) -> {
            var tests = context.getBean(TestCalls.class);
            var people = context.getBean(People.class);
            context.getBean(JdbcClient.class)
                    .sql("update consultant set verified_at = null")
                    .update();
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            var call = calloutDispatcher.next(TEN).orElseThrow();
            var version = people.find(LAURA).orElseThrow().version();
            var left = people.leave(LAURA, version, RosterEdit.ofCovers(List.of(), List.of()), Author.router(TEN));
            assertThat(left).isInstanceOf(EditResult.Done.class);

            assertThat(calloutDispatcher.ended(call.claim(), Result.YES, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.NOTHING);
            assertThat(tests.failed(TEN.minusSeconds(1))).isEmpty();
            assertThat(tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN)))
                    .isEqualTo(new EditResult.Refused("consultant_who_has_left_is_not_rung"));
            calloutDispatcher.testComingDuties(TEN.plusSeconds(60));
            assertThat(phoned(calloutDispatcher, TEN.plusSeconds(60)))
                    .isNotEmpty()
                    .doesNotContain(LAURA);
        });
    }

    @Test
    void a_lost_phone_is_tested_only_when_somebody_asks() {
        over((context, calloutDispatcher) -> {
            var tests = context.getBean(TestCalls.class);
            context.getBean(JdbcClient.class)
                    .sql("update consultant set verified_at = null")
                    .update();
            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN));
            var call = calloutDispatcher.next(TEN).orElseThrow();
            context.getBean(People.class).losePhone(LAURA, Author.router(TEN));
            assertThat(calloutDispatcher.ended(call.claim(), Result.YES, TEN.plusSeconds(9)))
                    .isEqualTo(CalloutDispatcher.Reply.NOTHING);
            calloutDispatcher.testComingDuties(TEN.plusSeconds(60));
            assertThat(phoned(calloutDispatcher, TEN.plusSeconds(60)))
                    .isNotEmpty()
                    .doesNotContain(LAURA);

            tests.ask(LAURA, WhichPhone.FIRST, Author.router(TEN.plusSeconds(90)));
            var code = context.getBean(NumberCodes.class)
                    .make(LAURA, WhichPhone.FIRST, Author.router(TEN.plusSeconds(90)))
                    .orElseThrow();
            var found = calloutDispatcher.next(TEN.plusSeconds(90)).orElseThrow();
            assertThat(calloutDispatcher.typed(found.claim(), code, TEN.plusSeconds(99)))
                    .isEqualTo(CalloutDispatcher.Reply.THANKS);
            assertThat(tests.verifiedAt(LAURA, WhichPhone.FIRST)).contains(TEN.plusSeconds(99));
        });
    }

    @Test
    void another_number_is_not_lost() {
        over((context, calloutDispatcher) -> {
            var jdbc = context.getBean(JdbcClient.class);
            context.getBean(People.class).losePhone(LAURA, Author.router(TEN));
            jdbc.sql("update consultant set contact = 'another' where id = 4").update();
            calloutDispatcher.testComingDuties(TEN);
            assertThat(phoned(calloutDispatcher, TEN)).contains(LAURA);
        });
    }

    /// Whom it phones at once; nobody answers.
    private static List<ConsultantId> phoned(CalloutDispatcher calloutDispatcher, Instant at) {
        return Stream.iterate(calloutDispatcher.next(at), Optional::isPresent, _ -> calloutDispatcher.next(at))
                .map(call -> call.orElseThrow().consultant().id())
                .toList();
    }

    private static void coordinator(JdbcClient jdbc) {
        jdbc.sql("insert into cover (consultant, coordination, starts, ends)"
                        + " values (9, true, '2026-11-24 00:00', '2026-11-25 00:00')")
                .update();
    }

    private static void record(JdbcClient jdbc, String outcome, String decidedBy, Instant ended) {
        jdbc.sql("""
            insert into call_record (call_id, line, entered_at, decided_by, rules, outcome, ended_at)
            values (gen_random_uuid(), '25723222', :entered, :by, '{}', :outcome, :ended)\
            """)
                .param("entered", ended.minusSeconds(25).atOffset(ZoneOffset.UTC))
                .param("by", decidedBy)
                .param("outcome", outcome)
                .param("ended", ended.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void over(BiConsumer<ApplicationContext, CalloutDispatcher> use) {
        JdbcPart.over(Postgres.demoDatabase(), directory.resolve("roster.json")).run(context -> {
            assertThat(context).hasNotFailed();
            var editing = context.getBean(RosterEditing.class);
            use.accept(
                    context,
                    new CalloutDispatcher(
                            context.getBean(JdbcCallouts.class),
                            context.getBean(NumberCodes.class),
                            editing,
                            context.getBean(DutyPreferences.class),
                            new Silent(),
                            () -> Optional.of(new Snapshot(
                                    "now",
                                    TEN,
                                    new Roster(editing.roster(TEN), new LatvianHolidays()),
                                    RecentActivity.NONE)),
                            new LatvianHolidays(),
                            LocalTime.of(8, 0),
                            LocalTime.of(21, 0),
                            Duration.ofDays(7)));
        });
    }

    private static final class Silent implements CalloutMailComposer {

        @Override
        public List<Outbox.Mail> raised(CalloutReason reason, Roster roster) {
            return List.of();
        }

        @Override
        public List<Outbox.Mail> takenOver(CalloutReason reason, ConsultantId by, Roster roster) {
            return List.of();
        }

        @Override
        public List<Outbox.Mail> nobody(CalloutReason reason, Roster roster) {
            return List.of();
        }
    }
}
