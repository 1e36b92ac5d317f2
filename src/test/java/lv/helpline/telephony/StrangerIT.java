package lv.helpline.telephony;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
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
        for (var name : List.of("trunk", "+37129876541", "anonymous")) {
            assertThat(invite(name)).as("an INVITE from " + name).startsWith("SIP/2.0 401 ");
        }
        assertThat(lab.asterisk().channels()).isZero();
    }

    /// The first answer to an INVITE for a line whose From has that name.
    private String invite(String name) throws IOException {
        var address = Loopback.nextUdpAddress();
        var asterisk = lab.asterisk().address();
        try (var socket = new DatagramSocket(address)) {
            socket.setSoTimeout((int) SOON.toMillis());
            var id = UUID.randomUUID();
            var request = """
                INVITE sip:%1$s@%2$s SIP/2.0
                Via: SIP/2.0/UDP %3$s;branch=z9hG4bK%4$s
                Max-Forwards: 70
                From: <sip:%5$s@%2$s>;tag=%4$s
                To: <sip:%1$s@%2$s>
                Call-ID: %4$s
                CSeq: 1 INVITE
                Contact: <sip:%5$s@%3$s>
                Content-Length: 0

                """.formatted(LATGALE, hostPort(asterisk), hostPort(address), id, name)
                    .replace("\n", "\r\n");
            var bytes = request.getBytes(US_ASCII);
            socket.send(new DatagramPacket(bytes, bytes.length, asterisk));
            var answer = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), US_ASCII);
        }
    }

    private static String hostPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
