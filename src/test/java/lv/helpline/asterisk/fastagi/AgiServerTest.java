package lv.helpline.asterisk.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import lv.helpline.asterisk.scripts.Given;
import lv.helpline.asterisk.scripts.Given.Limits;
import lv.helpline.asterisk.scripts.Logs;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.asteriskjava.fastagi.AgiScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/// Every limit of the server, over real sockets.
@Timeout(60)
class AgiServerTest {

    private static final AgiScript GREET = (request, channel) -> channel.setVariable("HELPLINE", "hello");

    private final Observed observed = new Observed();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Logs logs = new Logs();
    private AgiServer server = start(Given.limits());

    @AfterEach
    void stop() {
        released.countDown();
        server.stop();
        logs.close();
    }

    @Test
    void aRequestIsServedAndItsConnectionClosed() {
        assertServed();
        assertThat(observed.refusals).isEmpty();
    }

    @Test
    void aConnectionThatSendsNothingIsAProbeAndNoRequest() {
        new Peer(server.port()).close();
        var reset = new Peer(server.port());
        reset.vanish();
        assertServed();
        server.stop();
        assertThat(observed.refusals).isEmpty();
        assertThat(logs.at(Level.WARN)).isEmpty();
        assertThat(logs.at(Level.ERROR)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: helpline\r\n\r\n",
                "agi_network: yes\nagi_network_script: greet",
                "agi_network: yes\nagi_network_script: greet\n",
                "agi_network: yes\nno variable: at all\n\n",
                "agi_network: yes\nagi_nothing\n\n",
                "\0\0\0\n\n"
            })
    void whatIsNoRequestIsMalformed(String sent) throws Exception {
        assertRefused(Refusal.MALFORMED, peer -> {
            peer.send(sent);
            shutdownOutput(peer);
        });
    }

    @Test
    void aLineOf1024BytesIsTakenAndOneMoreIsNot() throws Exception {
        var longest = "agi_calleridname: " + "x".repeat(1_024 - 18);
        try (var peer = new Peer(server.port())) {
            assertThat(peer.send(longest + "\n").send(Peer.request("greet")).read())
                    .contains("hello");
        }
        assertRefused(Refusal.OVERSIZED, peer -> peer.send(longest + "x"));
    }

    @Test
    void sixtyFourLinesAreTakenAndOneMoreIsNot() throws Exception {
        var request = Peer.request("greet");
        var lines = new ArrayList<>(Collections.nCopies(65 - request.size(), "agi_calleridname: x"));
        lines.addAll(request);
        try (var peer = new Peer(server.port())) {
            assertThat(peer.send(lines).read()).contains("hello");
        }
        assertRefused(
                Refusal.OVERSIZED, peer -> peer.send("agi_x: y\n".repeat(64)).send("a"));
    }

    @Test
    void silenceIsCutAtTheDeadline() throws Exception {
        restart(Given.limits().handshake(Duration.ofMillis(100)));
        assertRefused(Refusal.SLOW, peer -> {});
    }

    /// Whatever the script: who has no secret does not learn which there are.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "agi_arg_1: \n",
                "agi_arg_1: 0123456789abcdef0123456789abcde\n",
                "agi_arg_1: 0123456789abcdef0123456789abcdef0\n",
                "agi_arg_1: 0123456789ABCDEF0123456789ABCDEF\n",
                "agi_arg_2: 0123456789abcdef0123456789abcdef\n"
            })
    void whoDoesNotKnowTheSecretIsRefused(String shown) throws Exception {
        assertRefused(
                Refusal.SECRET, peer -> peer.send("agi_network: yes\nagi_network_script: count\n" + shown + "\n"));
        try (var again = new Peer(server.port())) {
            again.send("agi_network: yes\nagi_network_script: no-script\n" + shown + "\n");
            assertThat(again.read()).isNull();
        }
        observed.assertRefused(Refusal.SECRET);
        assertThat(logs.at(Level.WARN))
                .as("one line a minute, which says what to fix")
                .singleElement()
                .asString()
                .contains("AGI_SECRET", "helpline.agi.secret");
    }

    /// While it is changed, one Asterisk may still have the former one.
    @Test
    void theFormerSecretIsValidToo() {
        try (var peer = new Peer(server.port())) {
            peer.send("agi_network: yes\nagi_network_script: greet\nagi_arg_1: " + Given.SECRET_BEFORE + "\n\n");
            assertThat(peer.read()).contains("hello");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SECRET", "DATABASE"})
    void aMinuteLaterThereIsALineAgain(Refusal refusal) {
        var now = new AtomicLong(Long.MAX_VALUE);
        var refusals = new Refusals(observed, now::get);
        for (var second = 0; second < 120; second++) {
            refusals.refuse(refusal, "again");
            now.addAndGet(1_000_000_000L);
        }
        assertThat(logs.at(Level.WARN)).hasSize(2);
        assertThat(observed.refusals).hasSize(120);
    }

    /// Each byte comes well before a deadline that began with the byte before it would be over.
    @Test
    void aRequestThatDripsInIsCutAtTheDeadline() throws Exception {
        restart(Given.limits().handshake(Duration.ofMillis(300)));
        try (var peer = new Peer(server.port())) {
            peer.socket.setSoTimeout(10);
            var request = String.join("\n", Peer.request("greet"));
            var sent = 0;
            for (var open = true; open && sent < request.length(); sent++) {
                open = drip(peer, request.charAt(sent));
            }
            assertThat(sent).isGreaterThan(1).isLessThan(request.length());
        }
        observed.assertRefused(Refusal.SLOW);
    }

    @Test
    void aRequestHasToSayThatItComesOverTheNetwork() throws Exception {
        assertRefused(Refusal.NOT_NETWORK, peer -> peer.send("agi_network_script: greet\n\n"));
        assertRefused(Refusal.NOT_NETWORK, peer -> peer.send("agi_network: no\nagi_network_script: greet\n\n"));
        assertRefused(Refusal.NOT_NETWORK, peer -> peer.send("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "agi_network_script: java.lang.Runtime\n", "agi_network_script: GREET\n"})
    void onlyScriptsThatAreNamedHereRun(String line) throws Exception {
        assertRefused(
                Refusal.UNKNOWN_SCRIPT,
                peer -> peer.send("agi_network: yes\nagi_arg_1: " + Given.SECRET + "\n" + line + "\n"));
    }

    @Test
    void anAddressThatIsNotAllowedIsRefused() throws Exception {
        restart(Given.limits().allow("192.0.2.0/24"));
        assertRefusedOnConnecting(Refusal.ADDRESS);
    }

    @Test
    void oneConnectionTooManyIsRefusedAtOnce() throws Exception {
        restart(Given.limits().connections(1));
        try (var first = new Peer(server.port())) {
            first.send(Peer.request("hold"));
            entered.await();
            assertRefusedOnConnecting(Refusal.CAPACITY);
            released.countDown();
            assertThat(first.read()).contains("held");
            first.send("200 result=1\n");
            assertThat(first.read()).isNull();
        }
        assertServed();
    }

    /// They are cut one after the other, the first one first, and nobody who has shown the secret is.
    @Test
    void connectionsThatSayNothingKeepNobodyWaiting() throws Exception {
        restart(Given.limits().connections(3));
        try (var holding = new Peer(server.port())) {
            holding.send(Peer.request("hold"));
            entered.await();
            try (var silent = new Peer(server.port());
                    var later = new Peer(server.port())) {
                assertServed();
                assertThat(silent.read()).isNull();
                assertThat(observed.refusals).containsExactly(Refusal.CAPACITY);
                assertThat(later.send(Peer.request("greet")).read()).contains("hello");
            }
            released.countDown();
            assertThat(holding.read()).contains("held");
        }
    }

    @Test
    void aScriptThatFailsClosesItsConnection() throws Exception {
        assertRefused(Refusal.FAULT, peer -> peer.send(Peer.request("fail")));
        assertThat(logs.at(Level.WARN))
                .singleElement()
                .asString()
                .contains("FAULT", "java.lang.IllegalStateException at AgiServerTest.java:");
    }

    /// While it is away the jobs fail again and again, and the calls do not: another alert is about it.
    @Test
    void aScriptThatNeedsTheDatabaseFailsInAWayOfItsOwn() throws Exception {
        assertRefused(Refusal.DATABASE, peer -> peer.send(Peer.request("read")));
        assertRefused(Refusal.DATABASE, peer -> peer.send(Peer.request("write")));
        assertThat(logs.at(Level.WARN))
                .singleElement()
                .asString()
                .contains("DATABASE", "DataAccessResourceFailureException at AgiServerTest.java:");
    }

    @Test
    void anErrorIsAFaultToo() throws Exception {
        assertRefused(Refusal.FAULT, peer -> peer.send(Peer.request("overflow")));
    }

    @Test
    void aPeerThatVanishesDuringItsScriptIsNoFault() {
        try (var peer = new Peer(server.port())) {
            assertThat(peer.send(Peer.request("greet")).read()).contains("hello");
            peer.vanish();
        }
        try (var peer = new Peer(server.port())) {
            assertThat(peer.send(Peer.request("greet")).read()).contains("hello");
            shutdownOutput(peer);
            assertThat(peer.read()).isNull();
        }
        try (var peer = new Peer(server.port())) {
            assertThat(peer.send(Peer.request("greet")).read()).contains("hello");
            peer.send("511 Command Not Permitted on a dead channel or intercept routine\n");
            assertThat(peer.read()).isNull();
        }
        assertServed();
        server.stop();
        assertThat(observed.refusals).isEmpty();
        assertThat(logs.at(Level.WARN)).isEmpty();
        assertThat(logs.at(Level.ERROR)).isEmpty();
    }

    @Test
    void aHungUpChannelStillGetsItsAnswer() {
        try (var peer = new Peer(server.port())) {
            peer.send(Peer.request("greet")).send("HANGUP\n");
            assertThat(peer.read()).contains("hello");
            peer.send("200 result=1\n");
            assertThat(peer.read()).isNull();
        }
        server.stop();
        assertThat(observed.refusals).isEmpty();
    }

    @Test
    void anAsteriskThatDoesNotReplyIsLeftAtTheDeadline() throws Exception {
        restart(Given.limits().command(Duration.ofMillis(100)));
        assertRefused(Refusal.FAULT, peer -> {
            peer.send(Peer.request("greet"));
            assertThat(peer.read()).contains("hello");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"HANGUP\n", "100 Trying\n", "520-Invalid command syntax.\n"})
    void aReplyWithoutEndIsCut(String part) throws Exception {
        assertRefused(Refusal.FAULT, peer -> {
            peer.send(Peer.request("greet"));
            assertThat(peer.read()).contains("hello");
            peer.send(part.repeat(100));
        });
    }

    @Test
    void aReplyOfBlankLinesIsCut() throws Exception {
        assertRefused(Refusal.FAULT, peer -> {
            peer.send(Peer.request("greet"));
            assertThat(peer.read()).contains("hello");
            peer.send("520-Invalid command syntax.\n" + "\n".repeat(100));
        });
    }

    @Test
    void aReplyOfMoreThan4MebibytesIsCut() throws Exception {
        assertRefused(Refusal.FAULT, peer -> {
            peer.send(Peer.request("greet"));
            assertThat(peer.read()).contains("hello");
            sendAll(peer, "200 result=1 (" + "x".repeat(4 << 20) + ")\n");
        });
    }

    @Test
    void aCommandThatIsTooLongIsNotSent() throws Exception {
        assertRefused(Refusal.FAULT, peer -> peer.send(Peer.request("long")));
    }

    @Test
    void anArgumentOfAnAbsurdNumberIsNotCounted() throws Exception {
        try (var peer = new Peer(server.port())) {
            peer.send("agi_arg_2000000000: x\nagi_arg_x: y\n").send(Peer.request("count", "one"));
            assertThat(peer.read()).contains("\"1\"");
        }
        assertThat(observed.refusals).isEmpty();
    }

    @Test
    void aStopShutsTheDoorAndLetsScriptsFinish() throws Exception {
        try (var peer = new Peer(server.port())) {
            peer.send(Peer.request("hold"));
            entered.await();
            var port = server.port();
            var stopping = Thread.ofVirtual().start(server::stop);
            while (server.isListening()) {
                Thread.onSpinWait();
            }
            while (canConnect(port)) {
                Thread.onSpinWait();
            }
            assertThat(stopping.isAlive()).isTrue();
            released.countDown();
            assertThat(peer.read()).contains("held");
            peer.send("200 result=1\n");
            stopping.join();
        }
        assertThat(server.isRunning()).isFalse();
        assertThat(logs.at(Level.WARN)).isEmpty();
    }

    @Test
    void aStopCutsWhatDoesNotFinishInTime() {
        restart(Given.limits().drain(Duration.ofMillis(50)).command(Duration.ofMinutes(1)));
        try (var peer = new Peer(server.port())) {
            assertThat(peer.send(Peer.request("greet")).read()).contains("hello");
            server.stop();
            assertThat(peer.read()).isNull();
        }
        assertThat(logs.at(Level.WARN)).singleElement().asString().contains("cut scripts");
    }

    @Test
    void itListensAgainAfterAStop() {
        server.stop();
        assertThat(server.isListening()).isFalse();
        assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
        server.start();
        assertThat(server.isListening()).isTrue();
        assertServed();
    }

    @Test
    void aPortThatIsTakenIsSaidClearly() {
        var properties = Given.limits().properties();
        var same = new AgiProperties(
                properties.address(),
                server.port(),
                properties.allow(),
                1,
                properties.handshakeDeadline(),
                properties.commandDeadline(),
                properties.drain(),
                properties.secret(),
                properties.secretBefore());
        var second = new AgiServer(same, Map.of(), observed, ServerSocketFactory.getDefault(), List::of);
        assertThatThrownBy(second::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("helpline.agi: cannot listen on 127.0.0.1 port " + server.port());
        assertThat(second.isListening()).isFalse();
    }

    @Test
    void faultsOfAcceptingDoNotEndIt() {
        server.stop();
        var faults = new AtomicInteger();
        server = new AgiServer(
                Given.limits().properties(),
                scripts(),
                observed,
                new ServerSocketFactory() {
                    @Override
                    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
                            throws IOException {
                        return new ServerSocket(port, backlog, address) {
                            @Override
                            public Socket accept() throws IOException {
                                var before = faults.getAndIncrement();
                                if (before == 0) {
                                    throw new IOException("Too many open files");
                                }
                                if (before == 1) {
                                    throw new OutOfMemoryError("unable to create native thread");
                                }
                                return super.accept();
                            }
                        };
                    }

                    @Override
                    public ServerSocket createServerSocket(int port) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public ServerSocket createServerSocket(int port, int backlog) {
                        throw new UnsupportedOperationException();
                    }
                },
                List::of);
        server.start();
        assertServed();
        assertThat(faults.get()).isGreaterThan(2);
        assertThat(logs.at(Level.WARN)).hasSize(2);
    }

    /// The first call after a start finds code that has run already. It is asked through a socket, as calls are.
    @Test
    void theRouteOfEachOfItsNumbersIsTriedBeforeItListens() {
        server.stop();
        var asked = Collections.synchronizedList(new ArrayList<String>());
        var listening = Collections.synchronizedSet(new HashSet<Boolean>());
        AgiScript route = (request, channel) -> {
            asked.add(String.join(" ", request.getArguments()));
            listening.add(server.isListening());
            channel.setVariable("HELPLINE", "v2");
        };
        startWithNumbers(Given.limits(), route, "25723222", "25723223");
        assertThat(asked).hasSizeGreaterThan(10).hasSizeLessThanOrEqualTo(500);
        assertThat(asked.subList(0, 3)).containsExactly("trial 25723222", "trial 25723223", "trial 25723222");
        assertThat(listening).containsExactly(false);
        assertThat(observed.refusals).isEmpty();
        var before = asked.size();
        assertServed();
        assertThat(asked).hasSize(before);
    }

    /// A trial that hangs would hold the door shut.
    @Test
    void aTrialThatFailsOrHangsKeepsItFromNothing() {
        server.stop();
        var first = new AtomicBoolean(true);
        AgiScript route = (request, channel) -> {
            if (!first.getAndSet(false)) {
                assertThat(await(released)).isTrue();
            }
            throw new IllegalStateException("broken");
        };
        startWithNumbers(Given.limits(), route, "25723222");
        assertServed();
        assertThat(logs.at(Level.WARN)).anyMatch(line -> line.startsWith("The first calls may be decided slowly"));
    }

    private void startWithNumbers(Limits limits, AgiScript route, String... numbers) {
        var all = new HashMap<>(scripts());
        all.put(DialplanNames.ROUTE, route);
        server = new AgiServer(
                limits.properties(), all, observed, ServerSocketFactory.getDefault(), () -> List.of(numbers));
        server.start();
    }

    private void assertServed() {
        try (var peer = new Peer(server.port())) {
            assertThat(peer.send(Peer.request("greet")).read()).isEqualTo("SET VARIABLE \"HELPLINE\" \"hello\"");
            peer.send("200 result=1\n");
            assertThat(peer.read()).isNull();
        }
    }

    private void assertRefused(Refusal cause, Consumer<Peer> asking) throws InterruptedException {
        try (var peer = new Peer(server.port())) {
            asking.accept(peer);
            assertThat(peer.read()).isNull();
        }
        observed.assertRefused(cause);
        assertThat(logs.at(Level.WARN)).anyMatch(line -> line.contains(cause.name()));
        assertServed();
    }

    private void assertRefusedOnConnecting(Refusal cause) throws InterruptedException {
        try (var peer = new Peer(server.port())) {
            assertThat(peer.read()).isNull();
        }
        observed.assertRefused(cause);
        assertThat(logs.at(Level.WARN)).singleElement().asString().contains(cause.name());
    }

    private void restart(Limits limits) {
        server.stop();
        server = start(limits);
    }

    private AgiServer start(Limits limits) {
        var started =
                new AgiServer(limits.properties(), scripts(), observed, ServerSocketFactory.getDefault(), List::of);
        started.start();
        return started;
    }

    private Map<String, AgiScript> scripts() {
        return Map.of(
                "greet",
                GREET,
                "hold",
                (request, channel) -> {
                    entered.countDown();
                    assertThat(await(released)).isTrue();
                    channel.setVariable("HELPLINE", "held");
                },
                "fail",
                (request, channel) -> {
                    throw new IllegalStateException("quotes " + request.getRequest());
                },
                "read",
                (request, channel) -> {
                    throw new DataAccessResourceFailureException("quotes " + request.getRequest());
                },
                "write",
                (request, channel) -> {
                    throw new CannotCreateTransactionException("quotes " + request.getRequest());
                },
                "overflow",
                (request, channel) -> {
                    throw new StackOverflowError();
                },
                "long",
                (request, channel) -> channel.setVariable("HELPLINE", "x".repeat(2_048)),
                "count",
                (request, channel) -> channel.setVariable("HELPLINE", Integer.toString(request.getArguments().length)));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean drip(Peer peer, char next) throws IOException {
        try {
            peer.socket.getOutputStream().write(next);
            return peer.socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException stillOpen) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    private static boolean canConnect(int port) {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static void shutdownOutput(Peer peer) {
        try {
            peer.socket.shutdownOutput();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// As much as is taken: the server may hang up meanwhile.
    private static void sendAll(Peer peer, String text) {
        try {
            peer.send(text);
        } catch (UncheckedIOException cut) {
            assertThat(cut).hasRootCauseInstanceOf(IOException.class);
        }
    }
}
