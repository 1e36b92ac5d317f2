package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// Whoever sends Asterisk requests letter by letter, as no SIP program would. Nothing is answered or sent again.
public final class RawSip implements AutoCloseable {

    private static final Pattern BRANCH = Pattern.compile("branch=[-0-9a-zA-Z]+");

    private final InetSocketAddress asterisk;
    private final DatagramSocket socket;
    private final List<String> received = new ArrayList<>();

    /// @param host the address that is its own, on a port that is free
    RawSip(InetSocketAddress asterisk, String host) throws IOException {
        this.asterisk = asterisk;
        this.socket = new DatagramSocket(new InetSocketAddress(host, 0));
    }

    /// Its address, as SIP writes it.
    public String hostPort() {
        return hostPort((InetSocketAddress) socket.getLocalSocketAddress());
    }

    private static String hostPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /// An INVITE of its own, for a number as the request line has it. Its lines end with `\n`.
    public String invite(String number) {
        return """
            INVITE sip:%1$s@%2$s SIP/2.0
            Via: SIP/2.0/UDP %3$s;branch=z9hG4bK%4$s
            Max-Forwards: 70
            From: <sip:+37100000000@%3$s>;tag=%4$s
            To: <sip:%1$s@%2$s>
            Call-ID: %4$s
            CSeq: 1 INVITE
            Contact: <sip:lab@%3$s>
            Content-Length: 0

            """.formatted(number, hostPort(asterisk), hostPort(), UUID.randomUUID());
    }

    /// Sends it in one datagram, each character a byte and each `\n` the end of a line of SIP.
    public void send(String request) throws IOException {
        var bytes = request.replace("\n", "\r\n").getBytes(ISO_8859_1);
        socket.send(new DatagramPacket(bytes, bytes.length, asterisk));
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
            receive((int) left);
        }
    }

    private void receive(int atMost) throws IOException {
        socket.setSoTimeout(atMost);
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            socket.receive(packet);
            received.add(new String(packet.getData(), 0, packet.getLength(), ISO_8859_1));
        } catch (SocketTimeoutException none) {
            // Whoever waits looks at the time.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
