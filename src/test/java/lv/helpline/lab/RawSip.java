package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Whoever sends Asterisk requests letter by letter, as no SIP program would. Nothing is answered or sent again.
public final class RawSip implements AutoCloseable {

    private static final Pattern BRANCH = Pattern.compile("branch=[-0-9a-zA-Z]+");

    private final InetSocketAddress asterisk;
    private final Wire wire;
    private final List<String> received = new ArrayList<>();

    private RawSip(InetSocketAddress asterisk, Wire wire) {
        this.asterisk = asterisk;
        this.wire = wire;
    }

    /// @param host the address that is its own, on a port that is free
    static RawSip overUdp(InetSocketAddress asterisk, String host) throws IOException {
        return new RawSip(asterisk, new Udp(asterisk, new DatagramSocket(new InetSocketAddress(host, 0))));
    }

    /// The same with a connection of its own.
    static RawSip overTcp(InetSocketAddress asterisk, String host) throws IOException {
        return new RawSip(
                asterisk,
                new Tcp(new Socket(asterisk.getAddress(), asterisk.getPort(), InetAddress.getByName(host), 0)));
    }

    /// What carries messages.
    private interface Wire extends Closeable {

        /// As Via names it.
        String name();

        InetSocketAddress local();

        void send(byte[] message) throws IOException;

        /// The next message, if one comes in so many milliseconds.
        Optional<String> receive(int atMost) throws IOException;
    }

    private record Udp(InetSocketAddress asterisk, DatagramSocket socket) implements Wire {

        @Override
        public String name() {
            return "UDP";
        }

        @Override
        public InetSocketAddress local() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        public void send(byte[] message) throws IOException {
            socket.send(new DatagramPacket(message, message.length, asterisk));
        }

        @Override
        public Optional<String> receive(int atMost) throws IOException {
            socket.setSoTimeout(atMost);
            var packet = new DatagramPacket(new byte[65_536], 65_536);
            try {
                socket.receive(packet);
                return Optional.of(new String(packet.getData(), 0, packet.getLength(), ISO_8859_1));
            } catch (SocketTimeoutException none) {
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static final class Tcp implements Wire {

        private static final Pattern LENGTH = Pattern.compile("(?mi)^Content-Length *: *(\\d+)");

        private final Socket socket;
        private String begun = "";

        private Tcp(Socket socket) {
            this.socket = socket;
        }

        @Override
        public String name() {
            return "TCP";
        }

        @Override
        public InetSocketAddress local() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        public void send(byte[] message) throws IOException {
            socket.getOutputStream().write(message);
        }

        @Override
        public Optional<String> receive(int atMost) throws IOException {
            socket.setSoTimeout(atMost);
            var bytes = new byte[65_536];
            try {
                while (whole() == 0) {
                    var count = socket.getInputStream().read(bytes);
                    if (count < 0) {
                        return Optional.empty();
                    }
                    begun = (begun + new String(bytes, 0, count, ISO_8859_1)).stripLeading();
                }
            } catch (SocketTimeoutException none) {
                return Optional.empty();
            }
            var message = begun.substring(0, whole());
            begun = begun.substring(message.length());
            return Optional.of(message);
        }

        /// Letters of the first message, 0 before all of it has come.
        private int whole() {
            var head = begun.indexOf("\r\n\r\n") + 4;
            var length = LENGTH.matcher(begun);
            var end = head < 4 || !length.find() ? 0 : head + Integer.parseInt(length.group(1));
            return end <= begun.length() ? end : 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /// Its address, as SIP writes it.
    public String hostPort() {
        return hostPort(wire.local());
    }

    private static String hostPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /// What carries its messages, as `Via` names it.
    public String transport() {
        return wire.name();
    }

    /// An INVITE of its own, for a number as the request line has it. Its lines end with `\n`.
    public String invite(String number) {
        return """
            INVITE sip:%1$s@%2$s SIP/2.0
            Via: SIP/2.0/%5$s %3$s;branch=z9hG4bK%4$s
            Max-Forwards: 70
            From: <sip:+37100000000@%3$s>;tag=%4$s
            To: <sip:%1$s@%2$s>
            Call-ID: %4$s
            CSeq: 1 INVITE
            Contact: <sip:lab@%3$s>
            Content-Length: 0

            """.formatted(number, hostPort(asterisk), hostPort(), UUID.randomUUID(), transport());
    }

    /// Sends it at once, each character a byte and each `\n` the end of a line of SIP.
    public void send(String request) throws IOException {
        wire.send(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    /// The final response to that INVITE.
    public String awaitFinalResponse(String invite, Duration atMost) throws IOException {
        var response = awaitResponse(invite, atMost);
        while (response.startsWith("SIP/2.0 18")) {
            response = awaitResponse(invite, atMost);
        }
        return response;
    }

    /// The next response to that request but 100, whole.
    public String awaitResponse(String request, Duration atMost) throws IOException {
        var branch = BRANCH.matcher(request);
        if (!branch.find()) {
            throw new IllegalArgumentException("a request without a branch has no response");
        }
        var until = System.nanoTime() + atMost.toNanos();
        while (true) {
            for (var message : received) {
                if (message.startsWith("SIP/2.0 ")
                        && !message.startsWith("SIP/2.0 100 ")
                        && message.contains(branch.group())) {
                    received.remove(message);
                    return message;
                }
            }
            var left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("no response within " + atMost.toSeconds() + " s to " + request);
            }
            wire.receive((int) left).ifPresent(received::add);
        }
    }

    /// Whether a message comes within so long, or is there; [#next] has it.
    public boolean hears(Duration atMost) throws IOException {
        if (received.isEmpty()) {
            wire.receive((int) atMost.toMillis()).ifPresent(received::add);
        }
        return !received.isEmpty();
    }

    /// The next message of whatever kind, if one comes.
    public Optional<String> next(Duration atMost) throws IOException {
        return received.isEmpty()
                ? wire.receive((int) Math.max(1, atMost.toMillis()))
                : Optional.of(received.removeFirst());
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException gone) {
            // As it should be.
        }
    }
}
