package lv.helpline.asterisk.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import lv.helpline.asterisk.scripts.Given;
import lv.helpline.asterisk.scripts.Logs;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Thousands of peers that are up to no good, eight at a time; the same ones each time.
@Timeout(120)
class AgiHostilityTest {

    private static final int PEERS = 4_000;
    private static final List<String> PIECES = List.of(
            "agi_network: yes\n",
            "agi_network: no\n",
            "agi_network_script: greet\n",
            "agi_network_script: ../../greet?x=%zz\n",
            "agi_arg_1: 29123456\n",
            "agi_arg_2000000000: x\n",
            "agi_arg_-1: x\n",
            "agi_arg_: x\n",
            "agi_: \n",
            "agi_callerid: 29123456\n",
            "agi_callerid\n",
            "agi_",
            "\n",
            "\r\n",
            "\0",
            "\n\n\n",
            "200 result=1\n",
            "HANGUP\n",
            "100 Trying\n",
            "520-Invalid\n",
            "510 Invalid or unknown command 29123456\n",
            "agi_network: yes\nagi_network_script: greet\n\n",
            "agi_arg_1: " + Given.SECRET + "\n",
            "agi_network: yes\nagi_network_script: greet\nagi_arg_1: " + Given.SECRET + "\n\n");

    @Test
    void noneOfThemTakesTheServerDown() throws Exception {
        var observed = new Observed();
        var limits = Given.limits().handshake(Duration.ofMillis(100)).command(Duration.ofMillis(100));
        var server = new AgiServer(
                limits.properties(),
                Map.of("greet", (request, channel) -> channel.setVariable("HELPLINE", "hello")),
                observed,
                ServerSocketFactory.getDefault(),
                List::of);
        server.start();
        try (var logs = new Logs();
                var threads = Executors.newFixedThreadPool(8)) {
            var port = server.port();
            var attacks = IntStream.range(0, PEERS)
                    .mapToObj(seed -> threads.submit(() -> attack(port, new SplittableRandom(seed))))
                    .toList();
            for (var attack : attacks) {
                attack.get();
            }
            try (var peer = new Peer(port)) {
                assertThat(peer.send(Peer.request("greet")).read()).isEqualTo("SET VARIABLE \"HELPLINE\" \"hello\"");
                peer.send("200 result=1\n");
                assertThat(peer.read()).isNull();
            }
            assertThat(server.isListening()).isTrue();
            server.stop();
            assertThat(observed.refusals)
                    .contains(
                            Refusal.MALFORMED,
                            Refusal.OVERSIZED,
                            Refusal.SLOW,
                            Refusal.NOT_NETWORK,
                            Refusal.SECRET,
                            Refusal.UNKNOWN_SCRIPT,
                            Refusal.FAULT);
            assertThat(logs.at(Level.ERROR)).isEmpty();
            assertThat(logs.at(Level.WARN).stream().filter(line -> !line.contains(Refusal.SECRET.name())))
                    .hasSameSizeAs(observed.refusals.stream()
                            .filter(cause -> cause != Refusal.SECRET)
                            .toList());
            assertThat(logs.everything()).doesNotContain("29123456").doesNotContain("java.lang.");
        } finally {
            server.stop();
        }
    }

    /// Nonsense, or pieces of sense in any order; then a reset, an end, or a wait for the server's.
    private static boolean attack(int port, SplittableRandom random) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(nonsense(random));
            switch (random.nextInt(40)) {
                case 0 -> drain(socket);
                case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> socket.setSoLinger(true, 0);
                default -> {
                    socket.shutdownOutput();
                    drain(socket);
                }
            }
            return true;
        } catch (SocketException cut) {
            return false;
        }
    }

    private static void drain(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] nonsense(SplittableRandom random) {
        var bytes = new ByteArrayOutputStream();
        switch (random.nextInt(4)) {
            case 0 -> {
                var noise = new byte[random.nextInt(4_096)];
                random.nextBytes(noise);
                bytes.writeBytes(noise);
            }
            case 1 -> bytes.writeBytes(text("agi_x: " + "y".repeat(random.nextInt(2_000)) + "\n"));
            default -> {}
        }
        var pieces = random.nextInt(random.nextInt(10) == 0 ? 200 : 12);
        for (var piece = 0; piece < pieces; piece++) {
            bytes.writeBytes(text(PIECES.get(random.nextInt(PIECES.size()))));
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
