package lv.helpline.asterisk.sipprobe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/// One call to `probe` over UDP, until it is refused: INVITE, any provisional answers, the final one, ACK (RFC 3261,
/// 17.1.1).
final class OfferedCall implements AutoCloseable {

    /// When an INVITE without any answer is first repeated: T1 of RFC 3261.
    private static final Duration REPEATED_AFTER = Duration.ofMillis(500);

    private static final int LONGEST_ANSWER = 4_096;
    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2}) ");
    private static final Pattern TO = Pattern.compile("(?mi)^(?:To|t) *: *(.*?)\\r?$");

    private final DatagramSocket socket;
    private final InetSocketAddress asterisk;
    private final String id = UUID.randomUUID().toString();

    OfferedCall(InetSocketAddress asterisk, InetAddress from) throws IOException {
        this.asterisk = asterisk;
        socket = new DatagramSocket(new InetSocketAddress(from, 0));
        try {
            socket.connect(asterisk);
        } catch (RuntimeException unusable) {
            socket.close();
            throw unusable;
        }
    }

    /// The status of the final answer; empty if none comes in time. May be called again then.
    ///
    /// @throws IOException nobody listens
    OptionalInt offer(Duration patience) throws IOException {
        var deadline = System.nanoTime() + patience.toNanos();
        var wait = REPEATED_AFTER;
        while (System.nanoTime() < deadline) {
            send("INVITE", "<sip:probe@%s>".formatted(address(asterisk)));
            var repeat = Math.min(deadline, System.nanoTime() + wait.toNanos());
            var status = awaitFinal(repeat);
            if (status.isPresent()) {
                return status;
            }
            wait = wait.multipliedBy(2);
        }
        return OptionalInt.empty();
    }

    private OptionalInt awaitFinal(long until) throws IOException {
        for (var left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            var packet = new DatagramPacket(new byte[LONGEST_ANSWER], LONGEST_ANSWER);
            // Whole milliseconds, rounded up: who comes back before the time is over would repeat the INVITE at once.
            socket.setSoTimeout((int) (left / 1_000_000 + 1));
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException late) {
                return OptionalInt.empty();
            }
            var answer = new String(packet.getData(), 0, packet.getLength(), US_ASCII);
            var status = STATUS.matcher(answer);
            var to = TO.matcher(answer);
            if (answer.contains(id) && status.lookingAt() && !status.group(1).startsWith("1") && to.find()) {
                send("ACK", to.group(1));
                return OptionalInt.of(Integer.parseInt(status.group(1)));
            }
        }
        return OptionalInt.empty();
    }

    private void send(String method, String to) throws IOException {
        var own = address((InetSocketAddress) socket.getLocalSocketAddress());
        var request = """
            %1$s sip:probe@%2$s SIP/2.0
            Via: SIP/2.0/UDP %3$s;rport;branch=z9hG4bK%4$s
            Max-Forwards: 1
            From: <sip:probe@%3$s>;tag=%4$s
            To: %5$s
            Call-ID: %4$s
            CSeq: 1 %1$s
            Contact: <sip:probe@%3$s>
            Content-Length: 0

            """.formatted(method, address(asterisk), own, id, to)
                .replace("\n", "\r\n")
                .getBytes(US_ASCII);
        socket.send(new DatagramPacket(request, request.length));
    }

    private static String address(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
