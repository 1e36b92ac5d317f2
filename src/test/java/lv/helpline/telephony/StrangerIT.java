package lv.helpline.telephony;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import lv.helpline.testing.Loopback;
import org.junit.jupiter.api.Test;

/// Somebody whose address is permitted and who is neither the trunk nor a phone of the house.
class StrangerIT extends Telephony {

    @Test
    void theTrunkIsKnownByItsAddressAndNotByWhoSomebodySaysToBe() throws Exception {
        assertThat(lab.asterisk().cli("pjsip show endpoint trunk").lines().map(String::strip))
                .anyMatch(line -> line.matches("identify_by +: ip"));
        for (var name : List.of("trunk", "+37129876541", "anonymous", "probe")) {
            assertThat(invite(name, Loopback.nextUdpAddress()))
                    .as("an INVITE from " + name)
                    .startsWith("SIP/2.0 401 ");
        }
        assertThat(lab.asterisk().channels()).isZero();
    }

    /// What tries whether calls are taken is known by an address of this machine's, and can do nothing else from there.
    @Test
    void theProbeReachesNoLine() throws Exception {
        var probe = new InetSocketAddress(lab.asterisk().probe(), Loopback.udpPort());
        for (var name : List.of("probe", "trunk", "laura")) {
            assertThat(invite(name, probe)).as("an INVITE from " + name).startsWith("SIP/2.0 404 ");
        }
        assertThat(lab.asterisk().channels()).isZero();
    }

    /// As somebody who guesses a phone's password: 200 at once. Neither the log nor the count says who they said to be.
    @Test
    void wrongPasswordsOfPhonesAreCountedAndLogged() throws Exception {
        var before = refused();
        var address = Loopback.nextUdpAddress();
        try (var socket = new DatagramSocket(address)) {
            socket.setSoTimeout((int) SOON.toMillis());
            var challenge = answer(socket, register(address, 0, ""));
            assertThat(challenge).startsWith("SIP/2.0 401 ");
            var nonce = challenge.replaceFirst("(?s).*nonce=\"([^\"]*)\".*", "$1");
            for (var guess = 1; guess <= 200; guess++) {
                var credentials = "Authorization: Digest username=\"+37129876541\", realm=\"asterisk\", nonce=\"%s\", "
                                .formatted(nonce)
                        + "uri=\"sip:trunk\", response=\"%032x\", algorithm=MD5\n".formatted(guess);
                assertThat(answer(socket, register(address, guess, credentials)))
                        .startsWith("SIP/2.0 401 ");
            }
        }
        await().atMost(SOON).until(() -> refused() == before + 200);
        assertThat(Files.readString(lab.home().resolve("router.log")))
                .contains("Asterisk refused phones")
                .doesNotContain("29876541");
    }

    private double refused() {
        return lab.routers()
                .bean(MeterRegistry.class)
                .get("helpline.security.events")
                .tag("event", "phone")
                .counter()
                .count();
    }

    private String register(InetSocketAddress from, int number, String credentials) {
        return """
                REGISTER sip:%1$s SIP/2.0
                Via: SIP/2.0/UDP %2$s;branch=z9hG4bK%3$s
                Max-Forwards: 70
                From: <sip:+37129876541@%1$s>;tag=%3$s
                To: <sip:+37129876541@%1$s>
                Call-ID: %3$s
                CSeq: %4$d REGISTER
                Contact: <sip:x@%2$s>
                %5$sContent-Length: 0

                """.formatted(
                        hostPort(lab.asterisk().address()), hostPort(from), UUID.randomUUID(), number + 1, credentials);
    }

    /// The first answer to an INVITE for a line whose From has that name.
    private String invite(String name, InetSocketAddress address) throws IOException {
        var asterisk = lab.asterisk().address();
        try (var socket = new DatagramSocket(address)) {
            socket.setSoTimeout((int) SOON.toMillis());
            return answer(
                    socket, """
                INVITE sip:%1$s@%2$s SIP/2.0
                Via: SIP/2.0/UDP %3$s;branch=z9hG4bK%4$s
                Max-Forwards: 70
                From: <sip:%5$s@%2$s>;tag=%4$s
                To: <sip:%1$s@%2$s>
                Call-ID: %4$s
                CSeq: 1 INVITE
                Contact: <sip:%5$s@%3$s>
                Content-Length: 0

                """.formatted(LATGALE, hostPort(asterisk), hostPort(address), UUID.randomUUID(), name));
        }
    }

    private String answer(DatagramSocket socket, String request) throws IOException {
        var bytes = request.replace("\n", "\r\n").getBytes(US_ASCII);
        socket.send(new DatagramPacket(bytes, bytes.length, lab.asterisk().address()));
        var answer = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), US_ASCII);
    }

    private static String hostPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
