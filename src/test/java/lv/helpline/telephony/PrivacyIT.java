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
import lv.helpline.lab.ManagerTap;
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
