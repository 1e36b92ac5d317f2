package lv.helpline.telephony;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import lv.helpline.lab.ManagerTap;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A consultant brings a second person into a call: who hears whom, and whoever leaves first. Calls of several
/// lines go on at once, for much of it is listening to what is said.
class SecondPersonIT extends Telephony {

    private static final int CALLER = 300;
    private static final int CONSULTANT = 500;
    private static final int SECOND = 800;

    /// For which a phone rings that nobody answers.
    private static final Duration RINGS = Duration.ofSeconds(5);

    /// By their keys.
    private static final List<String> OFFERS =
            List.of("lv/second-coordinator", "lv/second-colleague", "lv/second-interpreter");

    @BeforeEach
    void oneByOne() {
        lab.database().edit("update line set strategy = 'one-by-one', ring_seconds = 5, wrap_up_seconds = 0");
    }

    /// A dead router is what one of these tests is about: Asterisk says that it could not connect.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c");
    }

    @Test
    void threeTalkAndWhoeverLeavesTheOthersTalkOn() throws Exception {
        try (var tap = new ManagerTap(lab.asterisk())) {
            atOnce(List.of(
                    this::theConsultantHandsOver,
                    this::aVoicemailNeverJoins,
                    this::theSecondPersonLeavesAndComesAgain));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(told(tap, LATGALE))
                            .containsSubsequence("talking 4", "ringing 5", "talking 5", "over 4", "over 5"));
        }
        assertThat(records(4))
                .containsExactlyInAnyOrder(
                        LATGALE + " answered 4",
                        LATGALE + " abandoned null",
                        KURZEME + " answered 6",
                        ZEMGALE + " answered 8");
    }

    @Test
    void whoLeavesWhileTheSecondPersonIsRungHarmsNobody() throws Exception {
        lab.database()
                .edit(
                        "insert into interpreter (name, number, languages, checked_on)"
                                + " values ('Oksana', '+37120000031', '{uk}', current_date),"
                                + " ('Mei', '+37120000032', '{zh}', current_date)",
                        "update consultant set second_kind = 'mobile', second_contact = '+37120000011',"
                                + " second_rings = 'together' where id = 4",
                        "update consultant set second_verified_at = now() where id = 4");
        var rings = lab.asterisk().globals().get("COLLEAGUE_RINGS");
        lab.asterisk().global("COLLEAGUE_RINGS", Long.toString(RINGS.toSeconds()));
        try {
            atOnce(List.of(
                    this::theConsultantLeavesBefore,
                    this::theConsultantComesBackAndThenTheCallerLeaves,
                    this::anInterpreterIsChosenByLanguage,
                    this::nobodyAnswersThere));
        } finally {
            lab.asterisk().global("COLLEAGUE_RINGS", requireNonNull(rings));
        }
        assertThat(records(4))
                .containsExactlyInAnyOrder(
                        LATGALE + " answered 4",
                        KURZEME + " answered 6",
                        ZEMGALE + " answered 8",
                        VIDZEME + " answered 7");
    }

    private Void nobodyAnswersThere() throws Exception {
        var vita = lab.peers().answering("vita", RINGING);
        var mei = lab.peers().ringingOut("+37120000032");
        var caller = lab.peers().call("+371" + VIDZEME);
        vita.take(caller);
        hum(caller, vita, mei);
        ask(vita, '3');
        awaitBegun(vita, "lv/interpreter-zh", "lv/second-back");
        vita.media().press('2');
        var rung = mei.await("INVITE", SOON);
        assertThat(between(rung, mei.await("CANCEL", SOON))).isBetween(RINGS.minusSeconds(1), RINGS.plusSeconds(2));
        awaitHeard(vita, "lv/second-nobody");
        awaitTalk(caller, vita);
        assertThat(mei.count("INVITE")).isEqualTo(1);
        caller.hangUp();
        awaitBegun(vita, "lv/after-call");
        vita.hangUp();
        return null;
    }

    private Void anInterpreterIsChosenByLanguage() throws Exception {
        var gints = lab.peers().answering("gints", RINGING);
        var oksana = lab.peers().answering("+37120000031", RINGING);
        var caller = lab.peers().call("+371" + ZEMGALE);
        gints.take(caller);
        hum(caller, gints, oksana);
        ask(gints, '3');
        awaitBegun(gints, "lv/interpreter-uk", "lv/second-back");
        gints.media().press('1');
        awaitBegun(oksana, "lv/second-calls");
        oksana.media().press('1');
        awaitTalk(caller, gints, oksana);
        gints.hangUp();
        awaitTalk(caller, oksana);
        caller.hangUp();
        oksana.awaitIdle(SOON);
        return null;
    }

    /// Where calls of a line were, as the wallboard is told: the word and the consultant.
    private static List<String> told(ManagerTap tap, String line) {
        return tap.text()
                .lines()
                .filter(text -> text.startsWith("Live: "))
                .map(text -> text.split("\\|", -1))
                .filter(fields -> fields.length == 8 && fields[3].equals(line))
                .map(fields -> fields[1] + " " + fields[4])
                .toList();
    }

    private List<String> records(int count) {
        return lab.records().await(count).stream()
                .map(record -> record.line() + " " + record.outcome() + " " + record.answeredBy())
                .toList();
    }

    private Void theConsultantHandsOver() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        hum(caller, laura, inese);
        awaitTalk(caller, laura);
        laura.media().press('*');
        laura.media().press('7');

        ask(laura, '2');
        awaitHeard(caller, "lv/second-coming");
        awaitBegun(inese, "lv/second-calls");
        inese.media().press('1');
        awaitTalk(caller, laura, inese);
        assertThat(occupied()).contains("4", "5");
        inese.media().press('8');
        caller.media().press('9');
        await().atMost(SOON)
                .until(() -> laura.media().keys().contains("9")
                        && inese.media().keys().contains("9"));

        laura.hangUp();
        awaitTalk(caller, inese);
        await().atMost(SOON).until(() -> !occupied().contains("4"));
        assertThat(occupied()).contains("5");
        var next = lab.peers().call("+371" + LATGALE);
        laura.await("a second INVITE", _ -> laura.count("INVITE") > 1, SOON);
        assertThat(inese.count("INVITE")).isEqualTo(1);
        next.hangUp();
        assertThat(caller.media().received()).isEmpty();
        caller.hangUp();
        inese.awaitIdle(SOON);
        return null;
    }

    /// The consultants whom no other call rings.
    private List<String> occupied() throws InterruptedException {
        return lab.asterisk()
                .cli("group show channels")
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(columns -> columns.length == 3 && columns[2].equals("consultant"))
                .map(columns -> columns[1])
                .toList();
    }

    /// Whoever is rung for the call gets it all the same, and ends it when they leave. The consultant has two phones.
    private Void theConsultantLeavesBefore() throws Exception {
        lab.peers().ringingOut("+37120000011");
        var laura = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        hum(caller, laura, inese);
        ask(laura, '2');
        awaitBegun(inese, "lv/second-calls");
        laura.hangUp();
        laura.awaitIdle(SOON);
        inese.media().press('1');
        awaitTalk(caller, inese);
        inese.hangUp();
        caller.await("BYE", SOON);
        return null;
    }

    private Void theConsultantComesBackAndThenTheCallerLeaves() throws Exception {
        var kristaps = lab.peers().answering("kristaps", RINGING);
        var dace = lab.peers().ringingOut("dace");
        var caller = lab.peers().call("+371" + KURZEME);
        kristaps.take(caller);
        hum(caller, kristaps, dace);
        ask(kristaps, '1');
        awaitBegun(kristaps, "lv/second-rings");
        kristaps.media().press('0');
        awaitTalk(caller, kristaps);
        dace.awaitIdle(SOON);

        ask(kristaps, '1');
        dace.await("a second INVITE", _ -> dace.count("INVITE") > 1, SOON);
        caller.hangUp();
        dace.awaitIdle(SOON);
        awaitBegun(kristaps, "lv/after-call");
        kristaps.hangUp();
        return null;
    }

    private Void aVoicemailNeverJoins() throws Exception {
        var kristaps = lab.peers().answering("kristaps", RINGING);
        var dace = lab.peers().answering("dace", RINGING);
        var caller = lab.peers().call("+371" + KURZEME);
        kristaps.take(caller);
        hum(caller, kristaps, dace);

        ask(kristaps, '1');
        dace.await("BYE", SOON);
        awaitHeard(kristaps, "lv/second-nobody");
        awaitTalk(caller, kristaps);
        assertThat(caller.media().loudnessOf(SECOND)).isLessThan(0.01);

        caller.hangUp();
        awaitBegun(kristaps, "lv/after-call");
        kristaps.hangUp();
        return null;
    }

    private Void theSecondPersonLeavesAndComesAgain() throws Exception {
        var gints = lab.peers().answering("gints", RINGING);
        var anna = lab.peers().answering("anna", RINGING);
        var caller = lab.peers().call("+371" + ZEMGALE);
        gints.take(caller);
        hum(caller, gints, anna);

        ask(gints, '2');
        awaitBegun(anna, "lv/second-calls");
        anna.media().press('1');
        awaitTalk(caller, gints, anna);
        anna.hangUp();
        awaitTalk(caller, gints);

        ask(gints, '2');
        anna.await("a second INVITE", _ -> anna.count("INVITE") > 1, SOON);
        anna.awaitAnswered(SOON);
        anna.media().forget();
        awaitBegun(anna, "lv/second-calls");
        anna.media().press('1');
        awaitTalk(caller, gints, anna);
        pressToAsk(gints);
        awaitHeard(gints, "lv/second-there");
        awaitTalk(caller, gints, anna);
        caller.hangUp();
        anna.awaitIdle(SOON);
        awaitBegun(gints, "lv/after-call");
        gints.hangUp();
        return null;
    }

    @Test
    void withoutARouterNobodyCanBeAsked() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        lab.routers().use("127.0.0.1:1", "127.0.0.1:1");
        pressToAsk(laura);
        awaitHeard(laura, "lv/second-who", "lv/second-not-now");
        laura.awaitConversation(caller);

        pressToAsk(laura);
        awaitHeard(caller, "lv/second-coming");
        laura.hangUp();
        awaitHeard(caller, "lv/no-consultant");
        caller.await("BYE", SOON);
        lab.routers().use(lab.routers().ownAddress(), "");
    }

    private static void pressToAsk(SipPeer consultant) {
        consultant.media().press('*');
        consultant.media().press('2');
    }

    /// Asks for a second person, and chooses who.
    private static void ask(SipPeer consultant, char whom) {
        consultant.media().forget();
        pressToAsk(consultant);
        awaitBegun(consultant, "lv/second-who", OFFERS.get(whom - '1'));
        consultant.media().press(whom);
    }

    /// From now on each can be told from the others.
    private static void hum(SipPeer caller, SipPeer consultant, SipPeer second) {
        caller.media().hum(CALLER);
        consultant.media().hum(CONSULTANT);
        second.media().hum(SECOND);
    }

    /// Waits until each hears all the others as loud as they are, and not itself.
    private static void awaitTalk(SipPeer... all) {
        Stream.of(all).forEach(each -> each.media().forget());
        await("all hear each other")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    try {
                        for (var each : all) {
                            assertThat(each.media().heard()).hasSizeGreaterThan(20);
                            for (var other : all) {
                                assertThat(each.media().loudnessOf(tone(other)))
                                        .as("%s in the ear of %s", other.name(), each.name())
                                        .isBetween(each == other ? 0.0 : 0.8, each == other ? 0.01 : 1.2);
                            }
                        }
                    } finally {
                        Stream.of(all).forEach(each -> each.media().forget());
                    }
                });
    }

    private static int tone(SipPeer peer) {
        if (peer.name().startsWith("caller")) {
            return CALLER;
        }
        return peer.name().matches("(laura|kristaps|gints|vita)-.*") ? CONSULTANT : SECOND;
    }

    /// Each in a thread of its own; throws what one of them has thrown.
    private static void atOnce(List<Callable<Void>> calls) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : executor.invokeAll(calls)) {
                call.get();
            }
        }
    }
}
