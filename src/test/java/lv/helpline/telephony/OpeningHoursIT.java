package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.Test;

/// Closed lines say when they open next; open ones ring.
class OpeningHoursIT extends Telephony {

    @Test
    void tuesdayHalfPastSixOnlyTheEveningLineRings() throws Exception {
        lab.at(LocalDateTime.parse("2026-11-24T18:30"));
        var closed = new LinkedHashMap<String, SipPeer>();
        for (var line : List.of("28612120", "25565098", "25723222", "25719118", "25719266", "25719588")) {
            closed.put(line, lab.call("+371" + line));
        }
        var ilze = lab.answering("ilze", RINGING);
        var evening = lab.call("+371" + RIGA_EVENING);
        take(ilze, evening);
        evening.hangUp();

        for (var caller : closed.values()) {
            awaitHeard(
                    caller,
                    "closed",
                    "opens",
                    "tomorrow",
                    "hour-9",
                    "latvian-time",
                    "other-line",
                    "danger",
                    "not-safe");
            caller.await("BYE", Duration.ofSeconds(20));
        }
        assertThat(lab.records(7))
                .filteredOn(record -> !RIGA_EVENING.equals(record.line()))
                .hasSize(6)
                .allSatisfy(record -> {
                    assertThat(record.outcome()).isEqualTo("closed");
                    assertThat(record.rules()).startsWith("outside-hours");
                    assertThat(record.consultant()).isEmpty();
                });
    }

    @Test
    void whoPressesOneOnAClosedLineIsPutThroughToTheOpenOne() throws Exception {
        lab.at(LocalDateTime.parse("2026-11-24T18:30"));
        var ilze = lab.answering("ilze", RINGING);
        var caller = lab.call("+371" + LATGALE);
        awaitHeard(caller, "closed");
        caller.media().press('1');
        ilze.await("200 INVITE", SOON);
        ilze.media().awaitSound(10, SOON);
        ilze.media().press('1');
        hearEachOther(ilze, caller);
        caller.hangUp();

        var record = lab.record();
        assertThat(record.outcome()).isEqualTo("answered");
        assertThat(record.line()).isEqualTo(RIGA_EVENING);
        assertThat(record.rules()).startsWith("outside-hours+other-line-open+opening-hours+on-duty");
    }

    @Test
    void openUntilTheLastSecondAndClosedFromTheFirst() throws Exception {
        var vita = lab.ringingOut("vita");
        lab.clock().stop(LocalDateTime.parse("2026-11-24T16:59:59"));
        var before = lab.call("+37125719266");
        vita.await("INVITE", SOON);
        before.hangUp();

        lab.clock().stop(LocalDateTime.parse("2026-11-24T17:00:00"));
        var after = lab.call("+37125719266");
        awaitHeard(after, "closed", "opens", "tomorrow", "hour-9");
        after.hangUp();
        assertThat(lab.records(2)).extracting("outcome").containsExactlyInAnyOrder("abandoned", "closed");
    }

    @Test
    void closedDaysSayWhenTheLineOpensNext() throws Exception {
        lab.edit(
                "insert into closure (line, starts, ends) values ('zemgale', '2026-12-01 08:00', '2026-12-01 13:00')",
                "insert into special_opening (line, starts, ends)"
                        + " values ('zemgale', '2026-12-05 10:00', '2026-12-05 14:30')");
        var saturday = callAt("2026-11-28T12:00", ZEMGALE);
        awaitDecided(saturday);
        var proclamationDay = callAt("2026-11-18T10:00", ZEMGALE);
        awaitDecided(proclamationDay);
        // 18 November 2028 is a Saturday: the Monday after it is a holiday by law.
        var transferred = callAt("2028-11-20T10:00", ZEMGALE);
        awaitDecided(transferred);
        var datedClosure = callAt("2026-12-01T10:00", ZEMGALE);
        awaitDecided(datedClosure);
        var beforeSpecialOpening = callAt("2026-12-05T09:00", ZEMGALE);
        awaitDecided(beforeSpecialOpening);
        var weekBefore = callAt("2026-12-23T18:00", ZEMGALE);

        awaitHeard(saturday, "closed", "opens", "weekday-1", "hour-9", "latvian-time");
        awaitHeard(proclamationDay, "closed", "opens", "tomorrow", "hour-9", "latvian-time");
        awaitHeard(transferred, "closed", "opens", "tomorrow", "hour-9", "latvian-time");
        awaitHeard(datedClosure, "closed", "opens", "today", "hour-13", "latvian-time");
        awaitHeard(beforeSpecialOpening, "closed", "opens", "today", "hour-10", "latvian-time");
        // Christmas Eve to Boxing Day are holidays, then comes a weekend.
        awaitHeard(weekBefore, "closed", "opens", "weekday-1", "hour-9", "latvian-time");
        lab.hangUpEverything();
        assertThat(lab.records(6))
                .extracting(record -> record.rules().replaceFirst("\\+.*", ""))
                .containsExactlyInAnyOrder(
                        "outside-hours",
                        "public-holiday",
                        "public-holiday",
                        "dated-closure",
                        "outside-hours",
                        "outside-hours");
    }

    @Test
    void aSpecialOpeningRingsOnASaturday() throws Exception {
        lab.edit(
                "insert into special_opening (line, starts, ends)"
                        + " values ('zemgale', '2026-12-05 10:00', '2026-12-05 14:00')",
                "insert into cover (consultant, region, starts, ends)"
                        + " values (8, 'zemgale', '2026-12-05 10:00', '2026-12-05 14:00')");
        var gints = lab.answering("gints", RINGING);
        var caller = callAt("2026-12-05T13:59:00", ZEMGALE);
        take(gints, caller);
        caller.hangUp();
        assertThat(lab.record().rules()).startsWith("special-opening+on-duty");
    }

    private SipPeer callAt(String time, String line) throws Exception {
        lab.at(LocalDateTime.parse(time));
        return lab.call("+371" + line);
    }

    /// A closed line answers at once, so the decision has been made by then and the clock may move on.
    private static void awaitDecided(SipPeer caller) throws InterruptedException {
        caller.await("200 INVITE", SOON);
    }
}
