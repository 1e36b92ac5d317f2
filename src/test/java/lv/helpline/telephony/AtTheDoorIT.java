package lv.helpline.telephony;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.lab.RawSip;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// How a trunk hands us a call: in which form it names the number, where, over what, and how often.
class AtTheDoorIT extends Telephony {

    /// The number as the request line has it, and the line that is called; none for the apology.
    private static final String REQUEST_LINES = """
            28612120                                   28612120
            37128612120                                28612120
            0037128612120                              28612120
            +37128612120                               28612120
            +37128612120;npdi;rn=+37129000001          28612120
            28612120;phone-context=+371                28612120
            28612120;isub=1234                         28612120
            +371%2028612120                            28612120
            +371%20286%2012120                         28612120
            +371.286.12120                             28612120
            +371-286-12120                             28612120
            (+371)28612120                             28612120
            (371)%20286-12120                          28612120
            %2B37128612120                             28612120
            +37128612120%3Bnpdi                        28612120
            +44128612120                               none
            37029000001                                none
            128612120                                  none
            286                                        none
            1%22%7C%2228612120                         none
            1)%5D%7C(%22a%22=%22a                        none
            $%7BEPOCH%7D                               none
            $%5B1+1%5D                                 none
            +$%7BSHELL(true)%7D,none,1                 none
            """;

    /// Where the trunk names the number, the number in its request line, the header, and the line that is called.
    private static final String HEADERS = """
            -                 account-7         To: <sip:+37128612120@127.0.0.1>                          28612120
            -                 10203040          To: <sip:+37128612120@127.0.0.1>                          none
            To                10203040          To: <sip:+37128612120@127.0.0.1>                          28612120
            To                67898343          To: <sip:+37128612120@127.0.0.1>                          28612120
            To                10203040          To: "A 1" <sip:28612120;npdi@127.0.0.1;user=phone>        28612120
            To                10203040          To: sip:+371%2028612120@127.0.0.1                         28612120
            To                28612120          To: <sip:account-7@127.0.0.1>                             28612120
            To                10203040          To: "$[1+" <sip:$%7BEPOCH%7D,%22%7C%2228612120@127.0.0.1>    none
            P-Called-Party-ID 10203040          P-Called-Party-ID: <sip:+37128612120@127.0.0.1>           28612120
            P-Called-Party-ID 28612120          Subject: a trunk that does not say it                     28612120
            """;

    private static final Pattern STATUS = Pattern.compile("SIP/2.0 (?!100 )");
    private static final Pattern COLUMNS = Pattern.compile(" {2,}");

    @Test
    void aNumberOfOursIsReachedInAnyFormAndNothingElseIs() throws Exception {
        var wrong = new SoftAssertions();
        try (var trunk = lab.atTheTrunk()) {
            for (var row : REQUEST_LINES.lines().toList()) {
                var columns = COLUMNS.split(row, -1);
                wrong.assertThat(lineOf(trunk, trunk.invite(columns[0])))
                        .as(columns[0])
                        .isEqualTo(columns[1]);
            }
            var endless = "1".repeat(4_000);
            wrong.assertThat(lineOf(trunk, trunk.invite(endless)))
                    .as("4,000 digits")
                    .isEqualTo("none");
            var tel = trunk.invite("0").replaceFirst("sip:0@\\S+", "tel:+371-286-12120;npdi");
            wrong.assertThat(lineOf(trunk, tel)).as("tel:").isEqualTo(RIGA_TRUST);
            for (var callId : List.of("\"$[1+,(${EPOCH}]|'@x", ")){}", "a".repeat(4_000))) {
                var odd = trunk.invite(RIGA_TRUST)
                        .replaceFirst("Call-ID: .*", Matcher.quoteReplacement("Call-ID: " + callId));
                wrong.assertThat(lineOf(trunk, odd)).as(callId).isEqualTo(RIGA_TRUST);
            }
        }
        wrong.assertAll();
    }

    @Test
    void theNumberMayBeInAHeaderThatTheSiteNames() throws Exception {
        var wrong = new SoftAssertions();
        try (var trunk = lab.atTheTrunk()) {
            for (var row : HEADERS.lines().toList()) {
                var columns = COLUMNS.split(row.replaceFirst("^(\\S+) +", "$1  "), -1);
                lab.asterisk().global("NUMBER_IN", columns[0].equals("-") ? "" : columns[0]);
                var invite = trunk.invite(columns[1]);
                invite = columns[2].startsWith("To:")
                        ? invite.replaceFirst("To: .*", columns[2].replace("$", "\\$"))
                        : invite.replace("Content-Length", columns[2] + "\nContent-Length");
                wrong.assertThat(lineOf(trunk, invite)).as(row).isEqualTo(columns[3]);
            }
            lab.asterisk().global("NUMBER_IN", "To");
            var endless = trunk.invite("10203040").replace("To: <", "To: \"" + "<\\\"".repeat(1_300) + "\" <");
            wrong.assertThat(lineOf(trunk, endless)).as("4,000 characters").isEqualTo("none");
        } finally {
            lab.asterisk().global("NUMBER_IN", "");
        }
        wrong.assertAll();
    }

    /// The payload types that a trunk offers, and what of them it gets: 0 is µ-law, 8 A-law, 9 G.722, 13 comfort
    /// noise, 18 G.729, 101 digits.
    private static final String OFFERS = """
            8           200 8
            0           200 0
            18 8        200 8
            18 0        200 0
            9 18 8 101  200 8 101
            13 8        200 8
            18          488
            9 18        488
            """;

    @Test
    void aLawOrMuLawIsTakenWhereverTheOfferHasIt() throws Exception {
        var wrong = new SoftAssertions();
        try (var trunk = lab.atTheTrunk()) {
            for (var row : OFFERS.lines().toList()) {
                var columns = COLUMNS.split(row, -1);
                var invite = offering(trunk.invite("+37000000000"), columns[0]);
                trunk.send(invite);
                var answer = trunk.awaitFinalResponse(invite, SOON);
                var taken = Pattern.compile("m=audio \\d+ RTP/AVP(.*)").matcher(answer);
                wrong.assertThat(answer.substring(8, 11)
                                + (taken.find() ? taken.group(1).stripTrailing() : ""))
                        .as("an offer of " + columns[0])
                        .isEqualTo(columns[1]);
            }
        }
        wrong.assertAll();
    }

    /// Whatever the caller has: a phone that prefers G.729 must choose one of these.
    @Test
    void aPhoneIsOfferedALawAndMuLaw() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        try (var trunk = lab.atTheTrunk()) {
            trunk.send(offering(trunk.invite(LATGALE), "18 0 101"));
            assertThat(laura.await("INVITE", SOON).text()).containsPattern("m=audio \\d+ RTP/AVP 0 8 101\r");
        }
    }

    private static String offering(String invite, String types) {
        var sdp = """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio 4000 RTP/AVP %s
                a=rtpmap:101 telephone-event/8000
                """.formatted(types);
        return invite.replaceFirst(
                        "Content-Length: 0", "Content-Type: application/sdp\nContent-Length: " + (sdp.length() + 7))
                + sdp;
    }

    /// From a trunk that has no RFC 4733. Key 2 is English.
    @Test
    void aKeyMayComeByInfo() throws Exception {
        lab.database().edit("update line set languages = '{lv,en,ru}'");
        try (var trunk = lab.atTheTrunk()) {
            var invite = offering(trunk.invite(RIGA_TRUST), "8");
            var answer = answered(trunk, invite);
            await("the menu")
                    .atMost(SOON)
                    .until(() ->
                            lab.asterisk().cli("core show channels concise").contains("!sub-offer!"));
            var info = within(invite, answer, "INFO", 2, "Signal=2\nDuration=160\n");
            trunk.send(info);
            assertThat(status(trunk, info)).isEqualTo("200");
            await("the choice")
                    .atMost(SOON)
                    .until(() ->
                            !lab.asterisk().cli("core show channels concise").contains("!sub-offer!"));
            trunk.send(within(invite, answer, "BYE", 3, ""));
        }
        assertThat(lab.records().await(1).getFirst().language()).isEqualTo("en");
    }

    /// By itself, as RFC 4028 lets the one do who began the call: by UPDATE, and by a re-INVITE.
    @Test
    void theTrunkMayKeepTheSessionAlive() throws Exception {
        try (var trunk = lab.atTheTrunk()) {
            var invite = offering(trunk.invite(RIGA_TRUST), "8")
                    .replaceFirst("Content-Type", "Supported: timer\nSession-Expires: 90;refresher=uac\nContent-Type");
            var answer = answered(trunk, invite);
            assertThat(answer).contains("Session-Expires: 90;refresher=uac");
            var update = within(invite, answer, "UPDATE", 2, "");
            trunk.send(update);
            assertThat(trunk.awaitResponse(update, SOON))
                    .startsWith("SIP/2.0 200 ")
                    .contains("Session-Expires: 90;refresher=uac");
            var sdp = invite.substring(invite.indexOf("\n\n") + 2);
            var again = within(invite, answer, "INVITE", 3, sdp).replace("application/dtmf-relay", "application/sdp");
            assertThat(answered(trunk, again)).startsWith("SIP/2.0 200 ").contains("Session-Expires: 90;refresher=uac");
            var bye = within(invite, answer, "BYE", 4, "");
            trunk.send(bye);
            assertThat(status(trunk, bye)).isEqualTo("200");
        }
    }

    /// As one behind NAT, or behind a proxy of its own: what it names as its address is none at which we reach it.
    @Test
    void theTrunkIsWhereItsRequestsComeFrom() throws Exception {
        try (var trunk = lab.atTheTrunk()) {
            var invite = offering(trunk.invite(RIGA_TRUST), "8")
                    .replaceFirst("(Via: SIP/2.0/UDP )[0-9.:]+", "$1192.0.2.9:5060")
                    .replaceFirst("Contact: .*", "Contact: <sip:lab@192.0.2.9:5060>");
            answered(trunk, invite);
            lab.asterisk().cli("channel request hangup all");
            var bye = trunk.next(SOON).orElseThrow();
            while (bye.startsWith("SIP/2.0 ")) {
                bye = trunk.next(SOON).orElseThrow();
            }
            assertThat(bye).startsWith("BYE sip:lab@" + trunk.hostPort());
            trunk.send(bye.replaceFirst("BYE .*", "SIP/2.0 200 OK").replace("\r\n", "\n"));
        }
    }

    /// The answer to an INVITE, which is acknowledged.
    private static String answered(RawSip trunk, String invite) throws IOException {
        trunk.send(invite);
        var answer = trunk.awaitFinalResponse(invite, SOON);
        var number = invite.replaceFirst("(?s).*CSeq: (\\d+) .*", "$1");
        trunk.send(within(invite, answer, "ACK", Integer.parseInt(number), ""));
        return answer;
    }

    /// A request of the call that this INVITE began.
    private static String within(String invite, String answer, String method, int number, String body) {
        var to = answer.lines()
                .filter(line -> line.startsWith("To:"))
                .findFirst()
                .orElseThrow();
        return otherBranch(invite.substring(0, invite.indexOf("\n\n")))
                        .replaceFirst("INVITE", method)
                        .replaceFirst("To: .*", to)
                        .replaceFirst("CSeq: .*", "CSeq: " + number + " " + method)
                        .replaceFirst("Content-Type: .*", "Content-Type: application/dtmf-relay")
                        .replaceFirst(
                                "Content-Length: .*",
                                "Content-Length: " + body.replace("\n", "\r\n").length())
                + "\n\n" + body;
    }

    /// RFC 3261, 8.2.2.2: the same Call-ID, From tag and CSeq over another way. A trunk that tries again has
    /// another CSeq, or begins anew.
    @Test
    void anInviteThatArrivesTwiceIsOneCall() throws Exception {
        try (var trunk = lab.atTheTrunk()) {
            var invite = trunk.invite(RIGA_TRUST);
            var again = otherBranch(invite);
            trunk.send(invite);
            trunk.send(again);
            assertThat(Stream.of(status(trunk, invite), status(trunk, again)).sorted())
                    .containsExactly("180", "482");
            awaitCallers(RIGA_TRUST);

            for (var another : List.of(
                    otherBranch(invite).replace("CSeq: 1 ", "CSeq: 2 "),
                    otherBranch(invite).replaceFirst("(From: .*tag=)", "$1another-"))) {
                trunk.send(another);
                assertThat(status(trunk, another)).isEqualTo("180");
            }
            awaitCallers(RIGA_TRUST, RIGA_TRUST, RIGA_TRUST);
        }
    }

    /// Over TCP as over UDP: the same addresses are permitted, and the trunk is known by its own.
    @Test
    void callsComeOverTcpToo() throws Exception {
        try (var trunk = lab.atTheTrunk();
                var socket = tcpFrom(trunk)) {
            assertThat(response(socket, trunk.invite(RIGA_TRUST))).startsWith("SIP/2.0 180 ");
            awaitCallers(RIGA_TRUST);
        }
        try (var stranger = lab.stranger();
                var socket = tcpFrom(stranger)) {
            assertThat(response(socket, stranger.invite(RIGA_TRUST))).startsWith("SIP/2.0 401 ");
        }
    }

    private Socket tcpFrom(RawSip sender) throws IOException {
        var socket = new Socket();
        socket.setSoTimeout((int) SOON.toMillis());
        socket.bind(new InetSocketAddress(sender.hostPort().replaceFirst(":.*", ""), 0));
        socket.connect(lab.asterisk().address());
        return socket;
    }

    /// The first response but 100.
    private static String response(Socket socket, String invite) throws IOException {
        var own = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
        var request = invite.replaceFirst("SIP/2.0/UDP [0-9.:]+", "SIP/2.0/TCP " + own)
                .replaceFirst("Contact: .*", "Contact: <sip:lab@" + own + ";transport=tcp>");
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(US_ASCII));
        var answer = new StringBuilder();
        var buffer = new byte[65_536];
        while (true) {
            var count = socket.getInputStream().read(buffer);
            assertThat(count).as("bytes after %s", answer).isPositive();
            answer.append(new String(buffer, 0, count, US_ASCII));
            var status = STATUS.matcher(answer);
            if (status.find()) {
                return answer.substring(status.start());
            }
        }
    }

    private static String otherBranch(String invite) {
        return invite.replace("branch=z9hG4bK", "branch=z9hG4bKother" + System.nanoTime());
    }

    private static String status(RawSip trunk, String invite) throws IOException {
        return trunk.awaitResponse(invite, SOON).substring(8, 11);
    }

    /// The line that this INVITE is a call to, `none` if it is to none, or how it was refused.
    private String lineOf(RawSip trunk, String invite) throws Exception {
        lab.asterisk().cli("database deltree helpline/outcome");
        trunk.send(invite);
        var answer = trunk.awaitResponse(invite, SOON);
        if (!answer.startsWith("SIP/2.0 180 ")) {
            return answer.lines().findFirst().orElseThrow();
        }
        // It rings before it is entered.
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !callers().isEmpty());
        var line = String.join(" and ", callers());
        lab.asterisk().cli("channel request hangup all");
        return line;
    }

    private void awaitCallers(String... lines) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(callers()).containsExactly(lines));
    }

    /// Which line each call is to that is there.
    private List<String> callers() throws InterruptedException {
        return Pattern.compile(": v1\\|([0-9]*)\\|\\d+\\|[^|]*\\|[^|]*\\|[^|]*\\|open\\|")
                .matcher(lab.asterisk().cli("database show helpline/outcome"))
                .results()
                .map(entry -> entry.group(1).isEmpty() ? "none" : entry.group(1))
                .toList();
    }
}
