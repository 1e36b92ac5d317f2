package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import lv.helpline.lab.Tools;
import lv.helpline.lab.Transcript;
import lv.helpline.testing.DialplanText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/// What tests of real calls share: the lab, put back to the demo's roster on a Tuesday at ten, and after each test
/// no channel, lock or file left, no complaint of Asterisk, no stack trace of a router, and no caller who was left
/// in silence.
abstract class Telephony {

    static final LocalDateTime TUESDAY_10 = LocalDateTime.parse("2026-11-24T10:00");
    /// How long a test waits for what it expects now: only a failure takes so long.
    static final Duration SOON = Duration.ofSeconds(30);
    static final Duration RINGING = Duration.ofMillis(200);

    /// Seconds. What a test is about is not whether many labs on two cores leave a router enough time.
    private static final String PATIENT = "3";

    /// In all of a test; half of it is enough for Asterisk to complain of a queue.
    private static final Duration LONG_STALL = Duration.ofSeconds(1);

    static final String RIGA_TRUST = "28612120";
    static final String RIGA_EVENING = "67898343";
    static final String LATGALE = "25723222";
    static final String KURZEME = "25719118";
    static final String VIDZEME = "25719266";
    static final String ZEMGALE = "25719588";

    static final Transcript TRANSCRIPT = Transcript.ofPrompts();

    private static final Pattern SHARED_WITH_WHO_IS_GONE =
            Pattern.compile("shared_(read|write): Channel '.*Variable '(LEG_\\d+|given|people|left)'");

    /// A step of a stack trace.
    private static final Pattern STACK_TRACE = Pattern.compile("^\\s+at [\\w.$/]+\\(.*");

    final Lab lab = Lab.shared();
    private long begun;
    private int complaints;
    private int logged;
    private Set<Path> files = Set.of();

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        lab.reset("update line set languages = '" + languages() + "'");
        lab.clock().set(TUESDAY_10);
        lab.asterisk().global("DECIDE_WITHIN", PATIENT);
        lab.asterisk().global("OFFERED", DialplanText.time(Tools.project().resolve("asterisk-config"), "OFFERED"));
        begun = System.nanoTime();
        complaints = lab.asterisk().complaints().size();
        logged = routerLog().size();
        files = lab.asterisk().files();
    }

    @AfterEach
    void noCallerWasLeftInSilence(TestInfo test) throws IOException {
        Silence.check(test, lab.peers().callers(), this::promised);
    }

    @AfterEach
    void nothingIsLeft() throws IOException, InterruptedException {
        lab.hangUpEverything();
        assertThat(lab.asterisk().globals())
                .as("lists of who waits, and who was given")
                .allSatisfy((name, value) -> {
                    if (name.matches("(WAITING|GIVEN)_.*")) {
                        // Who pauses is held back for a while.
                        assertThat(value).as(name).matches("|nobody:\\d+");
                    }
                });
        assertThat(lab.asterisk().heldLocks()).as("locks that are held").isEmpty();
        assertThat(lab.asterisk().files()).as("files that Asterisk left").isSubsetOf(files);
        var complained = lab.asterisk().complaints();
        assertThat(complained.subList(complaints, complained.size()).stream()
                        .filter(line -> !isOfAHangUp(line)
                                && !isOfABrowserOfAnotherLab(line)
                                && !isOfAStall(line)
                                && !expected(line)))
                .as("warnings and errors that Asterisk logged")
                .isEmpty();
        var told = routerLog();
        assertThat(told.subList(logged, told.size()).stream()
                        .filter(line -> STACK_TRACE.matcher(line).matches())
                        .limit(10))
                .as("stack traces in the router's log")
                .isEmpty();
    }

    /// Who hangs up as a prompt begins does not hear it, nor the music (of a file that is not there Asterisk
    /// complains by another line), who is gone as their call is answered is not there to be answered, who is
    /// gone as a phone begins to ring has no leg to prepare, and nothing can be told to their channel, or read
    /// on it, any more: by a leg, by a seat that is about to end, or by who has asked for a second person.
    private static boolean isOfAHangUp(String complaint) {
        return complaint.contains("ast_streamfile failed on")
                || SHARED_WITH_WHO_IS_GONE.matcher(complaint).find()
                || complaint.contains("answer: Session already DISCONNECTED")
                || complaint.contains("Abnormal 'Gosub(sub-no-keys,")
                || complaint.contains("moh_files_generator: Failed to write frame to 'PJSIP/");
    }

    /// A call from the web page has ended in another lab, its port is a call's of this lab already, and the browser has
    /// not heard of it.
    private static boolean isOfABrowserOfAnotherLab(String complaint) {
        return complaint.contains("Received SSL traffic on RTP instance");
    }

    /// Sound that piles up where nobody takes it is a fault, unless this machine let nobody run, or the consultant's
    /// phone has gone and their leg, in a busy house or on a slow disk, still notes what came of it.
    private boolean isOfAStall(String complaint) {
        if (complaint.contains("Exceptionally long voice queue") && complaint.contains("@helpline-leg-")) {
            return true;
        }
        var now = System.nanoTime();
        var stalled = Duration.ofNanos(now - begun).minus(Stalls.without(begun, now));
        return complaint.contains("Exceptionally long ") && stalled.compareTo(LONG_STALL) >= 0;
    }

    private List<String> routerLog() throws IOException {
        return Files.readAllLines(lab.home().resolve("router.log"));
    }

    /// Key 2 counts for a caller who waits from the beginning, or a test of it would last for a minute.
    final void offerOtherNumbersAtOnce() throws InterruptedException {
        lab.asterisk().global("OFFERED", "0.1");
    }

    /// Those of every line; one spares the tests that are not about it the menu.
    String languages() {
        return "{lv}";
    }

    /// How long at most whoever called hears nothing.
    Duration promised(SipPeer caller) {
        return Silence.PROMISED;
    }

    /// Whether a test provokes this complaint of Asterisk.
    boolean expected(String complaint) {
        return false;
    }

    /// Waits until these attempts are among the stored ones: that of a phone that was told something comes later.
    void awaitAttempts(String... attempts) {
        await("the attempts " + List.of(attempts))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lab.records().attempts()).contains(attempts));
    }

    /// The time between two messages on the wire, without the stalls of this machine.
    static Duration between(SipMessage first, SipMessage second) {
        return Stalls.without(first.nanos(), second.nanos());
    }

    /// The caller hangs up, and the consultant too.
    static void end(SipPeer caller, SipPeer phone) throws IOException, InterruptedException {
        caller.hangUp();
        caller.await("200 BYE", SOON);
        phone.awaitIdle(phone.hangUp(), SOON);
    }

    /// Waits until the peer has heard these prompts, such as `lv/closed`, in this order, whatever else between them.
    static void awaitHeard(SipPeer peer, String... prompts) {
        await("the prompts " + List.of(prompts))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(TRANSCRIPT.names(peer.media())).containsSubsequence(prompts));
    }

    /// Waits until these prompts have begun, in this order, whatever else between them: a key that cuts the last of
    /// them counts from then on.
    static void awaitBegun(SipPeer peer, String... prompts) {
        await("the beginnings of " + List.of(prompts))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(TRANSCRIPT.begun(peer.media())).containsSubsequence(prompts));
    }

    /// All prompts that the peer has heard.
    static List<String> heardBy(SipPeer peer) {
        return TRANSCRIPT.names(peer.media());
    }

    /// On the test's own Tuesday nobody else is on duty, so that many calls ring few phones.
    final void onlyLauraIsOnDuty() {
        lab.database()
                .edit(
                        "delete from weekly_duty",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (4, 'latgale', '2026-11-23', '2026-11-26')");
    }

    /// In the real time every line is open around the clock, and Laura is on duty for Latgale.
    final void lauraIsOnDutyAroundTheClock() {
        lab.clock().setToReal();
        lab.database()
                .edit(
                        "insert into special_opening (line, starts, ends)"
                                + " select id, current_date - 1, current_date + 3 from line",
                        "delete from weekly_duty",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (4, 'latgale', current_date - 1, current_date + 3)");
    }
}
