package lv.helpline.asterisk.scripts;

import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.paused;
import static lv.helpline.roster.RosterBuilder.unverified;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import lv.helpline.asterisk.fastagi.AgiServer;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.asterisk.fastagi.Observed;
import lv.helpline.audit.Author;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.RosterEdited;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Pause;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DutyScriptTest {

    private static final Line RIGA = RosterBuilder.general(line("riga-trust", "28612120", Region.RIGA));
    private static final Line EVENING = line("riga-evening", "67898343", Region.RIGA);
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant ILZE = consultant(2, "Ilze");
    private final RosterBuilder rosterBuilder = RosterBuilder.of(RIGA, EVENING)
            .with(ANNA, ILZE, onDuty(ANNA).in(Region.RIGA).each(workdays("09:00", "17:00")));
    private final FakeAsterisk asterisk = new FakeAsterisk();
    private final Observed observed = new Observed();
    private final Logs logs = new Logs();
    private final DutyInMemory duty = new DutyInMemory(rosterBuilder);
    private String answer = "";
    private Map<ConsultantId, Integer> missed = Map.of();
    private Instant now = RosterBuilder.tuesday("10:00");
    private final AgiServer server = new AgiServer(
            Given.limits().properties(),
            Map.of(DialplanNames.DUTY, script()),
            observed,
            ServerSocketFactory.getDefault(),
            List::of);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        logs.close();
    }

    @Test
    void an_attempt_waits_as_long_as_those_before_it_have_made_it_to() {
        assertThat(ask("knock", "1")).isEqualTo("v2|wait|0|end");
        duty.wait = Optional.of(Duration.ofMillis(3_001));
        assertThat(ask("knock", "1")).isEqualTo("v2|wait|4|end");
        assertThat(ask("knock", "77777")).isEqualTo("v2|wait|4|end");
        duty.wait = Optional.empty();
        assertThat(ask("knock", "1")).isEqualTo("v2|later|end");
    }

    @Test
    void who_enters_hears_how_things_stand_and_the_keys_that_mean_something() {
        assertThat(ask("enter", "1", "123456"))
                .isEqualTo("v2|duty|1|en+lv|on-duty&region-riga&today&at-1700&duty-ends&tomorrow&at-0900&next-duty"
                        + "&key-pause&key-absent&key-repeat|pause+absent|absent-now|"
                        + RosterBuilder.tuesday("17:00").getEpochSecond() + "||28612120|end");
        assertThat(spoken(Language.ENGLISH))
                .isEqualTo("You are on duty: Riga. today, at five p.m., your duty ends."
                        + " tomorrow, at nine a.m., your next duty begins."
                        + " Rest – one. I cannot come – three. Repeat – zero.");
    }

    @Test
    void a_wrong_pin_and_a_number_that_is_nobodys_are_wrong_alike_and_nothing_typed_is_logged() {
        assertThat(ask("enter", "1", "654321")).isEqualTo("v2|wrong|end");
        assertThat(ask("enter", "31", "123456")).isEqualTo("v2|wrong|end");
        assertThat(ask("enter", "99999", "123456")).isEqualTo("v2|wrong|end");
        assertThat(ask("enter")).isEqualTo("v2|wrong|end");
        assertThat(logs.at(Level.INFO)).contains("Duty line: enter");
        assertThat(logs.everything()).doesNotContain("123456").doesNotContain("654321");
    }

    @Test
    void off_duty_the_next_duty_is_told_and_nothing_to_pause() {
        now = RosterBuilder.saturday("12:00");
        assertThat(ask("state", "1")).contains("|absent|");
        assertThat(spoken(Language.LATVIAN))
                .isEqualTo("Tagad jūs nedežurējat. pirmdien, pulksten deviņos sākas jūsu nākamā dežūra."
                        + " Nevaru dežurēt – trīs. Atkārtot – nulle.");
        assertThat(field(7)).isEqualTo("weekday-1&at-0900&absent-next");
        assertThat(ask("state", "2")).contains("off-duty&no-next-duty&key-repeat|||||28612120|end");
    }

    @Test
    void a_pause_begins_at_once_ends_by_itself_and_is_the_consultants_own() {
        ask("pause", "1", "15");
        assertThat(duty.pauses).containsExactly(new Pause(ANNA.id(), now, now.plus(Duration.ofMinutes(15))));
        assertThat(duty.authors).containsExactly(Author.byPhone(ANNA.id(), now));
        assertThat(spoken(Language.LATVIAN)).contains("Jums ir pauze. pēc piecpadsmit minūtēm tā pati beigsies.");
        assertThat(field(6)).isEqualTo("resume+absent");
        now = now.plusSeconds(30);
        ask("pause", "1", "15");
        assertThat(duty.pauses).hasSize(2);
        now = now.plusSeconds(3);
        ask("pause", "1", "15");
        assertThat(duty.pauses).hasSize(2);
        assertThat(spoken(Language.RUSSIAN)).contains("У вас перерыв. через пятнадцать минут он закончится сам.");
        now = now.plusSeconds(841);
        ask("state", "1");
        assertThat(spoken(Language.RUSSIAN)).contains("через одну минуту он закончится сам.");
        ask("resume", "1");
        assertThat(duty.pauses).isEmpty();
        assertThat(field(6)).isEqualTo("pause+absent");
    }

    @Test
    void a_pause_to_the_end_of_the_duty_is_told_by_the_clock() {
        ask("pause", "1", "end");
        assertThat(duty.pauses).containsExactly(new Pause(ANNA.id(), now, RosterBuilder.tuesday("17:00")));
        assertThat(spoken(Language.ENGLISH)).contains("You have a rest. today, at five p.m., it ends by itself.");
    }

    @Test
    void who_is_not_on_duty_for_callers_does_not_pause() {
        rosterBuilder.with(onDuty(ILZE).coordinating());
        ask("pause", "2", "15");
        assertThat(duty.pauses).isEmpty();
        assertThat(field(5)).startsWith("on-duty&coordination&");
    }

    @Test
    void an_absence_is_for_the_duty_that_was_told_and_only_once() {
        ask("state", "1");
        var end = field(8);
        ask("absent", "1", end);
        ask("absent", "1", end);
        assertThat(duty.edited.getFirst().edit().absences().added())
                .containsExactly(new Absence(ANNA.id(), RosterBuilder.span("2026-11-24 10:00", "2026-11-24 17:00")));
        assertThat(duty.edited.getFirst().occasion())
                .as("told like an absence that is entered on the page")
                .isEqualTo(new EditOccasion.CannotCome(
                        ANNA.id(), RosterBuilder.span("2026-11-24 10:00", "2026-11-24 17:00")));
        assertThat(duty.edited).extracting(RosterEdited::author).containsExactly(Author.byPhone(ANNA.id(), now));
        assertThat(field(5)).startsWith("off-duty&tomorrow&at-0900&next-duty");
        assertThat(field(6)).isEqualTo("absent");
    }

    @Test
    void coordinators_on_call_can_be_called() {
        rosterBuilder.with(onDuty(ILZE).coordinating());
        ask("state", "1");
        assertThat(field(6)).isEqualTo("pause+absent+coordinator");
        assertThat(field(9)).isEqualTo("2_m37120000012");
    }

    @Test
    void who_missed_three_calls_is_told_so_first_and_once() {
        missed = Map.of(ANNA.id(), 3);
        ask("enter", "1", "123456");
        assertThat(field(5)).startsWith("missed-three&on-duty");
        ask("state", "1");
        assertThat(field(5)).startsWith("on-duty");
    }

    @Test
    void whose_phone_is_not_rung_yet_hears_so() {
        var zane = unverified(consultant(3, "Zane"));
        rosterBuilder.with(zane, onDuty(zane).at(EVENING), paused(zane, "2026-11-24 09:00", "2026-11-24 11:01"));
        ask("state", "3");
        assertThat(field(5))
                .startsWith("unverified&on-duty&line-number&digit-6&digit-7&digit-8&digit-9&digit-8&digit-3&digit-4"
                        + "&digit-3&region-riga&")
                .contains("&paused&today&at-1115&pause-ends&");
    }

    @Test
    void who_is_asked_to_speak_a_text_is_offered_a_key_and_keeps_what_they_spoke_once() {
        var take = duty.takes.ask(ANNA.id(), now);
        ask("enter", "1", "123456");
        assertThat(field(6)).isEqualTo("pause+absent+speak");
        assertThat(spoken(Language.ENGLISH)).contains("I cannot come – three. Speak a text – five. Repeat – zero.");
        ask("state", "2");
        assertThat(field(6)).as("a colleague").isEmpty();
        ask("keep", "2", take.id().toString());
        assertThat(field(5)).startsWith("speak-unwanted&off-duty");
        ask("keep", "1", take.id().toString());
        assertThat(field(5)).startsWith("speak-kept&on-duty");
        assertThat(field(6)).isEqualTo("pause+absent");
    }

    @Test
    void what_is_asked_for_is_offered_for_a_day() {
        duty.takes.ask(ANNA.id(), now.minus(Duration.ofDays(1)));
        ask("state", "1");
        assertThat(field(6)).isEqualTo("pause+absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep 1", "keep 1 x", "pause 1 16", "absent 1 x", "state 7", "state", "open"})
    void what_is_not_understood_is_not_done(String question) throws InterruptedException {
        assertThat(ask(question.split(" ", -1))).isNull();
        observed.assertRefused(Refusal.FAULT);
        assertThat(duty.pauses).isEmpty();
    }

    private @Nullable String ask(String... question) {
        var given = asterisk.ask(server.port(), "duty", question);
        answer = String.valueOf(given);
        return given;
    }

    private String field(int number) {
        return answer.split("\\|", -1)[number - 1];
    }

    private String spoken(Language language) {
        return Sentences.of(language, List.of(field(5).split("&", -1)));
    }

    private DutyScript script() {
        return new DutyScript(
                duty.line(),
                () -> Optional.of(new Snapshot("a", now, rosterBuilder.roster(), new RecentActivity(Map.of(), missed))),
                new Observed(),
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneId getZone() {
                        return Roster.ZONE;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        throw new UnsupportedOperationException();
                    }
                });
    }
}
