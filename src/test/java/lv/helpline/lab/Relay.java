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
import java.util.concurrent.locks.LockSupport;
import lv.helpline.testing.Loopback;
import org.awaitility.Awaitility;

/// coturn with the project's own configuration, on addresses of the lab's own.
public final class Relay implements AutoCloseable {

    /// What the pages have, too.
    public static final String SECRET = "of-the-lab";

    private final InetSocketAddress address = Loopback.nextUdpAddress();
    private final Path home;
    private final Path log;
    private final String reaches = Loopback.nextAddress().getHostAddress();
    private volatile Program program;

    public Relay(Path home) throws IOException {
        this.home = Files.createDirectories(home);
        log = home.resolve("log");
        var configuration = Files.readString(Tools.project().resolve("ops/coturn/turnserver.conf.example"))
                .replace(
                        "listening-ip=203.0.113.10",
                        "listening-ip=" + address.getAddress().getHostAddress())
                .replace("listening-port=3478", "listening-port=" + address.getPort())
                .replace("relay-ip=127.0.0.4", "relay-ip=" + reaches)
                .replace("CHANGE-ME", SECRET)
                .replace("pidfile=/run/turnserver/turnserver.pid", "pidfile=" + home.resolve("pid"));
        Files.writeString(home.resolve("turnserver.conf"), configuration);
        program = start();
    }

    private Program start() {
        var started = new Program(
                "coturn",
                List.of("turnserver", "-c", home.resolve("turnserver.conf").toString()),
                home,
                log);
        Awaitility.await("coturn answers").atMost(Duration.ofSeconds(30)).until(() -> !started.isAlive() || answers());
        if (!started.isAlive()) {
            throw new IllegalStateException(started.lastWords());
        }
        return started;
    }

    /// Until it is closed: what an installation's unit does, which starts the relay anew when nobody is there any more.
    public AutoCloseable forgetting() throws IOException {
        var asked = Files.createDirectories(home.resolve("asked"));
        var forgets = new Program(
                "forget-relay",
                List.of(
                        Tools.project().resolve("ops/packaging/forget-relay").toString(),
                        reaches,
                        "mkdir",
                        "-p",
                        asked.resolve("now").toString()),
                home,
                home.resolve("forgets"));
        var starts = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                if (asked.resolve("now").toFile().delete()) {
                    program.stop(Duration.ofSeconds(5));
                    program = start();
                }
                LockSupport.parkNanos(100_000_000);
            }
        });
        return () -> {
            forgets.stop(Duration.ofSeconds(5));
            starts.interrupt();
            starts.join();
        };
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
