package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.lab.Asterisk;
import lv.helpline.lab.ManagerTap;
import lv.helpline.lab.RawSip;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;
import lv.helpline.testing.Postgres;
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

    private static final String NOBODYS = "+37000000000";

    private static final List<String> OF_THE_CONSULTANT = List.of("20000002", "Inese", "inese", "laura", "Laura");

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
        assertThat(filesNaming(OF_THE_CALLER)).isEmpty();
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
                for (var request : malformed(sender)) {
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
        assertThat(filesNaming(OF_THE_CALLER)).isEmpty();
        assertThat(Asterisk.kept(lab.asterisk().log())).noneMatch(line -> line.contains("22876599"));
    }

    private static List<String> malformed(RawSip sender) {
        var whole = sender.invite(NOBODYS)
                .replaceFirst("From: .*", "From: \"Marikas\" <sip:+37129876541@marikas-telefons>;tag=1")
                .replaceFirst("Content-Length", "P-Asserted-Identity: <sip:+37129876542@127.0.0.1>\nContent-Length");
        var kinds = new ArrayList<String>();
        for (var name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            kinds.add(whole.replaceFirst("(?m)^" + name + ": .*\n", ""));
            kinds.add(whole.replaceFirst("(?m)^" + name + ": .*$", name + ": "));
            kinds.add(whole.replaceFirst("(?m)^" + name + ": .*$", name + " 29876543"));
            kinds.add(whole.replaceFirst("(?m)^" + name + ": .*$", name + ": <<29876543\"@@;;"));
            kinds.add(whole.replaceFirst("(?m)^" + name + ": .*$", name + ": " + "29876543".repeat(1_200)));
        }
        for (var line : List.of(
                "CSeq: 99999999999999999999 INVITE",
                "CSeq: 29876544 BYE",
                "Content-Length: -5",
                "Content-Length: 298765440000000000000000",
                "Content-Length: 29876544",
                "Max-Forwards: 29876544298765442987654",
                "Contact: <sip:+37129876544@@@",
                "Session-Expires: 29876544x",
                "Content-Type: 29876544",
                "Authorization: Digest username=\"29876544\"",
                "Diversion: <<29876544",
                "Route: <sip:29876544@@>")) {
            var name = line.replaceFirst(":.*", "");
            kinds.add(
                    whole.contains("\n" + name + ": ")
                            ? whole.replaceFirst("(?m)^" + name + ": .*$", line)
                            : whole.replaceFirst("Content-Length", line + "\nContent-Length"));
        }
        for (var start : List.of(
                "INVITE sip:+37129876545@127.0.0.1 SIP/3.0",
                "INVITE sip:+37129876545@127.0.0.1",
                "INVITE sip:@@@+37129876545 SIP/2.0",
                "INVITE http://29876545 SIP/2.0",
                "SIP/2.0 29876545 OK",
                "29876545")) {
            kinds.add(whole.replaceFirst("INVITE .*", start));
        }
        kinds.add("\u0001\u0002\u00ff\u00fe29876546");
        kinds.add(whole.replaceFirst("Marikas", "Marikas\u0000\u00ff\u0001"));
        kinds.add(whole.substring(0, whole.indexOf("CSeq")));
        return kinds;
    }

    /// The check itself can fail: a file with a number in it is found.
    @Test
    void aFileThatNamesACallerWouldBeFound() throws Exception {
        var leak = lab.home().resolve("asterisk/log/leak");
        Files.writeString(leak, "a call from +37129876541");
        try {
            assertThat(filesNaming(OF_THE_CALLER)).containsExactly(leak);
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

    /// All files that Asterisk, the router and PostgreSQL wrote. SIPp's own are the caller's, not ours.
    private List<Path> filesNaming(List<String> words) throws IOException, InterruptedException {
        lab.asterisk().cli("database put helpline/canary flush now");
        lab.database().jdbc().sql("checkpoint").update();
        var naming = new ArrayList<Path>();
        for (var directory : List.of(lab.home(), Postgres.dataDirectory())) {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    return path.equals(lab.home().resolve("sipp"))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile()) {
                        read(path);
                    }
                    return FileVisitResult.CONTINUE;
                }

                private void read(Path path) throws IOException {
                    try {
                        if (namesAny(Files.readString(path, StandardCharsets.ISO_8859_1), words)) {
                            naming.add(path);
                        }
                    } catch (NoSuchFileException gone) {
                        visitFileFailed(path, gone);
                    }
                }

                // A journal of Asterisk's or PostgreSQL's may be deleted meanwhile.
                @Override
                public FileVisitResult visitFileFailed(Path path, IOException failed) throws IOException {
                    return failed instanceof NoSuchFileException
                            ? FileVisitResult.CONTINUE
                            : super.visitFileFailed(path, failed);
                }
            });
        }
        return naming;
    }
}
