package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A SIPp process that plays one caller or one phone, with its media and everything it sent and received.
public final class SipPeer implements AutoCloseable {

    /// A request whose CSeq is one million and something is not SIPp's.
    private static final int INJECTED = 1_000_000;

    private final Exchange exchange;
    private final String name;
    private final DatagramSocket cable;
    private final Media media = new Media();
    private final List<SipMessage> messages = new ArrayList<>();
    private final Path directory;
    private final int sippPort;
    private @Nullable Process process;
    private volatile @Nullable Long closed;

    SipPeer(Exchange exchange, String name, Path directory) throws IOException {
        this.exchange = exchange;
        this.name = name;
        this.directory = Files.createDirectories(directory);
        this.cable = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.sippPort = Ports.freeUdp();
        Thread.ofVirtual().name("cable-" + name).start(this::fromSipp);
    }

    void start(String scenario, List<String> options) throws IOException {
        var file = Files.writeString(directory.resolve(name + ".xml"), scenario);
        var command = new ArrayList<>(
                List.of("sipp", "127.0.0.1:" + cable.getLocalPort(), "-sf", file.toString(), "-i", "127.0.0.1"));
        command.addAll(List.of("-p", Integer.toString(sippPort), "-cp", Integer.toString(Ports.freeUdp())));
        command.addAll(List.of("-nostdin", "-key", "rtp", Integer.toString(media.port())));
        command.addAll(List.of("-key", "wire", Integer.toString(exchange.port()), "-max_socket", "64"));
        command.addAll(options);
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".out").toFile())
                .start();
    }

    /// Waits until SIPp listens: a datagram that comes too early is lost without a trace.
    void awaitReady() {
        var bound = "0100007F:%04X ".formatted(sippPort);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Files.readString(Path.of("/proc/net/udp")).contains(bound));
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
        media.awaitSound(10, Duration.ofSeconds(10));
        media.press('1');
        caller.await("200 INVITE", Duration.ofSeconds(10));
        awaitConversation(caller);
    }

    /// Waits until each hears the other.
    public void awaitConversation(SipPeer other) throws InterruptedException {
        other.media.forget();
        media.forget();
        other.media.awaitVoice(25, Duration.ofSeconds(10));
        media.awaitVoice(25, Duration.ofSeconds(10));
    }

    private boolean isOver(SipMessage answer) {
        return messages.stream()
                .anyMatch(later -> later.kind().equals("BYE") && later.callId().equals(answer.callId()));
    }

    public SipMessage await(String what, Predicate<SipMessage> wanted, Duration atMost) throws InterruptedException {
        return await(what, () -> messages.stream().filter(wanted).findFirst(), atMost);
    }

    /// Waits until it has seen so many messages of a kind.
    void awaitCount(String kind, int count, Duration atMost) throws InterruptedException {
        await(count + " of " + kind, () -> Optional.of(count(kind)).filter(seen -> seen >= count), atMost);
    }

    private <T> T await(String what, Supplier<Optional<T>> found, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        synchronized (messages) {
            while (true) {
                var one = found.get();
                if (one.isPresent()) {
                    return one.get();
                }
                var left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(name + " has not seen " + what + " but "
                            + messages.stream().map(SipMessage::kind).toList());
                }
                messages.wait(left);
            }
        }
    }

    /// Waits until SIPp has played all its calls.
    public void awaitEnd(Duration atMost) {
        Awaitility.await().atMost(atMost).until(() -> process != null && !process.isAlive());
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
        toSipp("""
            INFO sip:lab@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKhangup
            From: <sip:lab@127.0.0.1>;tag=hangup
            To: <sip:lab@127.0.0.1>
            Call-ID: %s
            CSeq: 1 INFO
            Content-Length: 0

            """.formatted(call).replace("\n", "\r\n"));
        return call;
    }

    /// Sends a request of its own inside the call that it has, behind SIPp's back. What comes back is recorded and does
    /// not reach SIPp.
    ///
    /// @param headers further header lines
    public void inject(String method, String... headers) throws IOException {
        var invite = find("INVITE").orElseThrow();
        var answer = find("200 INVITE").orElseThrow();
        var request = """
            %1$s sip:lab@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:%2$d;branch=z9hG4bK%3$d
            From: %4$s
            To: %5$s
            Call-ID: %6$s
            CSeq: %3$d %1$s
            Contact: <sip:lab@127.0.0.1:%2$d>
            Max-Forwards: 70
            %7$sContent-Length: 0

            """.formatted(
                        method,
                        exchange.port(),
                        INJECTED + messages().size(),
                        invite.header("From").orElseThrow(),
                        answer.header("To").orElseThrow(),
                        invite.callId(),
                        Stream.of(headers).map(header -> header + "\n").collect(Collectors.joining()));
        var message = new SipMessage(System.nanoTime(), false, request.replace("\n", "\r\n"));
        record(message);
        exchange.toAsterisk(this, message);
    }

    void deliver(SipMessage message) throws IOException {
        record(message);
        message.mediaPort().ifPresent(media::speakTo);
        if (message.sequence() / INJECTED != 1) {
            toSipp(message.text());
        }
    }

    private void toSipp(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var sipp = new InetSocketAddress(InetAddress.getLoopbackAddress(), sippPort);
        try {
            cable.send(new DatagramPacket(bytes, bytes.length, sipp));
        } catch (IOException offTheWire) {
            if (!cable.isClosed()) {
                throw offTheWire;
            }
        }
    }

    private void fromSipp() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!cable.isClosed()) {
            try {
                cable.receive(packet);
                var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
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
            messages.notifyAll();
        }
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
        exchange.disconnect(this);
        writeDown();
        Processes.stop(process, Duration.ofSeconds(5));
        cable.close();
        media.close();
    }
}
