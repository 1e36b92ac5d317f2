package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lv.helpline.testing.Loopback;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A SIPp process that plays one caller or one phone on a loopback address of its own, with its media and everything it
/// sent and received.
public final class SipPeer implements AutoCloseable {

    /// SIPp cannot play this peer. The message says why.
    public static final class NotStarted extends IllegalStateException {

        private static final long serialVersionUID = 1;

        private NotStarted(String name, String reason) {
            super("%s did not start: %s".formatted(name, reason));
        }
    }

    /// A request whose CSeq is one million and something is not SIPp's.
    private static final int INJECTED = 1_000_000;

    private static final Duration START = Duration.ofSeconds(30);

    private final Exchange exchange;
    private final String name;

    /// SIPp's. What this JVM opens beside it, on ports that the kernel chooses, has another, or it might be
    /// given SIPp's port.
    private final InetSocketAddress address = Loopback.nextUdpAddress();

    private final Observations observations;
    private final DatagramSocket cable;
    private final Media media;
    private final List<SipMessage> messages = new ArrayList<>();
    private final Path directory;
    private @Nullable Program sipp;
    private volatile @Nullable Long closed;
    private volatile boolean speaks = true;

    /// The id of the call in which it speaks.
    private volatile @Nullable String speakingIn;

    SipPeer(Exchange exchange, String name, Path directory) throws IOException {
        this.exchange = exchange;
        this.name = name;
        this.directory = Files.createDirectories(directory);
        this.observations = new Observations(name);
        this.media = new Media(observations);
        this.cable = new DatagramSocket(new InetSocketAddress(Loopback.nextAddress(), 0));
        Thread.ofVirtual().name("cable-" + name).start(this::fromSipp);
    }

    /// Starts SIPp as a phone, and returns when it can be called: a datagram that came earlier would be lost.
    ///
    /// @param ended is told, in one sentence, that SIPp ended though the phone is on the wire
    /// @throws NotStarted when SIPp ends before
    void startPhone(String scenario, Consumer<String> ended) throws IOException {
        var started = start(scenario, List.of());
        Awaitility.await(name + " listens")
                .atMost(START)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !started.isAlive() || isBound());
        if (!started.isAlive()) {
            throw new NotStarted(name, started.lastWords());
        }
        started.onUnexpectedEnd(lastWords -> ended.accept("the phone " + name + ": " + lastWords));
    }

    /// Starts SIPp as a caller, and returns when it has called.
    ///
    /// @throws NotStarted when SIPp ends before
    void startCaller(String scenario, String... options) throws IOException, InterruptedException {
        var started = start(scenario, List.of(options));
        try {
            await("INVITE", START);
        } catch (AssertionError uncalled) {
            if (started.isAlive()) {
                throw uncalled;
            }
            throw new NotStarted(name, started.lastWords());
        }
    }

    private Program start(String scenario, List<String> options) throws IOException {
        if (sipp != null) {
            throw new IllegalStateException(name + " is started already");
        }
        var file = Files.writeString(directory.resolve(name + ".xml"), scenario);
        var ours = address.getAddress().getHostAddress();
        var wire = cable.getLocalAddress().getHostAddress() + ":" + cable.getLocalPort();
        var command = new ArrayList<>(List.of("sipp", wire, "-sf", file.toString()));
        command.addAll(List.of("-i", ours, "-p", Integer.toString(address.getPort()), "-ci", ours, "-mi", ours));
        command.addAll(List.of("-key", "media", media.host(), "-key", "rtp", Integer.toString(media.port())));
        command.addAll(List.of("-key", "wire", exchange.hostPort()));
        command.addAll(List.of("-aa", "-nostdin", "-max_socket", "64"));
        command.addAll(options);
        var started = new Program("SIPp", command, directory, directory.resolve(name + ".out"));
        sipp = started;
        // What it sent before it ended is read first.
        var _ = started.process().onExit().thenRun(() -> toSelf(new byte[0]));
        return started;
    }

    private boolean isBound() throws IOException {
        var bytes = address.getAddress().getAddress();
        var bound = "%02X%02X%02X%02X:%04X ".formatted(bytes[3], bytes[2], bytes[1], bytes[0], address.getPort());
        return Files.readString(Path.of("/proc/net/udp")).contains(bound);
    }

    /// Nothing more can be observed here, for this reason.
    void end(String reason) {
        observations.end(reason);
    }

    /// Somebody else has the sound of its calls.
    void neverSpeak() {
        speaks = false;
    }

    /// SIPp's.
    Process process() {
        return started().process();
    }

    public String name() {
        return name;
    }

    public Media media() {
        return media;
    }

    public List<SipMessage> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    public Optional<SipMessage> find(String kind) {
        return messages().stream()
                .filter(message -> message.kind().equals(kind))
                .findFirst();
    }

    public long count(String kind) {
        return messages().stream()
                .filter(message -> message.kind().equals(kind))
                .count();
    }

    /// The longest time in which nothing audible came in while its call was answered: from the 200 to the BYE,
    /// whichever side's, or until now. Empty without a 200.
    public Optional<Duration> longestSilence() {
        var until = find("BYE")
                .map(SipMessage::nanos)
                .or(() -> Optional.ofNullable(closed))
                .orElseGet(System::nanoTime);
        return find("200 INVITE").map(answer -> media.longestSilence(answer.nanos(), until));
    }

    /// `System.nanoTime()` when the first audible packet of its answered call came in.
    public Optional<Long> firstSound() {
        return find("200 INVITE").flatMap(answer -> media.firstSound(answer.nanos()));
    }

    /// Waits for a message of that kind, see [SipMessage#kind()].
    public SipMessage await(String kind, Duration atMost) throws InterruptedException {
        return await(kind, message -> message.kind().equals(kind), atMost);
    }

    /// Waits until it is in a call that has been answered, be it its first or a later one, and returns that answer.
    public SipMessage awaitAnswered(Duration atMost) throws InterruptedException {
        return await("an answered call", message -> message.kind().equals("200 INVITE") && !isOver(message), atMost);
    }

    /// As a consultant's phone: hears the whisper and presses 1; then each hears the other.
    public void take(SipPeer caller) throws InterruptedException {
        awaitAnswered(Duration.ofSeconds(30));
        media.forget();
        media.awaitSound(10, Duration.ofSeconds(30));
        media.press('1');
        caller.await("200 INVITE", Duration.ofSeconds(30));
        awaitConversation(caller);
    }

    /// Waits until each hears the other.
    public void awaitConversation(SipPeer other) throws InterruptedException {
        other.media.forget();
        media.forget();
        other.media.awaitVoice(25, Duration.ofSeconds(30));
        media.awaitVoice(25, Duration.ofSeconds(30));
    }

    private boolean isOver(SipMessage answer) {
        return messages().stream()
                .anyMatch(later -> later.kind().equals("BYE") && later.callId().equals(answer.callId()));
    }

    public SipMessage await(String what, Predicate<SipMessage> wanted, Duration atMost) throws InterruptedException {
        return observations.await(what, () -> messages().stream().filter(wanted).findFirst(), atMost, this::kinds);
    }

    /// Waits until that is true of what it has seen and heard.
    void await(String what, BooleanSupplier isTrue, Duration atMost) throws InterruptedException {
        observations.await(what, isTrue, atMost, this::kinds);
    }

    private String kinds() {
        return messages().stream().map(SipMessage::kind).toList().toString();
    }

    /// Waits until SIPp has played all its calls.
    public void awaitEnd(Duration atMost) throws InterruptedException {
        try {
            started().process().onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillCalling) {
            throw new AssertionError(name + " still plays its calls after " + atMost.toSeconds() + " s", stillCalling);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Program started() {
        var started = sipp;
        if (started == null) {
            throw new IllegalStateException(name + " is not started");
        }
        return started;
    }

    /// Waits until the call that it has is over. The next one may follow within milliseconds.
    public void awaitIdle(Duration atMost) throws InterruptedException {
        awaitIdle(
                messages().stream()
                        .filter(message -> message.kind().equals("INVITE"))
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .callId(),
                atMost);
    }

    /// Waits until that call is over, though the next may have come already.
    public void awaitIdle(String call, Duration atMost) throws InterruptedException {
        await(
                "the end of its call",
                message -> message.kind().matches("200 (BYE|CANCEL)")
                        && message.callId().equals(call),
                atMost);
    }

    /// Waits until this or the other peer has seen such a message, and says whether it was this one.
    public boolean awaitAny(String kind, SipPeer other, Duration atMost) {
        Awaitility.await()
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(kind).isPresent() || other.find(kind).isPresent());
        return find(kind).isPresent();
    }

    /// Hangs up: hands SIPp an `INFO` of the call's own, which its scenarios take for the word to end it with CANCEL or
    /// BYE, whichever the call's state asks for. The `INFO` never reaches Asterisk.
    ///
    /// @return the call's id
    public String hangUp() throws IOException {
        var calls = messages();
        if (calls.isEmpty()) {
            throw new IllegalStateException(name + " has no call to hang up");
        }
        var call = calls.getLast().callId();
        hangUp(call);
        return call;
    }

    /// The same of one of its calls.
    void hangUp(String call) throws IOException {
        toSipp("""
            INFO sip:lab@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKhangup
            From: <sip:lab@127.0.0.1>;tag=hangup
            To: <sip:lab@127.0.0.1>
            Call-ID: %s
            CSeq: 1 INFO
            Content-Length: 0

            """.formatted(call).replace("\n", "\r\n"));
    }

    /// Sends a request of its own inside the call that it has, behind SIPp's back. What comes back is recorded and does
    /// not reach SIPp.
    ///
    /// @param headers further header lines
    public void inject(String method, String... headers) throws IOException {
        inject(method, List.of(headers), "");
    }

    /// Tells Asterisk, by an UPDATE, from where it speaks now.
    public void offerAgain() throws IOException {
        inject("UPDATE", List.of("Content-Type: application/sdp"), """
                v=0
                o=lab 1 %1$d IN IP4 %2$s
                s=-
                c=IN IP4 %2$s
                t=0 0
                m=audio %3$d RTP/AVP 8 101
                a=rtpmap:101 telephone-event/8000
                """.formatted(
                        INJECTED + messages().size(), media.host(), media.port()));
    }

    private void inject(String method, List<String> headers, String body) throws IOException {
        var invite = find("INVITE").orElseThrow();
        var answer = find("200 INVITE").orElseThrow();
        var request = """
            %1$s sip:lab@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP %2$s;branch=z9hG4bK%3$d
            From: %4$s
            To: %5$s
            Call-ID: %6$s
            CSeq: %3$d %1$s
            Contact: <sip:lab@%2$s>
            Max-Forwards: 70
            %7$sContent-Length: %8$d

            %9$s""".formatted(
                        method,
                        exchange.hostPort(),
                        INJECTED + messages().size(),
                        invite.header("From").orElseThrow(),
                        answer.header("To").orElseThrow(),
                        invite.callId(),
                        headers.stream().map(header -> header + "\n").collect(Collectors.joining()),
                        body.replace("\n", "\r\n").length(),
                        body);
        var message = new SipMessage(System.nanoTime(), false, request.replace("\n", "\r\n"));
        record(message);
        exchange.toAsterisk(this, message);
    }

    /// Whoever observes the message finds it at SIPp: what they make SIPp do then comes after it.
    void deliver(SipMessage message) throws IOException {
        synchronized (messages) {
            messages.add(message);
            if (message.sequence() / INJECTED != 1) {
                toSipp(message.text());
            }
        }
        if (speaks) {
            message.mediaAddress().ifPresent(where -> {
                speakingIn = message.callId();
                media.speakTo(where);
            });
        }
        fallSilentAfter(message);
        observations.changed();
    }

    /// As a phone does: the port may be another call's by then.
    private void fallSilentAfter(SipMessage message) {
        if (message.kind().equals("BYE") && message.callId().equals(speakingIn)) {
            media.fallSilent();
        }
    }

    private void toSipp(String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        try {
            cable.send(new DatagramPacket(bytes, bytes.length, address));
        } catch (IOException offTheWire) {
            if (!cable.isClosed()) {
                throw offTheWire;
            }
        }
    }

    /// Hands a datagram to whoever reads what SIPp sends.
    private void toSelf(byte[] bytes) {
        try {
            cable.send(new DatagramPacket(bytes, bytes.length, cable.getLocalSocketAddress()));
        } catch (IOException offTheWire) {
            observations.end("it was taken off the wire");
        }
    }

    private void fromSipp() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!cable.isClosed()) {
            try {
                packet.setLength(65_536);
                cable.receive(packet);
                if (packet.getLength() == 0) {
                    observations.end(
                            started().process().exitValue() == 0
                                    ? "its calls are over"
                                    : started().lastWords());
                    continue;
                }
                var text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
                var message = new SipMessage(System.nanoTime(), false, text);
                record(message);
                exchange.toAsterisk(this, message);
            } catch (IOException closed) {
                if (!cable.isClosed()) {
                    throw new IllegalStateException("the lab's cable to " + name + " failed", closed);
                }
            }
        }
    }

    private void record(SipMessage message) {
        synchronized (messages) {
            messages.add(message);
        }
        fallSilentAfter(message);
        observations.changed();
    }

    /// Keeps what it saw beside SIPp's files, for whoever asks why a test failed.
    private void writeDown() {
        var story = new StringBuilder();
        for (var message : messages()) {
            story.append(message.nanos() / 1_000_000)
                    .append(message.fromAsterisk() ? " ms ◀ " : " ms ▶ ")
                    .append(message.kind())
                    .append('\n')
                    .append(message.text())
                    .append('\n');
        }
        try {
            Files.writeString(directory.resolve(name + ".sip"), story);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        if (cable.isClosed()) {
            return;
        }
        closed = System.nanoTime();
        observations.end("it was taken off the wire");
        exchange.disconnect(this);
        writeDown();
        var started = sipp;
        if (started != null) {
            started.stop(Duration.ofSeconds(5));
        }
        cable.close();
        media.close();
    }
}
