package lv.helpline.asterisk.sipprobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import lv.helpline.testing.Loopback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a peer that answers what a test says.
class SipProbeTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Duration SOON = Duration.ofMillis(1_200);
    private static final Instant NOON = Instant.parse("2026-11-24T10:00:00Z");

    private Path request = Path.of("");
    private Path restarted = Path.of("");

    @BeforeEach
    void files(@TempDir Path directory) {
        request = directory.resolve("asterisk-hangs");
        restarted = directory.resolve("restarted");
    }

    @Test
    void tellsWithinAMinute() {
        assertThat(SipProbe.BETWEEN.plus(SipProbe.PATIENCE).multipliedBy(SipProbe.FAILURES_TOLD))
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void asksForARestartWithinAMinute() {
        assertThat(SipProbe.BETWEEN.plus(SipProbe.PATIENCE).multipliedBy(SipProbe.SILENCES_ASKED))
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"480, true", "404, false", "503, false"})
    void onlyTheDialplansOwnRefusalTellsThatCallsAreTaken(int status, boolean taken) throws Exception {
        try (var peer = new AnsweringPeer(status)) {
            var probe = probe(peer.address());
            probe.round();
            assertThat(probe.refusingSince()).isEmpty();
            probe.round();
            assertThat(probe.refusingSince().isEmpty()).isEqualTo(taken);
            assertThat(peer.acknowledged()).isEqualTo(2);
        }
    }

    @Test
    void aPortWhereNobodyListensTakesNoCallsFromTheFirstFailureOn() {
        var probe = probe(Loopback.nextUdpAddress());
        probe.round();
        probe.round();
        assertThat(probe.refusingSince()).contains(NOON);
        probe.round();
        assertThat(request).doesNotExist();
    }

    /// A dialplan without the probe is no reason to end calls.
    @Test
    void whatAnswersAnythingIsNotToBeRestarted() throws Exception {
        try (var peer = new AnsweringPeer(404)) {
            var probe = probe(peer.address());
            for (var round = 0; round < 4; round++) {
                probe.round();
            }
            assertThat(probe.refusingSince()).contains(NOON);
            assertThat(request).doesNotExist();
        }
    }

    @Test
    void theThirdSilenceInARowAsksForARestart() throws Exception {
        try (var peer = new AnsweringPeer(0)) {
            var probe = probe(peer.address());
            probe.round();
            probe.round();
            assertThat(request).doesNotExist();
            probe.round();
            assertThat(request).exists();
        }
    }

    @Test
    void aRestartIsKnownByItsFile() throws Exception {
        var probe = probe(Loopback.nextUdpAddress());
        assertThat(probe.restartedAt()).isEmpty();
        Files.setLastModifiedTime(Files.createFile(restarted), FileTime.from(NOON));
        assertThat(probe.restartedAt()).contains(NOON);
    }

    private SipProbe probe(InetSocketAddress asterisk) {
        var restart = new AsteriskRestart(Optional.of(request), Optional.of(restarted));
        return new SipProbe(asterisk, HERE, SOON, restart, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void anInviteWithoutAnAnswerIsRepeatedAndIsTheSameCallInTheNextRound() throws Exception {
        try (var peer = new AnsweringPeer(0);
                var call = new OfferedCall(peer.address(), HERE)) {
            assertThat(call.offer(SOON)).isEmpty();
            assertThat(peer.invited()).isEqualTo(2);
            var later = CompletableFuture.supplyAsync(() -> offer(call));
            peer.answer(480);
            assertThat(later.get()).hasValue(480);
            assertThat(peer.callIds()).hasSize(1);
        }
    }

    private static OptionalInt offer(OfferedCall call) {
        try {
            return call.offer(Duration.ofSeconds(5));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5060", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "300.0.0.1:5060", ":5060"})
    void refusesAnAddressThatIsNoneAndSaysWhatIsNeeded(String address) {
        assertThatThrownBy(() -> new SipProbeProperties(address, HERE, "", ""))
                .hasMessageContaining("helpline.sip-probe.address: an IPv4 address and a port are needed");
    }

    @Test
    void triesFromLoopbackOnly() throws IOException {
        assertThatThrownBy(() -> new SipProbeProperties("127.0.0.1:5060", InetAddress.ofLiteral("192.0.2.1"), "", ""))
                .hasMessageContaining("helpline.sip-probe.from");
        assertThat(new SipProbeProperties("", HERE, "", "").target()).isEmpty();
        assertThat(new SipProbeProperties("127.0.0.1:5060", HERE, "", "").target())
                .contains(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5060));
    }
}
