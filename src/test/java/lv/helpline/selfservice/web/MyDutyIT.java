package lv.helpline.selfservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.Author;
import lv.helpline.callout.NumberCodes;
import lv.helpline.callout.TestCalls;
import lv.helpline.mail.Outbox;
import lv.helpline.notification.DutyReminder;
import lv.helpline.notification.MissedCallsNotifier;
import lv.helpline.planning.DutyRepository;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Pause;
import lv.helpline.roster.WhichPhone;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.selfservice.Reminders;
import lv.helpline.selfservice.Swaps;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import lv.helpline.testing.pages.WithRitaAndOlga;
import org.junit.jupiter.api.Test;

/// What consultants do about their own duties, and that they reach nobody else's. Two of them serve Kurzeme, a third
/// works elsewhere. How it is shown is tried in [MyDutyPagesIT].
class MyDutyIT extends WithRitaAndOlga {

    private static final Site SITE = Slice.shared();
    private static final Account COORDINATOR = SITE.somebody(Role.COORDINATOR);

    private static final String SUNDAY = "/roster/offer?line=kurzeme&start=2026-11-29T10:00&end=2026-11-29T12:00";

    private final DutyRepository dutyRepository = SITE.bean(DutyRepository.class);

    MyDutyIT() {
        super(SITE);
    }

    @Test
    void a_rest_begins_and_ends_with_one_tap() {
        var me = Stranger.signedIn(SITE, rita);
        assertThat(me.get("/duty").body()).contains("Jūs dežurējat līdz 17:00");

        me.postWithToken("/duty/rest", Map.of("minutes", "30"));
        assertThat(pauses(rita)).containsExactly(new Pause(id(rita), now(), now().plusSeconds(1800)));
        assertThat(me.get("/duty").body()).contains("Pauze līdz 10:30");

        me.postWithToken("/duty/resume", Map.of());
        assertThat(me.get("/duty").body()).contains("Jūs dežurējat līdz 17:00");
        assertThat(actions()).startsWith("pause-ended", "pause-added");
    }

    @Test
    void who_coordinates_longer_than_they_answer_is_told_until_when_they_do_either() {
        Edits.save(
                editing(),
                RosterEdit.ofCovers(
                        List.of(),
                        List.of(new Cover(
                                id(rita),
                                new DutyScope.CoordinatorOnCall(),
                                span("2026-11-24T08:00", "2026-11-24T21:00")))),
                Author.router(now()));
        assertThat(Stranger.signedIn(SITE, rita).get("/duty").body())
                .contains("Jūs dežurējat: Kurzeme līdz 17:00; koordinatora dežūra līdz 21:00");
    }

    @Test
    void a_rest_lasts_to_the_end_of_the_duty_or_ten_minutes_after_a_hard_call_and_no_other_time() {
        var me = Stranger.signedIn(SITE, rita);
        me.postWithToken("/duty/rest", Map.of());
        me.postWithToken("/duty/rest", Map.of("minutes", "10"));
        me.postWithToken("/duty/rest", Map.of("minutes", "9999"));
        assertThat(pauses(rita))
                .extracting(pause -> Duration.between(pause.start(), pause.end()))
                .containsExactly(Duration.ofHours(7), Duration.ofMinutes(10));

        Stranger.signedIn(SITE, olga).postWithToken("/duty/rest", Map.of("minutes", "30"));
        assertThat(pauses(olga))
                .as("who is not on duty has nothing to rest from")
                .isEmpty();
    }

    @Test
    void who_cannot_come_is_told_what_follows_is_absent_then_and_the_coordinator_is_told() {
        var me = Stranger.signedIn(SITE, rita);
        assertThat(me.get("/duty/cannot?start=" + TOMORROW).body())
                .contains("Paliek: Kristaps")
                .doesNotContain("Neviena nebūs");

        me.postWithToken("/duty/cannot", Map.of("start", TOMORROW));

        assertThat(absences(rita)).containsExactly(new Absence(id(rita), span(TOMORROW, "2026-11-25T17:00")));
        assertThat(actions()).startsWith("roster-changed");
        var mail = mailTo(COORDINATOR);
        assertThat(mail).contains("Rita nevar", "neviena līnija nepaliek bez dežuranta");
        assertThat(mailsTo(rita)).as("nobody is told of their own doing").isEmpty();
    }

    @Test
    void who_leaves_a_line_empty_is_told_so_and_it_is_accepted_all_the_same() {
        Edits.save(
                editing(),
                RosterEdit.ofAbsences(
                        List.of(), List.of(new Absence(new ConsultantId(6), span(TOMORROW, "2026-11-25T17:00")))),
                Author.router(now()));
        var me = Stranger.signedIn(SITE, rita);
        assertThat(me.get("/duty/cannot?start=" + TOMORROW).body()).contains("Neviena nebūs: ");
        me.postWithToken("/duty/cannot", Map.of("start", TOMORROW));
        assertThat(absences(rita)).hasSize(1);
        assertThat(mailTo(COORDINATOR)).contains("neviena nepaliek");
    }

    /// However far ahead: Kristaps is away from 14 December to the end of January.
    @Test
    void who_leaves_a_line_empty_in_weeks_to_come_is_told_so_and_the_coordinator_too() {
        Edits.save(
                editing(),
                RosterEdit.ofAbsences(
                        List.of(),
                        List.of(new Absence(new ConsultantId(6), span("2026-12-14T00:00", "2027-02-01T00:00")))),
                Author.router(now()));
        var me = Stranger.signedIn(SITE, rita);
        assertThat(me.get("/duty/cannot?start=2026-12-14T09:00").body()).contains("Neviena nebūs: ");
        me.postWithToken("/duty/cannot", Map.of("start", "2026-12-14T09:00"));
        assertThat(mailTo(COORDINATOR)).contains("neviena nepaliek");

        purge();
        me.postWithToken("/duty/leave", Map.of("from", "2027-01-04", "to", "2027-01-06"));
        assertThat(mailTo(COORDINATOR)).contains("neviena nepaliek");
    }

    @Test
    void who_cannot_go_on_is_absent_from_this_minute_on() {
        Stranger.signedIn(SITE, rita).postWithToken("/duty/cannot", Map.of("start", "2026-11-24T09:00"));
        assertThat(absences(rita)).containsExactly(new Absence(id(rita), span("2026-11-24T10:00", "2026-11-24T17:00")));
    }

    @Test
    void who_misses_three_calls_in_a_row_is_told_by_mail_once_a_series_and_the_coordinator_is_shown() {
        var teller = SITE.bean(MissedCallsNotifier.class);
        rings(rita, 0, "no-answer", "silent");
        rings(olga, 0, "no-answer", "passed", "no-answer", "no-answer");
        teller.tell();
        assertThat(waiting()).isEmpty();

        rings(rita, 2, "no-answer");
        teller.tell();
        assertThat(mailTo(rita)).contains("Trīs zvani pēc kārtas", "/duty").doesNotContain("Rita");
        rings(rita, 3, "no-answer");
        assertThat(teller.tell()).as("of the same series").isZero();
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> coordinator.get("/now").body().contains("Trīs zvani pēc kārtas bez atbildes: Rita"));

        rings(rita, 4, "taken");
        assertThat(teller.tell()).isZero();
        rings(rita, 5, "no-answer", "no-answer", "no-answer");
        teller.tell();
        SITE.deliverMails();
        assertThat(mailsTo(rita)).hasSize(2);
        assertThat(mailsTo(olga)).isEmpty();
    }

    /// Their phone rang for callers, each time a minute after the last.
    private static void rings(Account account, int from, String... results) {
        for (var ring = 0; ring < results.length; ring++) {
            SITE.database()
                    .sql("""
                        insert into call_attempt (call_id, consultant, started_at, ended_at, result)
                        values (gen_random_uuid(), :consultant, :at, :at, :result)\
                        """)
                    .param("consultant", id(account).value())
                    .param(
                            "at",
                            now().minus(Duration.ofMinutes(30 - from - ring)).atOffset(java.time.ZoneOffset.UTC))
                    .param("result", results[ring])
                    .update();
        }
    }

    @Test
    void leave_and_preferences_are_entered_and_taken_back() {
        var me = Stranger.signedIn(SITE, rita);
        me.postWithToken("/duty/leave", Map.of("from", "2026-12-21", "to", "2026-12-23"));
        me.postWithToken("/duty/preference", Map.of("kind", "RATHER_NOT", "first", "2026-12-28", "last", "2026-12-28"));
        assertThat(absences(rita)).containsExactly(new Absence(id(rita), span("2026-12-21T00:00", "2026-12-24T00:00")));
        assertThat(me.get("/duty").body()).contains("Labāk ne</span>", "pirmdiena, 28. decembris</span>");
        assertThat(actions()).startsWith("preference-added", "roster-changed");

        me.postWithToken("/duty/absence/remove", Map.of("start", "2026-12-21T00:00", "end", "2026-12-24T00:00"));
        assertThat(absences(rita)).isEmpty();
        var refused = me.postWithToken("/duty/leave", Map.of("from", "2026-12-21", "to", "2026-12-20"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("nevar būt pirms pirmās", "value=\"20.12.2026\"");
    }

    @Test
    void an_untaken_proposal_changes_nothing_and_a_taken_one_the_roster_and_both_are_told() {
        var before = dutyRepository.roster(now());
        var me = Stranger.signedIn(SITE, rita);
        assertThat(me.get("/duty/swap?start=" + TOMORROW).body())
                .contains("Olga")
                .doesNotContain("Kristaps");
        me.postWithToken("/duty/swap", Map.of("start", TOMORROW, "colleague", id(olga).toString()));
        assertThat(dutyRepository.roster(now())).isEqualTo(before);
        assertThat(mailTo(olga)).contains("Rita", "trešdiena, 25. novembris, 09:00–17:00");
        purge();

        var other = Stranger.signedIn(SITE, olga);
        assertThat(other.get("/duty").body()).contains("Rita lūdz aizvietot");
        other.postWithToken("/duty/swap/" + swap() + "/take", Map.of());

        assertThat(absences(rita)).containsExactly(new Absence(id(rita), span(TOMORROW, "2026-11-25T17:00")));
        assertThat(other.get("/duty").body())
                .contains("trešdiena, 25. novembris")
                .doesNotContain("lūdz aizvietot");
        assertThat(actions()).startsWith("roster-changed", "swap-taken");
        assertThat(mailTo(olga)).contains("Norunāts", "Rita");
        assertThat(mailTo(rita)).contains("Norunāts", "Olga");
        assertThat(mailsTo(rita)).as("each is told once").hasSize(1);
    }

    @Test
    void the_colleague_wants_one_of_theirs_taken_and_then_the_first_decides() {
        giveOlgaASaturday();
        var me = Stranger.signedIn(SITE, rita);
        var other = Stranger.signedIn(SITE, olga);
        me.postWithToken("/duty/swap", Map.of("start", TOMORROW, "colleague", id(olga).toString()));
        var swap = swap();
        assertThat(other.get("/duty/swap/" + swap).body())
                .contains("sestdiena, 28. novembris", ">10:00–12:00</span> · Kurzeme<", "ko pretī uzņemtos Rita");
        other.postWithToken("/duty/swap/" + swap + "/return", Map.of("start", "2026-11-28T10:00"));
        other.postWithToken("/duty/swap/" + swap + "/take", Map.of());
        assertThat(absences(rita))
                .as("it is not the colleague's to decide any more")
                .isEmpty();

        me.postWithToken("/duty/swap/" + swap + "/take", Map.of());

        assertThat(absences(rita)).hasSize(1);
        assertThat(me.get("/duty").body()).contains("sestd. 28.11.");
        assertThat(other.get("/duty").body()).contains("trešd. 25.11.").doesNotContain("sestd.");
    }

    @Test
    void a_proposal_is_declined_withdrawn_overtaken_or_expires() {
        var me = Stranger.signedIn(SITE, rita);
        var other = Stranger.signedIn(SITE, olga);
        var proposed = Map.of("start", TOMORROW, "colleague", id(olga).toString());

        me.postWithToken("/duty/swap", proposed);
        assertThat(me.get("/duty").body()).contains("Jautājums nosūtīts");
        me.postWithToken("/duty/swap", proposed);
        assertThat(me.get("/duty").body()).contains("kādam jau ir jautāts");
        other.postWithToken("/duty/swap/" + swap() + "/drop", Map.of());
        assertThat(other.get("/duty").body()).contains("Otram paziņots");
        assertThat(swaps()).isEmpty();
        assertThat(mailTo(rita)).contains("Olga atsaka");

        me.postWithToken("/duty/swap", proposed);
        me.postWithToken("/duty/swap/" + swap() + "/drop", Map.of());
        assertThat(mailTo(olga)).contains("vairs nelūdz aizvietot");

        me.postWithToken("/duty/swap", proposed);
        var swap = swap();
        me.postWithToken("/duty/cannot", Map.of("start", TOMORROW));
        other.postWithToken("/duty/swap/" + swap + "/take", Map.of());
        assertThat(other.get("/duty").body()).contains("Tas vairs nav spēkā").doesNotContain("lūdz aizvietot");
        me.postWithToken("/duty/absence/remove", Map.of("start", TOMORROW, "end", "2026-11-25T17:00"));
        assertThat(swaps()).as("it ended with the change of its duty").isEmpty();
        me.postWithToken("/duty/swap", proposed);
        swap = swap();
        assertThat(other.get("/duty").body()).contains("lūdz aizvietot");

        SITE.clock().stop(LocalDateTime.parse(TOMORROW));
        other.postWithToken("/duty/swap/" + swap + "/take", Map.of());
        assertThat(absences(rita)).isEmpty();
        assertThat(other.get("/duty").body()).doesNotContain("lūdz aizvietot");
    }

    @Test
    void when_somebody_can_is_entered_with_times_and_whoever_seeks_a_substitute_is_told_in_words() {
        var other = Stranger.signedIn(SITE, olga);
        other.postWithToken(
                "/duty/preference",
                Map.of("kind", "CAN", "first", "2026-11-25", "starts", "09:00", "last", "2026-11-25", "ends", "17:00"));
        other.postWithToken(
                "/duty/preference",
                Map.of("kind", "CAN", "first", "2026-12-05", "starts", "18:00", "last", "2026-12-05"));
        assertThat(other.get("/duty").body())
                .contains("Varu dežurēt</span>", "trešdiena, 25. novembris, 09:00", "sestdiena, 5. decembris, 18:00");
        assertThat(Stranger.signedIn(SITE, rita)
                        .get("/duty/swap?start=" + TOMORROW)
                        .body())
                .containsPattern("Olga</span> <span[^>]*>var dežurēt");
        assertThat(Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR))
                        .get("/roster/time?of=line:kurzeme&start=" + TOMORROW + "&end=2026-11-25T17:00")
                        .body())
                .containsPattern("Olga</span><span[^>]*>var dežurēt · ");

        for (var wrong : List.of(
                Map.of("kind", "CAN", "first", "2026-12-05", "starts", "18:00", "last", "2026-12-05", "ends", "18:00"),
                Map.of("kind", "CAN", "first", "2026-12-05", "last", "2026-12-04"),
                Map.of("kind", "CAN", "first", "2026-12-05", "starts", "6pm", "last", "2026-12-05"),
                Map.of("kind", "MUST", "first", "2026-12-05", "last", "2026-12-05"),
                Map.of("first", "2026-12-05", "last", "2026-12-05"),
                Map.of("kind", "CAN"))) {
            var refused = other.postWithToken("/duty/preference", wrong);
            assertThat(refused.statusCode()).as(wrong.toString()).isEqualTo(422);
            assertThat(refused.body()).contains("aria-invalid=\"true\"");
        }
    }

    @Test
    void an_open_duty_is_mailed_to_all_who_suit_in_their_language_and_the_first_has_it() {
        openASunday();
        SITE.bean(Accounts.class).setLanguage(olga.id(), lv.helpline.roster.Language.ENGLISH);
        var before = dutyRepository.roster(now());
        offerSunday();
        var page = "/duty/open/" + offer();
        assertThat(mailTo(rita))
                .contains("Brīva dežūra: svētdiena, 29. novembris, 10:00–12:00 (Kurzeme)", page)
                .doesNotContain("līnij", "palīdzīb");
        assertThat(mailTo(olga)).contains("A vacant duty: Sunday 29 November, 10:00–12:00 (Kurzeme)", page);

        var program = new Stranger(SITE);
        assertThat(program.get(page).headers().firstValue("Location").orElseThrow())
                .as("a mail program that opens links")
                .contains("/sign-in?to=");
        var me = Stranger.signedIn(SITE, rita);
        var other = Stranger.signedIn(SITE, olga);
        assertThat(me.get("/duty").body()).contains("Brīvās dežūras", page + "/take");
        assertThat(me.get(page).body()).contains("svētdiena, 29. novembris, ", ">10:00–12:00<", page + "/take");
        assertThat(other.get(page).statusCode()).isEqualTo(200);
        assertThat(dutyRepository.roster(now())).as("looking changes nothing").isEqualTo(before);

        purge();
        other.postWithToken(page + "/take", Map.of());
        me.postWithToken(page + "/take", Map.of());

        assertThat(dutyRepository.roster(now()).covers())
                .filteredOn(cover -> !before.covers().contains(cover))
                .containsExactly(new Cover(
                        id(olga),
                        new DutyScope.OfLine(new LineId("kurzeme")),
                        span("2026-11-29T10:00", "2026-11-29T12:00")));
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 2))
                .extracting(entry -> entry.action() + " " + entry.actorName())
                .containsExactly("roster-changed account " + olga.id(), "duty-taken account " + olga.id());
        assertThat(other.get("/duty").body()).contains("Sunday 29 November").doesNotContain("Vacant duties");
        assertThat(me.get("/duty").body()).doesNotContain("Brīvās dežūras");
        assertThat(me.get(page).body()).contains("Kāds bija ātrāks").doesNotContain(page + "/take");
        assertThat(other.get(page).body()).contains("This duty is yours");
        assertThat(mailTo(COORDINATOR)).contains("Olga paņēma brīvo dežūru", "svētdiena, 29. novembris, 10:00–12:00");
        assertThat(mailsTo(rita)).isEmpty();
        assertThat(mailsTo(olga)).as("nobody is told of their own doing").isEmpty();
    }

    @Test
    void an_offer_goes_to_whom_it_said_and_nobody_takes_what_was_withdrawn_or_falls_into_their_leave() {
        openASunday();
        var nora = consultant("Nora");
        var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        var preview = administrator.get(SUNDAY).body();
        assertThat(preview).contains("Rita", "Olga", "Nora").containsPattern("Derētu, bet konta nav(?s:.)*Kristaps");
        Stranger.signedIn(SITE, nora).postWithToken("/duty/leave", Map.of("from", "2026-11-29", "to", "2026-11-29"));
        var outdated = administrator.postWithToken("/roster/offer", offer(preview));
        assertThat(outdated.statusCode()).isEqualTo(409);
        assertThat(outdated.body()).containsPattern("Nevar</h2>(?s:.)*Nora</span> <span[^>]*>šajā laikā nevar dežurēt");
        assertThat(SITE.database()
                        .sql("select count(*) from duty_offer")
                        .query(Integer.class)
                        .single())
                .isZero();
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        assertThat(coordinator.get(SUNDAY).body())
                .contains("Koordinators maina tikai")
                .doesNotContain("action=\"/roster/offer\"");
        assertThat(coordinator
                        .postWithToken(
                                "/roster/offer", offer(administrator.get(SUNDAY).body()))
                        .statusCode())
                .isEqualTo(422);

        offerSunday();
        var page = "/duty/open/" + offer();
        assertThat(Stranger.signedIn(SITE, nora).get(page).statusCode())
                .as("it was not offered to her")
                .isEqualTo(302);
        var me = Stranger.signedIn(SITE, rita);
        me.postWithToken("/duty/leave", Map.of("from", "2026-11-29", "to", "2026-11-29"));
        assertThat(me.get("/duty").body()).doesNotContain("Brīvās dežūras");
        assertThat(me.get(page).body()).contains("jau ir dežūra vai prombūtne").doesNotContain(page + "/take");

        administrator.postWithToken("/roster/offer/" + offer() + "/withdraw", Map.of());
        var other = Stranger.signedIn(SITE, olga);
        assertThat(other.get("/duty").body()).doesNotContain("Brīvās dežūras");
        other.postWithToken(page + "/take", Map.of());
        assertThat(other.get(page).body()).contains("vairs nav brīva");
        assertThat(dutyRepository.roster(now()).covers())
                .filteredOn(cover -> cover.consultant().equals(id(olga))
                        || cover.consultant().equals(id(rita)))
                .isEmpty();
        assertThat(actions()).startsWith("duty-offer-withdrawn");
    }

    private static void offerSunday() {
        var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        var form = offer(administrator.get(SUNDAY).body());
        assertThat(administrator.postWithToken("/roster/offer", form).statusCode())
                .isEqualTo(302);
    }

    /// As the preview has it.
    private static Map<String, String> offer(String preview) {
        var to = Pattern.compile("name=\"to\" value=\"([0-9]+)\"")
                .matcher(preview)
                .results()
                .map(found -> found.group(1))
                .toList();
        return Map.of(
                "line", "kurzeme", "start", "2026-11-29T10:00", "end", "2026-11-29T12:00", "to", String.join(",", to));
    }

    private static int offer() {
        return SITE.database()
                .sql("select id from duty_offer")
                .query(Integer.class)
                .single();
    }

    @Test
    void nobody_reaches_what_is_somebody_elses_by_its_id() {
        var me = Stranger.signedIn(SITE, rita);
        me.postWithToken("/duty/swap", Map.of("start", TOMORROW, "colleague", id(olga).toString()));
        me.postWithToken("/duty/preference", Map.of("kind", "RATHER_NOT", "first", "2026-12-28", "last", "2026-12-28"));
        me.postWithToken("/duty/leave", Map.of("from", "2026-12-21", "to", "2026-12-21"));
        var swap = swap();
        var preference = SITE.database()
                .sql("select id from duty_preference")
                .query(Integer.class)
                .single();
        var third = Stranger.signedIn(SITE, consultant("Vera"));
        var before = dutyRepository.roster(now());
        for (var path : List.of(
                "/duty/swap/" + swap + "/take",
                "/duty/swap/" + swap + "/drop",
                "/duty/swap/" + swap + "/return",
                "/duty/preference/" + preference + "/remove",
                "/duty/absence/remove",
                "/duty/cannot",
                "/duty/swap")) {
            third.postWithToken(
                    path,
                    Map.of(
                            "start",
                            path.contains("absence") ? "2026-12-21T00:00" : TOMORROW,
                            "end",
                            "2026-12-22T00:00",
                            "colleague",
                            id(olga).toString()));
        }
        for (var path :
                List.of("/duty/swap/" + swap, "/duty/cannot?start=" + TOMORROW, "/duty/swap?start=" + TOMORROW)) {
            assertThat(third.get(path).statusCode()).as(path).isEqualTo(302);
        }
        me.postWithToken("/duty/swap/" + swap + "/take", Map.of());

        assertThat(dutyRepository.roster(now())).isEqualTo(before);
        assertThat(swaps()).containsExactly(swap);
        assertThat(SITE.database()
                        .sql("select count(*) from duty_preference")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_number_is_verified_by_a_code_that_its_owner_sees_once_and_types_on_that_phone() {
        var nora = consultant("Nora");
        var me = Stranger.signedIn(SITE, nora);
        assertThat(me.get("/duty").body()).doesNotContain("number-code");
        assertThat(codeOf(me.postWithToken("/duty/number-code", Map.of()).body()))
                .as("it is verified already")
                .isEmpty();

        var number = unverified(nora);
        assertThat(me.get("/duty").body()).contains("vēl nav apstiprināts").doesNotContain(number);
        var answer = me.postWithToken("/duty/number-code", Map.of());
        var code = codeOf(answer.body()).orElseThrow();
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(answer.body()).doesNotContain(number);
        assertThat(SITE.bean(TestCalls.class)
                        .last(id(nora), WhichPhone.FIRST)
                        .orElseThrow()
                        .endedAt())
                .as("the phone is about to ring")
                .isEmpty();
        assertThat(actions()).contains("number-code-made", "test-call-asked");

        assertThat(SITE.bean(NumberCodes.class).verify(id(nora), WhichPhone.FIRST, code, now()))
                .isTrue();
        assertThat(me.get("/duty").body()).doesNotContain("vēl nav apstiprināts");
        assertThat(actions()).startsWith("number-verified");
    }

    @Test
    void an_administrator_reads_the_code_to_whoever_has_no_account_and_nobody_guesses_all_day() {
        var nora = consultant("Nora");
        unverified(nora);
        var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        var place = "/people/" + id(nora);
        assertThat(administrator.get(place).body()).contains("Numurs nav apstiprināts");
        var page = administrator.postWithToken(place + "/number-code", Map.of()).body();
        assertThat(codeOf(page)).isPresent();
        assertThat(page).contains("Nora");

        var codes = SITE.bean(NumberCodes.class);
        for (var tries = 1; tries <= NumberCodes.TRIES_A_DAY; tries++) {
            assertThat(codes.verify(id(nora), WhichPhone.FIRST, "", now())).isFalse();
        }
        assertThat(codeOf(administrator
                        .postWithToken(place + "/number-code", Map.of())
                        .body()))
                .isEmpty();
        assertThat(administrator.get(place).body()).contains("Šodien kods pārāk bieži ievadīts nepareizi");
    }

    private String unverified(Account account) {
        return SITE.database()
                .sql("update consultant set verified_at = null where id = :id returning contact")
                .param("id", id(account).value())
                .query(String.class)
                .single();
    }

    private static Optional<String> codeOf(String page) {
        return Pattern.compile("id=\"code\">([0-9]{6})<")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    @Test
    void the_feed_needs_no_sign_in_shows_final_duties_in_neutral_words_and_ends_when_it_is_revoked() {
        var me = Stranger.signedIn(SITE, rita);
        me.postWithToken("/duty/cannot", Map.of("start", TOMORROW));
        var page = me.postWithToken("/duty/feed", Map.of()).body();
        var address = feedOf(page);
        assertThat(page).contains("webcal://");
        assertThat(me.get("/duty").body()).as("it is shown once").doesNotContain(address);

        var program = new Stranger(SITE);
        var answer = program.get(address);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=900, private");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        var events = Biweekly.parse(answer.body()).first().getEvents();
        assertThat(events)
                .extracting(event -> event.getDateStart().getValue().toInstant())
                .as("the first of each weekday: of Wednesday, the next one")
                .contains(Instant.parse("2026-11-24T07:00:00Z"), Instant.parse("2026-12-02T07:00:00Z"))
                .doesNotContain(Instant.parse("2026-11-25T07:00:00Z"));
        assertThat(answer.body()).doesNotContain("Kurzeme", "Rita", "helpline");
        assertThat(SITE.database()
                        .sql("select token_hash from feed")
                        .query(String.class)
                        .single())
                .as("only a digest is kept")
                .doesNotContain(address.substring(6, 20));

        var renewed = feedOf(me.postWithToken("/duty/feed", Map.of()).body());
        assertThat(program.get(address).statusCode()).isEqualTo(404);
        assertThat(program.get(renewed).statusCode()).isEqualTo(200);
        me.postWithToken("/duty/feed/revoke", Map.of());
        assertThat(program.get(renewed).statusCode()).isEqualTo(404);
        assertThat(actions()).startsWith("feed-revoked", "feed-made", "feed-made");
    }

    @Test
    void an_administrator_sees_that_there_is_a_feed_and_ends_it() {
        var address = feedOf(Stranger.signedIn(SITE, rita)
                .postWithToken("/duty/feed", Map.of())
                .body());
        var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        var page = "/people/" + id(rita);
        assertThat(administrator.get(page).body())
                .contains("ir izveidota 24.11.2026 10:00")
                .doesNotContain(address);

        administrator.postWithToken(page + "/feed/revoke", Map.of());
        assertThat(new Stranger(SITE).get(address).statusCode()).isEqualTo(404);
        assertThat(administrator.get(page).body()).contains("Adrese atsaukta", "Slepenas adreses nav");
        administrator.postWithToken(page + "/feed/revoke", Map.of());
        assertThat(administrator.get(page).body()).contains("Tas vairs nav spēkā");
    }

    @Test
    void a_feed_ends_with_its_account() {
        var address = feedOf(Stranger.signedIn(SITE, rita)
                .postWithToken("/duty/feed", Map.of())
                .body());
        SITE.bean(Accounts.class).end(rita.id(), rita.version(), Author.router(now()));
        assertThat(new Stranger(SITE).get(address).statusCode()).isEqualTo(404);
    }

    @Test
    void guessing_feeds_is_made_slow_and_signing_in_from_there_is_not() {
        var program = new Stranger(SITE);
        for (var guess = 0; guess < 31; guess++) {
            program.get("/feed/guess" + guess + ".ics");
        }
        assertThat(program.get("/feed/guess.ics").statusCode()).isEqualTo(429);
        assertThat(program.get("/link/nothing").statusCode()).isEqualTo(410);
    }

    @Test
    void who_has_a_duty_tomorrow_is_reminded_in_the_evening_once() {
        SITE.bean(Accounts.class).setLanguage(rita.id(), lv.helpline.roster.Language.ENGLISH);
        SITE.clock().stop(LocalDateTime.parse("2026-11-24T17:59"));
        SITE.bean(DutyReminder.class).remind();
        assertThat(waiting()).isEmpty();

        SITE.clock().stop(LocalDateTime.parse("2026-11-24T18:00"));
        SITE.bean(DutyReminder.class).remind();
        SITE.bean(DutyReminder.class).remind();
        var mail = mailTo(rita);
        assertThat(mail)
                .contains("Tomorrow:", "Wednesday 25 November, 09:00–17:00 (Kurzeme)", "/duty")
                .doesNotContain("helpline", "line");
        assertThat(mailsTo(rita)).hasSize(1);
        assertThat(mailsTo(olga)).isEmpty();
        assertThat(SITE.bean(Reminders.class)
                        .remind(
                                id(rita),
                                LocalDate.parse("2026-11-25"),
                                new Outbox.Mail(rita.email(), "Dežūra", "again"),
                                now()))
                .as("of another router too")
                .isFalse();
    }

    @Test
    void who_has_duties_changed_by_somebody_else_is_mailed_what_was_and_what_is() {
        var edit = RosterEdit.ofAbsences(List.of(), List.of(new Absence(id(rita), span(TOMORROW, "2026-11-25T12:00"))));
        assertThat(Edits.save(editing(), edit, COORDINATOR.author(now()))).isInstanceOf(EditResult.Done.class);
        assertThat(mailTo(rita))
                .contains(
                        "Bija:", "trešdiena, 25. novembris, 09:00–17:00 (Kurzeme)",
                        "Tagad:", "trešdiena, 25. novembris, 12:00–17:00 (Kurzeme)");
        Edits.save(editing(), edit.inverse(), rita.author(now()));
        Edits.save(editing(), edit, Author.byPhone(id(rita), now()));
        Edits.save(editing(), edit.inverse(), Author.router(now()));
        SITE.deliverMails();
        assertThat(mailsTo(rita)).hasSize(2);
    }

    @Test
    void who_loses_a_duty_by_a_closure_is_mailed_and_again_when_it_is_taken_back() {
        var closure = RosterEdit.ofClosures(
                List.of(),
                List.of(new Closure(Optional.of(new LineId("kurzeme")), span(TOMORROW, "2026-11-25T17:00"))));
        Edits.save(editing(), closure, COORDINATOR.author(now()));
        assertThat(mailTo(rita)).contains("Bija:", "trešdiena, 25. novembris, 09:00–17:00 (Kurzeme)");
        Edits.save(editing(), closure.inverse(), COORDINATOR.author(now()));
        SITE.deliverMails();
        assertThat(mailsTo(rita)).hasSize(2);
    }

    @Test
    void a_proposal_whose_duty_somebody_changes_ends_and_both_are_told() {
        var swaps = SITE.bean(Swaps.class);
        var duty = span(TOMORROW, "2026-11-25T17:00");
        swaps.propose(id(rita), new ConsultantId(6), duty, List.of(), rita.author(now()));
        assertThat(swaps.of(id(rita), now())).hasSize(1);

        var earlier = RosterEdit.ofAbsences(
                List.of(), List.of(new Absence(id(rita), span("2026-11-25T15:00", "2026-11-25T17:00"))));
        Edits.save(editing(), earlier, COORDINATOR.author(now()));

        assertThat(swaps.of(id(rita), now())).isEmpty();
        SITE.deliverMails();
        assertThat(mailsTo(rita))
                .extracting(MyDutyIT::textOf)
                .anySatisfy(text -> assertThat(text).contains("vairs nav spēkā"));
    }

    private static RosterEditing editing() {
        return SITE.bean(RosterEditing.class);
    }

    private static Instant now() {
        return SITE.clock().instant();
    }

    private static LocalSpan span(String start, String end) {
        return new LocalSpan(LocalDateTime.parse(start), LocalDateTime.parse(end));
    }

    private List<Pause> pauses(Account account) {
        return dutyRepository.roster(now()).pauses().stream()
                .filter(pause -> pause.consultant().equals(id(account)))
                .toList();
    }

    private List<Absence> absences(Account account) {
        return dutyRepository.roster(now()).absences().stream()
                .filter(absence -> absence.consultant().equals(id(account)))
                .toList();
    }

    private static List<Integer> swaps() {
        return SITE.database()
                .sql("select id from swap")
                .query((row, number) -> row.getInt("id"))
                .list();
    }

    private static int swap() {
        assertThat(swaps()).hasSize(1);
        return swaps().getFirst();
    }

    private static List<String> actions() {
        return SITE.bean(Audit.class).newest(Optional.empty(), 3).stream()
                .map(AuditEntry::action)
                .toList();
    }

    private static String feedOf(String page) {
        var found = Pattern.compile("<code>[^<]*(/feed/[A-Za-z0-9_-]{43}\\.ics)</code>")
                .matcher(page);
        assertThat(found.find()).as("an address").isTrue();
        return found.group(1);
    }

    private static List<String> waiting() {
        return SITE.database()
                .sql("select body from mail")
                .query((row, number) -> row.getString("body"))
                .list();
    }

    private static List<MimeMessage> mailsTo(Account account) {
        return Arrays.stream(SITE.mail().getReceivedMessages())
                .filter(mail -> GreenMailUtil.getHeaders(mail).contains(account.email()))
                .toList();
    }

    /// The newest, with its subject checked.
    private static String mailTo(Account account) {
        SITE.deliverMails();
        assertThat(mailsTo(account)).isNotEmpty();
        try {
            var mail = mailsTo(account).getLast();
            assertThat(mail.getSubject()).isEqualTo("Dežūra");
            return textOf(mail);
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String textOf(jakarta.mail.Message mail) {
        try {
            return mail.getContent().toString();
        } catch (jakarta.mail.MessagingException | java.io.IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
