package lv.helpline.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lv.helpline.testing.Loopback;
import org.awaitility.Awaitility;

/// coturn with the project's own configuration, on addresses of the lab's own.
public final class Relay implements AutoCloseable {

    /// What the pages have, too.
    public static final String SECRET = "of-the-lab";

    private final InetSocketAddress address = Loopback.nextUdpAddress();
    private final Path log;
    private final Program program;

    public Relay(Path home) throws IOException {
        Files.createDirectories(home);
        log = home.resolve("log");
        var configuration = Files.readString(Tools.project().resolve("ops/coturn/turnserver.conf.example"))
                .replace(
                        "listening-ip=203.0.113.10",
                        "listening-ip=" + address.getAddress().getHostAddress())
                .replace("listening-port=3478", "listening-port=" + address.getPort())
                .replace(
                        "relay-ip=127.0.0.4",
                        "relay-ip=" + Loopback.nextAddress().getHostAddress())
                .replace("CHANGE-ME", SECRET)
                .replace("pidfile=/run/turnserver/turnserver.pid", "pidfile=" + home.resolve("pid"));
        var file = Files.writeString(home.resolve("turnserver.conf"), configuration);
        program = new Program("coturn", List.of("turnserver", "-c", file.toString()), home, log);
        Awaitility.await("coturn answers").atMost(Duration.ofSeconds(30)).until(() -> !program.isAlive() || answers());
        if (!program.isAlive()) {
            throw new IllegalStateException(program.lastWords());
        }
    }

    /// The settings of pages that use it.
    public Map<String, String> settings() {
        return Map.of(
                "helpline.web-call.relays",
                "turn:%s:%d?transport=udp".formatted(address.getAddress().getHostAddress(), address.getPort()),
                "helpline.web-call.relay-secret",
                SECRET);
    }

    public InetSocketAddress address() {
        return address;
    }

    public Process process() {
        return program.process();
    }

    /// All that it said.
    public String log() throws IOException {
        return Files.readString(log);
    }

    /// A Binding request (RFC 8489), which it answers to everybody.
    private boolean answers() throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(Loopback.nextAddress(), 0))) {
            socket.setSoTimeout(200);
            var request = new byte[20];
            request[1] = 1;
            request[4] = 0x21;
            request[5] = 0x12;
            request[6] = (byte) 0xa4;
            request[7] = 0x42;
            socket.send(new DatagramPacket(request, request.length, address));
            socket.receive(new DatagramPacket(new byte[1_500], 1_500));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        program.stop(Duration.ofSeconds(5));
    }
}
