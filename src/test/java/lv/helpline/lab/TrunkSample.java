package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.testing.Loopback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An Asterisk behind NAT whose trunk wants a registration: what `site.conf` has for it is on, as its comments
/// say.
@Timeout(120)
class TrunkSample {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Asterisk asterisk;
    private static Exchange trunk;
    private static Exchange second;
    private static Registrar registrar;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        asterisk = new Asterisk(directory.resolve("asterisk"), _ -> {});
        trunk = new Exchange(asterisk.address());
        second = new Exchange(asterisk.address());
        registrar = new Registrar();
        asterisk.configure(trunk, second, Map.of(), List.of());
        var site = asterisk.home().resolve("etc/site.conf");
        var text = on(Files.readString(site), "site-transport", "site-trunk-registration", "site-trunk-auth")
                .replace(
                        "local_net = 192.168.0.0/16",
                        "local_net = " + asterisk.address().getAddress().getHostAddress() + "/32")
                .replace("server_uri = sip:sip.trunk.example", "server_uri = sip:" + registrar.hostPort())
                // A minute is too long for a test.
                .replace(
                        "contact_user = USER", "forbidden_retry_interval = 1\nretry_interval = 1\ncontact_user = USER");
        Files.writeString(site, text);
        asterisk.boot();
    }

    /// The file with all lines of these sections on.
    private static String on(String site, String... sections) {
        var changed = site;
        for (var section : sections) {
            changed = Pattern.compile("(?s)\\[" + section + "\\].*?(?=\n\n)")
                    .matcher(changed)
                    .replaceFirst(found -> found.group().replace("\n;", "\n").replace("$", "\\$"));
        }
        return changed;
    }

    @AfterAll
    static void close() {
        asterisk.close();
        trunk.close();
        second.close();
        registrar.close();
    }

    @Test
    void a_registration_that_is_refused_is_tried_until_it_is_taken() throws Exception {
        awaitRegistration("Registered");
        for (var refusal : List.of("403 Forbidden", "503 Service Unavailable")) {
            registrar.answer = refusal;
            asterisk.cli("pjsip send register trunk-registration");
            awaitRegistration("Rejected");
            registrar.answer = "200 OK";
            awaitRegistration("Registered");
        }
    }

    private static void awaitRegistration(String state) {
        await("the registration is " + state)
                .atMost(SOON)
                .until(() -> asterisk.cli("pjsip show registrations").contains(" " + state + " "));
    }

    /// The trunk is told the address that the world sees, in SIP and for the sound.
    @Test
    void behind_nat_the_trunk_is_told_the_outer_address() throws Exception {
        try (var caller = RawSip.overUdp(asterisk.address(), trunk.host())) {
            var sdp = """
                    v=0
                    o=- 1 1 IN IP4 %1$s
                    s=-
                    c=IN IP4 %1$s
                    t=0 0
                    m=audio 4000 RTP/AVP 8
                    """.formatted(trunk.host());
            var invite = caller.invite("+37000000000")
                            .replace(
                                    "Content-Length: 0",
                                    "Content-Type: application/sdp\nContent-Length: " + (sdp.length() + 6))
                    + sdp;
            caller.send(invite);
            assertThat(caller.awaitFinalResponse(invite, SOON))
                    .startsWith("SIP/2.0 200 ")
                    .containsPattern("Contact: <sip:203\\.0\\.113\\.10:\\d+>")
                    .contains("c=IN IP4 203.0.113.10\r");
        }
    }

    /// Answers each REGISTER as it is told to.
    private static final class Registrar implements AutoCloseable {

        private final InetSocketAddress address = Loopback.nextUdpAddress();
        private final DatagramSocket socket = new DatagramSocket(address);
        private volatile String answer = "200 OK";

        Registrar() throws IOException {
            Thread.ofVirtual().name("registrar").start(this::serve);
        }

        String hostPort() {
            return address.getAddress().getHostAddress() + ":" + address.getPort();
        }

        private void serve() {
            var packet = new DatagramPacket(new byte[65_536], 65_536);
            while (!socket.isClosed()) {
                try {
                    socket.receive(packet);
                    var request = new SipMessage(
                            System.nanoTime(), true, new String(packet.getData(), 0, packet.getLength(), UTF_8));
                    var bytes = response(request).getBytes(UTF_8);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                } catch (IOException closed) {
                    assertThat(socket.isClosed()).isTrue();
                }
            }
        }

        private String response(SipMessage request) {
            var headers = Stream.of("Via", "From", "To", "Call-ID", "CSeq", "Contact")
                    .map(name -> name + ": " + request.header(name).orElse(""));
            var own = Stream.of("Expires: 300", "Content-Length: 0", "", "");
            return Stream.concat(Stream.of("SIP/2.0 " + answer), Stream.concat(headers, own))
                    .collect(Collectors.joining("\r\n"));
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
