package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.canary.Canary;
import lv.helpline.canary.Memory;
import lv.helpline.canary.Search;
import lv.helpline.canary.WrittenFiles;
import lv.helpline.lab.Asterisk;
import lv.helpline.lab.MalformedRequests;
import lv.helpline.lab.ManagerTap;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nothing of the caller reaches a consultant's phone or a file; nothing of the consultant reaches the caller.
class PrivacyIT extends Telephony {

    /// Everything by which this caller could be known. None of it occurs anywhere else in the lab.
    private static final List<String> OF_THE_CALLER = List.of(
            "29876541",
            "29876542",
            "29876543",
            "29876544",
            "29876545",
            "29876546",
            "29876547",
            "29876548",
            "29876549",
            "Marikas",
            "marikas-telefons");

    private static final Search SEARCH = new Search(OF_THE_CALLER.stream()
            .filter(word -> word.startsWith("2"))
            .flatMap(number -> Stream.of(new Canary(number, "Marikas"), new Canary(number, "marikas-telefons")))
            .toList());

    private static final String NOBODYS = "+37000000000";

    private static final List<String> OF_THE_CONSULTANT = List.of("20000002", "Inese", "inese", "laura", "Laura");

    /// The system notes a file's time by a clock that is a little behind.
    private static final Duration BEHIND = Duration.ofSeconds(1);

    private Instant begun = Instant.MAX;

    @BeforeEach
    void begin() {
        begun = Instant.now().minus(BEHIND);
    }

    @Test
    void nothingOfTheCallerIsWrittenDownOrPassedOn() throws Exception {
        var laura = lab.peers().refusing("laura", "302 Moved Temporarily", "Contact: <sip:+37190000000@127.0.0.1>");
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers()
                .call(
                        "+371" + LATGALE,
                        "\"Marikas\" <sip:+37129876541@marikas-telefons>",
                        List.of(
                                "P-Asserted-Identity: \"Marikas\" <sip:+37129876542@127.0.0.1>",
                                "Remote-Party-ID: \"Marikas\" <sip:+37129876543@127.0.0.1>;party=calling;screen=yes",
                                "Diversion: \"Marikas\" <sip:+37129876544@127.0.0.1>;reason=unconditional",
                                "History-Info: <sip:+37129876545@127.0.0.1>;index=1",
                                "Call-Info: <sip:+37129876546@127.0.0.1>;purpose=info"));
        inese.take(caller);
        caller.inject("MESSAGE", "P-Asserted-Identity: <sip:+37129876548@127.0.0.1>", "Content-Type: text/plain");
        caller.inject("REFER", "Refer-To: <sip:+37129876549@127.0.0.1>", "Referred-By: <sip:+37129876541@127.0.0.1>");
        caller.inject(
                "UPDATE",
                "P-Asserted-Identity: \"Marikas\" <sip:+37129876547@127.0.0.1>",
                "Remote-Party-ID: \"Marikas\" <sip:+37129876547@127.0.0.1>;party=calling");
        // What Asterisk does not know it leaves unanswered; its answer to UPDATE says that it has seen them all.
        caller.await("an answer to UPDATE", message -> message.kind().endsWith(" UPDATE"), SOON);
        assertThat(caller.messages())
                .noneMatch(message -> message.fromAsterisk() && message.kind().matches("2.. (REFER|MESSAGE)"));
        inese.awaitConversation(caller);
        end(caller, inese);
        assertThat(lab.records().only().outcome()).isEqualTo("answered");
        awaitAttempts("5 taken");

        // A REFER and a 302 place no call.
        assertThat(lab.exchange().strays()).noneMatch(message -> message.kind().equals("INVITE"));
        assertThat(inese.count("INVITE")).isEqualTo(1);

        for (var phone : List.of(laura, inese)) {
            assertThat(sentBy(true, phone)).noneMatch(text -> namesAny(text, OF_THE_CALLER));
        }
        assertThat(sentBy(true, caller)).noneMatch(text -> namesAny(text, OF_THE_CONSULTANT));
        assertThat(filesNamingTheCaller()).isEmpty();
        assertThat(SEARCH.in(new Memory("PostgreSQL's memory", Postgres.processes()))
                        .hits())
                .isEmpty();
    }

    /// Whoever looks at calls through the manager is told of them, and nothing of who called.
    @Test
    void nothingOfTheCallerIsInAnEventThatIsRead() throws Exception {
        var inese = lab.peers().answering("+37120000002", RINGING);
        try (var tap = new ManagerTap(lab.asterisk())) {
            var caller = lab.peers()
                    .call(
                            "+371" + LATGALE,
                            "\"Marikas\" <sip:+37129876541@marikas-telefons>",
                            List.of(
                                    "P-Asserted-Identity: \"Marikas\" <sip:+37129876542@127.0.0.1>",
                                    "Remote-Party-ID: \"Marikas\""
                                            + " <sip:+37129876543@127.0.0.1>;party=calling;screen=yes",
                                    "Diversion: \"Marikas\" <sip:+37129876544@127.0.0.1>;reason=unconditional"));
            inese.take(caller);
            lab.asterisk().job("refresh");
            tap.await("|retold|", SOON);
            caller.hangUp();
            tap.await("|over|", SOON);
            assertThat(tap.text()).contains("|waiting|", "|ringing|", "|talking|");
            assertThat(tap.text().lines().filter(line -> line.startsWith("Event: ")))
                    .containsOnly("Event: UserEvent");
            assertThat(namesAny(tap.text(), OF_THE_CALLER)).isFalse();
        }
    }

    /// What no program sends, from the trunk and from somebody else who is permitted: a header is missing, broken,
    /// too long or not text. Asterisk reads it before it looks who sent it, and writes none of it down.
    @Test
    void nothingOfAMalformedRequestIsWrittenDown() throws Exception {
        try (var trunk = lab.atTheTrunk();
                var stranger = lab.stranger()) {
            for (var sender : List.of(trunk, stranger)) {
                for (var request : MalformedRequests.of(sender, "29876541", "Marikas")) {
                    sender.send(request);
                }
                var options = sender.invite(NOBODYS).replace("INVITE", "OPTIONS");
                sender.send(options);
                sender.awaitResponse(options, SOON);
            }
            var unresolved = trunk.invite(NOBODYS).replaceFirst("Content-Length: 0\n\n", """
                    Content-Type: application/sdp
                    Content-Length: 255

                    v=0
                    o=- 1 1 IN IP4 127.0.0.1
                    s=-
                    c=IN IP4 22876599%s
                    t=0 0
                    m=audio 4000 RTP/AVP 8
                    """.formatted("9".repeat(60))
                    .replace("255", "156"));
            trunk.send(unresolved);
            assertThat(trunk.awaitResponse(unresolved, SOON)).isNotEmpty();
        }
        lab.asterisk().awaitNoChannel(SOON);
        assertThat(filesNamingTheCaller()).isEmpty();
        assertThat(Asterisk.kept(lab.asterisk().log())).noneMatch(line -> line.contains("22876599"));
    }

    /// The check itself can fail: a file with a number in it is found.
    @Test
    void aFileThatNamesACallerWouldBeFound() throws Exception {
        var leak = lab.home().resolve("asterisk/log/leak");
        Files.writeString(leak, "a call from +37129876541");
        try {
            assertThat(filesNamingTheCaller()).containsExactly(leak.toString());
        } finally {
            Files.delete(leak);
        }
    }

    /// A method that does not fit its CSeq, and a host that there is not: errors without anything of them.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("Could not create dialog with endpoint")
                || complaint.contains("Couldn't negotiate stream");
    }

    private static List<String> sentBy(boolean asterisk, SipPeer peer) {
        return peer.messages().stream()
                .filter(message -> message.fromAsterisk() == asterisk)
                .map(SipMessage::text)
                .toList();
    }

    private static boolean namesAny(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }

    /// All files that Asterisk, the router and PostgreSQL have written in this test and that name the caller, in
    /// whatever form. SIPp's own are the caller's, not ours.
    private List<String> filesNamingTheCaller() throws IOException, InterruptedException {
        lab.asterisk().cli("database put helpline/canary flush now");
        lab.database().jdbc().sql("checkpoint").update();
        return SEARCH
                .in(new WrittenFiles(
                        "files",
                        List.of(lab.home(), Postgres.dataDirectory()),
                        path -> path.equals(lab.home().resolve("sipp")) || isOlder(path)))
                .hits()
                .stream()
                .map(Search.Hit::where)
                .distinct()
                .toList();
    }

    private boolean isOlder(Path path) {
        try {
            return Files.isRegularFile(path)
                    && Files.getLastModifiedTime(path).toInstant().isBefore(begun);
        } catch (IOException gone) {
            return true;
        }
    }
}
