package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lv.helpline.testing.Loopback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A caller of the lab's before a server that answers as the test wants.
class ScenarioIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    /// RFC 3261, 9.1: whoever cancels may be answered all the same, and then ends the call by a BYE.
    @ParameterizedTest
    @CsvSource({"200 CANCEL,487 INVITE", "200 CANCEL,200 INVITE", "200 INVITE,200 CANCEL"})
    void a_caller_who_gives_up_ends_the_call_whatever_the_answers_are(
            String first, String second, @TempDir Path directory) throws Exception {
        var address = Loopback.nextUdpAddress();
        try (var server = new DatagramSocket(address);
                var exchange = new Exchange(address);
                var caller = new SipPeer(exchange, "caller", directory)) {
            server.setSoTimeout((int) LONG.toMillis());
            caller.startCaller(Scenario.caller("1", "<sip:lab@127.0.0.1>", List.of()), "-m", "1");
            var invite = receive(server, "INVITE");
            answer(server, exchange, invite, "180 INVITE");
            caller.await("180 INVITE", LONG);
            caller.hangUp();
            receive(server, "CANCEL");
            answer(server, exchange, invite, first);
            answer(server, exchange, invite, second);
            receive(server, "ACK");
            if (first.equals("200 INVITE") || second.equals("200 INVITE")) {
                answer(server, exchange, receive(server, "BYE"), "200 BYE");
            }
            caller.awaitEnd(LONG);
            assertThat(caller.process().exitValue()).isZero();
        }
    }

    /// And whoever is called goes on as if nobody had given up.
    @Test
    void a_phone_that_answers_too_late_to_be_cancelled_waits_for_the_end(@TempDir Path directory) throws Exception {
        var address = Loopback.nextUdpAddress();
        try (var server = new DatagramSocket(address);
                var exchange = new Exchange(address);
                var phone = new SipPeer(exchange, "phone", directory)) {
            server.setSoTimeout((int) LONG.toMillis());
            phone.startPhone(Scenario.answering(Duration.ZERO), _ -> {});
            exchange.connect("1", phone);
            request(server, exchange, "INVITE", 1);
            receive(server, "200 INVITE");
            request(server, exchange, "CANCEL", 1);
            receive(server, "200 CANCEL");
            request(server, exchange, "ACK", 1);
            request(server, exchange, "BYE", 2);
            receive(server, "200 BYE");
        }
    }

    /// Waits for such a message, and passes over what else comes or is sent again.
    private static SipMessage receive(DatagramSocket server, String kind) throws IOException {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        while (true) {
            packet.setLength(65_536);
            server.receive(packet);
            var text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
            var message = new SipMessage(System.nanoTime(), false, text);
            if (message.kind().equals(kind)) {
                return message;
            }
        }
    }

    private static void answer(DatagramSocket server, Exchange to, SipMessage request, String answer)
            throws IOException {
        var status = answer.substring(0, 3);
        var method = answer.substring(4);
        var text = """
            SIP/2.0 %s Whatever
            Via: %s
            From: %s
            To: <sip:1@127.0.0.1>;tag=server
            Call-ID: %s
            CSeq: %d %s
            Contact: <sip:server@127.0.0.1>
            Content-Length: 0

            """.formatted(
                        status,
                        request.header("Via").orElseThrow(),
                        request.header("From").orElseThrow(),
                        request.callId(),
                        request.sequence(),
                        method);
        send(server, to, text);
    }

    private static void request(DatagramSocket server, Exchange to, String method, int sequence) throws IOException {
        send(server, to, """
            %1$s sip:1@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1
            From: <sip:server@127.0.0.1>;tag=server
            To: <sip:1@127.0.0.1>
            Call-ID: server
            CSeq: %2$d %1$s
            Contact: <sip:server@127.0.0.1>
            Content-Length: 0

            """.formatted(method, sequence));
    }

    private static void send(DatagramSocket server, Exchange to, String text) throws IOException {
        var bytes = text.replace("\n", "\r\n").getBytes(UTF_8);
        server.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(to.host(), Loopback.udpPort())));
    }
}
