package lv.helpline.asterisk.sipprobe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import lv.helpline.testing.Loopback;
import org.awaitility.Awaitility;

/// Answers each INVITE with 100 and one status.
final class AnsweringPeer implements AutoCloseable {

    private final DatagramSocket socket;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int status;

    /// @param status 0 for no answer at all, for now
    AnsweringPeer(int status) throws IOException {
        this.status = status;
        socket = new DatagramSocket(Loopback.nextUdpAddress());
        Thread.ofVirtual().start(this::serve);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /// From now on.
    void answer(int instead) {
        status = instead;
    }

    long invited() {
        return count("INVITE ");
    }

    /// Once every INVITE that had an answer has its ACK.
    long acknowledged() {
        Awaitility.await("the ACK").until(() -> count("ACK ") == count("INVITE "));
        return count("ACK ");
    }

    Set<String> callIds() {
        return received.stream()
                .flatMap(message -> message.lines().filter(line -> line.startsWith("Call-ID: ")))
                .collect(Collectors.toSet());
    }

    private long count(String method) {
        return received.stream().filter(message -> message.startsWith(method)).count();
    }

    private void serve() {
        try {
            while (!socket.isClosed()) {
                var packet = new DatagramPacket(new byte[4_096], 4_096);
                socket.receive(packet);
                var message = new String(packet.getData(), 0, packet.getLength(), US_ASCII);
                received.add(message);
                if (message.startsWith("INVITE ") && status > 0) {
                    send(100, message, packet);
                    send(status, message, packet);
                }
            }
        } catch (IOException closed) {
            received.add("closed");
        }
    }

    private void send(int code, String message, DatagramPacket to) throws IOException {
        var headers = message.lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq): .*"))
                .map(line -> line.startsWith("To: ") ? line + ";tag=peer" : line)
                .collect(Collectors.joining("\r\n"));
        var answer = "SIP/2.0 %d Said\r\n%s\r\nContent-Length: 0\r\n\r\n"
                .formatted(code, headers)
                .getBytes(US_ASCII);
        socket.send(new DatagramPacket(answer, answer.length, to.getSocketAddress()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
