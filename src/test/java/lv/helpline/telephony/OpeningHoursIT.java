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
        lab.clock().set(LocalDateTime.parse("2026-11-24T18:30"));
        var closed = new LinkedHashMap<String, SipPeer>();
        for (var line : List.of("28612120", "25565098", "25723222", "25719118", "25719266", "25719588")) {
            closed.put(line, lab.peers().call("+371" + line));
        }
        var ilze = lab.peers().answering("ilze", RINGING);
        var evening = lab.peers().call("+371" + RIGA_EVENING);
        ilze.take(evening);
        evening.hangUp();

        for (var caller : closed.values()) {
            awaitHeard(
                    caller,
                    "lv/closed",
                    "lv/opens",
                    "lv/tomorrow",
                    "lv/at-0900",
                    "lv/latvian-time",
                    "lv/other-line",
                    "lv/danger",
                    "lv/not-safe");
            caller.await("BYE", Duration.ofSeconds(20));
        }
        assertThat(lab.records().await(7))
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
        lab.clock().set(LocalDateTime.parse("2026-11-24T18:30"));
        var ilze = lab.peers().answering("ilze", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        awaitHeard(caller, "lv/closed");
        caller.media().press('1');
        ilze.await("200 INVITE", SOON);
        ilze.media().awaitSound(10, SOON);
        ilze.media().press('1');
        ilze.awaitConversation(caller);
        caller.hangUp();

        var record = lab.records().only();
        assertThat(record.outcome()).isEqualTo("answered");
        assertThat(record.line()).isEqualTo(RIGA_EVENING);
        assertThat(record.rules()).startsWith("outside-hours+other-line-open+opening-hours+on-duty");
    }

    @Test
    void openUntilTheLastSecondAndClosedFromTheFirst() throws Exception {
        var vita = lab.peers().ringingOut("vita");
        lab.clock().stop(LocalDateTime.parse("2026-11-24T16:59:59"));
        var before = lab.peers().call("+37125719266");
        vita.await("INVITE", SOON);
        before.hangUp();

        lab.clock().stop(LocalDateTime.parse("2026-11-24T17:00:00"));
        var after = lab.peers().call("+37125719266");
        awaitHeard(after, "lv/closed", "lv/opens", "lv/tomorrow", "lv/at-0900");
        after.hangUp();
        assertThat(lab.records().await(2)).extracting("outcome").containsExactlyInAnyOrder("abandoned", "closed");
    }

    @Test
    void closedDaysSayWhenTheLineOpensNext() throws Exception {
        lab.database()
                .edit(
                        "insert into closure (line, starts, ends) values ('zemgale', '2026-12-01 08:00', '2026-12-01"
                                + " 13:00')",
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

        awaitHeard(saturday, "lv/closed", "lv/opens", "lv/weekday-1", "lv/at-0900", "lv/latvian-time");
        awaitHeard(proclamationDay, "lv/closed", "lv/opens", "lv/tomorrow", "lv/at-0900", "lv/latvian-time");
        awaitHeard(transferred, "lv/closed", "lv/opens", "lv/tomorrow", "lv/at-0900", "lv/latvian-time");
        awaitHeard(datedClosure, "lv/closed", "lv/opens", "lv/today", "lv/at-1300", "lv/latvian-time");
        awaitHeard(beforeSpecialOpening, "lv/closed", "lv/opens", "lv/today", "lv/at-1000", "lv/latvian-time");
        // Christmas Eve to Boxing Day are holidays, then comes a weekend.
        awaitHeard(weekBefore, "lv/closed", "lv/opens", "lv/weekday-1", "lv/at-0900", "lv/latvian-time");
        lab.peers().hangUpCallers();
        assertThat(lab.records().await(6))
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
        lab.database()
                .edit(
                        "insert into special_opening (line, starts, ends)"
                                + " values ('zemgale', '2026-12-05 10:00', '2026-12-05 14:00')",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (8, 'zemgale', '2026-12-05 10:00', '2026-12-05 14:00')");
        var gints = lab.peers().answering("gints", RINGING);
        var caller = callAt("2026-12-05T13:59:00", ZEMGALE);
        gints.take(caller);
        caller.hangUp();
        assertThat(lab.records().only().rules()).startsWith("special-opening+on-duty");
    }

    private SipPeer callAt(String time, String line) throws Exception {
        lab.clock().set(LocalDateTime.parse(time));
        return lab.peers().call("+371" + line);
    }

    /// A closed line answers at once, so the decision has been made by then and the clock may move on.
    private static void awaitDecided(SipPeer caller) throws InterruptedException {
        caller.await("200 INVITE", SOON);
    }
}
