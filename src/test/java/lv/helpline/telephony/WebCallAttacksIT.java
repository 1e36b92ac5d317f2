package lv.helpline.telephony;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static lv.helpline.lab.RawWebCall.invite;
import static lv.helpline.lab.RawWebCall.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.lab.RawWebCall;
import lv.helpline.webcall.WebCall;
import lv.helpline.webcall.WebCalls;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// What a stranger may try at the gate of web calls who is no page of ours, and how it ends: each is a row. Asterisk
/// hears nothing of it, and the gate takes the next call.
class WebCallAttacksIT extends Telephony {

    /// How a socket is closed (RFC 6455, section 7.4.1).
    private static final int DONE = 1000;

    private static final int NO_WEBSOCKET = 1002;
    private static final int NO_TEXT = 1003;
    private static final int NO_UTF_8 = 1007;
    private static final int REFUSED = 1008;
    private static final int TOO_LONG = 1009;

    /// It is not closed.
    private static final int OPEN = -1;

    /// First bytes of frames: a text's, its last one, one that goes on with it.
    private static final int BEGINS = 0x01;

    private static final int TEXT = 0x81;
    private static final int GOES_ON = 0x00;
    private static final int BINARY = 0x82;

    /// In which the gate has closed what it does not want. It lets go of who says nothing in rounds of five seconds.
    private static final Duration CLOSES = Duration.ofSeconds(10);

    private static final Duration MOMENT = Duration.ofMillis(200);

    /// Of a caller whom nobody is to hear of.
    private static final String NUMBER = "29876541";

    private static final String CALLED_BY_US = LATGALE + "-lv";

    /// @param closed the code, or [#OPEN]
    private record Attack(String name, int closed, Act act) {}

    @FunctionalInterface
    private interface Act {
        /// @param ticket the socket's own
        /// @param id     for a call of its own
        void at(RawWebCall gate, String ticket, String id) throws IOException, InterruptedException;
    }

    private static Attack row(String name, int closed, Act act) {
        return new Attack(name, closed, act);
    }

    /// With a ticket, before it is used.
    private Stream<Attack> beforeACall() {
        return Stream.of(
                row("nothing", OPEN, (_, _, _) -> {}),
                row("nothing but an end of line", REFUSED, (gate, _, _) -> gate.say("\r\n\r\n")),
                row("an INVITE of a line", REFUSED, (gate, _, id) -> gate.say(invite(CALLED_BY_US, "page", id))),
                row("an INVITE of the trunk", REFUSED, (gate, _, id) -> gate.say(invite("trunk", "page", id))),
                row("an INVITE of a phone", REFUSED, (gate, _, id) -> gate.say(invite("laura", "page", id))),
                row("an INVITE of the duty line", REFUSED, (gate, _, id) -> gate.say(invite("100", "page", id))),
                row("an INVITE of nobody", REFUSED, (gate, _, id) -> gate.say(invite("", "page", id))),
                row(
                        "an INVITE of more than the ticket",
                        REFUSED,
                        (gate, ticket, id) -> gate.say(invite(ticket + "x", "page", id))),
                row(
                        "an INVITE of the ticket of another",
                        REFUSED,
                        (gate, _, id) -> gate.say(invite(ticket(), "page", id))),
                row(
                        "an INVITE as within a call",
                        REFUSED,
                        (gate, ticket, id) -> gate.say(
                                invite(ticket, "page", id).replace("invalid>\r\nFrom", "invalid>;tag=x\r\nFrom"))),
                row("a REGISTER", REFUSED, (gate, _, id) -> gate.say(within("REGISTER", id))),
                row("an OPTIONS", REFUSED, (gate, _, id) -> gate.say(within("OPTIONS", id))),
                row("a SUBSCRIBE", REFUSED, (gate, _, id) -> gate.say(within("SUBSCRIBE", id))),
                row("a MESSAGE", REFUSED, (gate, _, id) -> gate.say(within("MESSAGE", id))),
                row("a REFER", REFUSED, (gate, _, id) -> gate.say(within("REFER", id))),
                row("a BYE", REFUSED, (gate, _, id) -> gate.say(within("BYE", id))),
                row(
                        "an answer",
                        REFUSED,
                        (gate, _, id) -> gate.say(within("INVITE", id).replaceFirst("INVITE .*", "SIP/2.0 200 OK"))),
                row(
                        "no Call-ID",
                        REFUSED,
                        (gate, ticket, id) ->
                                gate.say(invite(ticket, "page", id).replaceFirst("Call-ID: .*\r\n", ""))),
                row(
                        "two Call-IDs",
                        REFUSED,
                        (gate, ticket, id) ->
                                gate.say(invite(ticket, "page", id).replaceFirst("CSeq", "Call-ID: x\r\nCSeq"))),
                row(
                        "a header behind a LF alone",
                        REFUSED,
                        (gate, ticket, id) -> gate.say(
                                invite(ticket, "page", id).replace("CSeq", "X: y\nDiversion: <sip:x>\r\nCSeq"))),
                row(
                        "a header behind a CR alone",
                        REFUSED,
                        (gate, ticket, id) -> gate.say(
                                invite(ticket, "page", id).replace("CSeq", "X: y\rDiversion: <sip:x>\r\nCSeq"))),
                row(
                        "a header that is folded",
                        REFUSED,
                        (gate, ticket, id) ->
                                gate.say(invite(ticket, "page", id).replace("CSeq: ", "CSeq:\r\n "))),
                row("a NUL", REFUSED, (gate, ticket, id) -> gate.say(invite(ticket, "page\0", id))),
                row(
                        "letters that are no ASCII",
                        REFUSED,
                        (gate, ticket, id) -> gate.say(invite(ticket, "lapa\u0101", id))),
                row(
                        "no end of the headers",
                        REFUSED,
                        (gate, ticket, id) ->
                                gate.say(invite(ticket, "page", id).replaceFirst("(?s)\r\n\r\n.*", "\r\n"))),
                row(
                        "two descriptions of sound",
                        REFUSED,
                        (gate, ticket, id) ->
                                gate.say(invite(ticket, "page", id) + "m=audio 9 UDP/TLS/RTP/SAVPF 8\r\n")),
                row(
                        "plain sound, to an address of its own",
                        REFUSED,
                        (gate, ticket, id) ->
                                gate.say(invite(ticket, "page", id).replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"))),
                row(
                        "sound without a fingerprint",
                        REFUSED,
                        (gate, ticket, id) ->
                                gate.say(invite(ticket, "page", id).replace("a=fingerprint", "a=x"))),
                row(
                        "pictures",
                        REFUSED,
                        (gate, ticket, id) ->
                                gate.say(invite(ticket, "page", id).replace("m=audio", "m=video"))),
                row(
                        "a body that is no description",
                        REFUSED,
                        (gate, ticket, id) -> gate.say(
                                invite(ticket, "page", id).replace("application/sdp", "multipart/mixed;boundary=x"))),
                row(
                        "a message of 20 KB",
                        TOO_LONG,
                        (gate, ticket, id) -> gate.say(invite(ticket, "page", id) + "a=x\r\n".repeat(4_000))),
                row("20 KB in 20 frames", TOO_LONG, (gate, _, _) -> {
                    gate.frame(BEGINS, new byte[1_000]);
                    for (var frame = 1; frame < 20; frame++) {
                        gate.frame(GOES_ON, "x".repeat(1_000).getBytes(ISO_8859_1));
                    }
                }),
                row("a frame that says it has 2^62 bytes", TOO_LONG, (gate, _, _) -> {
                    gate.bytes(new byte[] {(byte) TEXT, (byte) 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
                    gate.bytes("x".repeat(20_000).getBytes(ISO_8859_1));
                }),
                row(
                        "bytes that are no UTF-8",
                        NO_UTF_8,
                        (gate, _, _) -> gate.frame(TEXT, new byte[] {'I', (byte) 0xc3, 0x28, (byte) 0xff})),
                row("a message of bytes", NO_TEXT, (gate, _, _) -> gate.frame(BINARY, new byte[10])),
                row(
                        "a frame without a mask",
                        NO_WEBSOCKET,
                        (gate, _, _) -> gate.bytes(new byte[] {(byte) TEXT, 1, 'x'})),
                row("a frame of no kind", NO_WEBSOCKET, (gate, _, _) -> gate.frame(0x83, new byte[1])),
                row(
                        "a frame that goes on with nothing",
                        NO_WEBSOCKET,
                        (gate, _, _) -> gate.frame(GOES_ON, new byte[1])),
                row(
                        "half a message",
                        OPEN,
                        (gate, ticket, id) ->
                                gate.frame(BEGINS, invite(ticket, "page", id).getBytes(ISO_8859_1))),
                row("half a frame, then an end", RawWebCall.CUT, (gate, _, _) -> {
                    gate.bytes(new byte[] {(byte) TEXT, (byte) 0xfe, 0x10, 0, 0, 0, 0, 0, 'I'});
                    gate.close();
                }),
                row("an answer to no question, a thousand times", OPEN, (gate, _, _) -> {
                    for (var frame = 0; frame < 1_000; frame++) {
                        gate.frame(0x8a, new byte[100]);
                    }
                }));
    }

    /// Within a call that has begun, and goes on afterwards.
    private static Stream<Attack> withinACall() {
        return Stream.of(
                row("a second INVITE", REFUSED, (gate, ticket, id) -> gate.say(invite(ticket, "page", id))),
                row(
                        "an INVITE of another call",
                        REFUSED,
                        (gate, ticket, id) -> gate.say(invite(ticket, "page", id + "b"))),
                row("a BYE of another call", REFUSED, (gate, _, id) -> gate.say(within("BYE", id + "b"))),
                row("a REFER", REFUSED, (gate, _, id) -> gate.say(within("REFER", id))),
                row("a MESSAGE", REFUSED, (gate, _, id) -> gate.say(within("MESSAGE", id))),
                row("an INFO", REFUSED, (gate, _, id) -> gate.say(within("INFO", id))),
                row("300 messages at once", REFUSED, (gate, _, id) -> {
                    for (var message = 0; message < 300 && !gate.isClosed(); message++) {
                        gate.say(within("ACK", id));
                    }
                }));
    }

    private String pages() {
        return lab.routers().pages();
    }

    private String ticket() throws IOException, InterruptedException {
        return RawWebCall.ticket(pages(), LATGALE);
    }

    private RawWebCall begin(String ticket, String from, String id) throws IOException {
        var gate = RawWebCall.of(pages(), ticket);
        gate.say(invite(ticket, from, id));
        gate.awaitHeard("SIP/2.0 200 ", SOON);
        return gate;
    }

    /// The ports from which the gate is connected to Asterisk. Before a ticket is used it does not even connect.
    private Set<String> connectionsToAsterisk() throws IOException {
        var gate = HexFormat.of()
                .withUpperCase()
                .formatHex(reversed(lab.asterisk().gate().getAddress()));
        var asterisk = " 0100007F:%04X ".formatted(lab.asterisk().webPort());
        try (var all = Files.lines(Path.of("/proc/net/tcp"))) {
            return all.filter(line -> line.contains(asterisk + gate))
                    .map(line -> line.replaceFirst(".*" + gate + ":(....).*", "$1"))
                    .collect(Collectors.toSet());
        }
    }

    private static byte[] reversed(byte[] address) {
        return new byte[] {address[3], address[2], address[1], address[0]};
    }

    private Optional<WebCall> callOf(String ticket) {
        return lab.routers().bean(WebCalls.class).find(ticket, lab.clock().instant());
    }

    private void giveUp(String ticket) {
        callOf(ticket).ifPresent(lab.routers().bean(WebCalls.class)::giveUp);
    }

    /// Whoever says nothing, or never comes to an end, is let go after half a minute.
    @Test
    void whatIsNoCallIsRefusedAndAsteriskHearsNothingOfIt() throws Exception {
        var wrong = new SoftAssertions();
        var open = new ArrayList<RawWebCall>();
        var before = connectionsToAsterisk();
        for (var attack : beforeACall().toList()) {
            var ticket = ticket();
            var gate = RawWebCall.of(pages(), ticket);
            attack.act().at(gate, ticket, "before");
            wrong.assertThat(gate.awaitClose(attack.closed() == OPEN ? MOMENT : CLOSES))
                    .as(attack.name())
                    .isEqualTo(attack.closed());
            wrong.assertThat(gate.heard()).as(attack.name()).isEmpty();
            wrong.assertThat(callOf(ticket))
                    .as("the ticket after " + attack.name())
                    .hasValueSatisfying(call -> assertThat(call.hasBegun()).isFalse());
            if (attack.closed() == OPEN) {
                open.add(gate);
            }
        }
        wrong.assertThat(connectionsToAsterisk()).isSubsetOf(before);
        lab.clock().set(TUESDAY_10.plusSeconds(40));
        for (var gate : open) {
            wrong.assertThat(gate.awaitClose(CLOSES)).isEqualTo(DONE);
        }
        wrong.assertAll();
        callGoesOn(ticket(), "after");
        assertThat(connectionsToAsterisk())
                .as("a call does connect")
                .isNotEmpty()
                .isNotEqualTo(before);
    }

    private void callGoesOn(String ticket, String id) throws IOException {
        try (var gate = begin(ticket, "page", id)) {
            assertThat(gate.isClosed()).isFalse();
        }
        giveUp(ticket);
    }

    @Test
    void whatIsNoPartOfACallIsRefusedAndTheCallGoesOn() throws Exception {
        onlyLauraIsOnDuty();
        var wrong = new SoftAssertions();
        var begun = 0;
        for (var attack : withinACall().toList()) {
            var ticket = ticket();
            var id = "within" + ticket.hashCode();
            try (var gate = begin(ticket, "page", id)) {
                var heard = gate.heard();
                attack.act().at(gate, ticket, id);
                wrong.assertThat(gate.awaitClose(CLOSES)).as(attack.name()).isEqualTo(attack.closed());
                wrong.assertThat(gate.heard()).as(attack.name()).isEqualTo(heard);
                wrong.assertThat(channelsOfWebCalls()).as(attack.name()).hasSize(++begun);
            }
            giveUp(ticket);
        }
        wrong.assertAll();
    }

    private List<String> channelsOfWebCalls() throws InterruptedException {
        return lab.asterisk()
                .cli("core show channels concise")
                .lines()
                .filter(line -> line.startsWith("PJSIP/web-"))
                .toList();
    }

    /// Each path of a socket with its ticket, and the page that opens it.
    @Test
    void withoutATicketOrFromAnotherPageNobodyGetsIn() throws Exception {
        var ours = pages();
        var used = ticket();
        callGoesOn(used, "used");
        var wrong = new SoftAssertions();
        for (var origin : List.of("https://elsewhere.example", "null", "", ours + ".elsewhere.example", ours + "/")) {
            wrong.assertThat(status(RawWebCall.ADDRESS + "?ticket=" + ticket(), origin))
                    .as("from " + origin)
                    .isEqualTo(403);
        }
        for (var ticket :
                List.of("", "x", "a".repeat(43), "..%2F" + ticket(), used, "%00", ticket() + "%0D%0Ax:%20y")) {
            wrong.assertThat(status(RawWebCall.ADDRESS + "?ticket=" + ticket, ours))
                    .as("ticket " + ticket)
                    .isEqualTo(403);
        }
        var lapses = ticket();
        lab.clock().set(TUESDAY_10.plusMinutes(3));
        wrong.assertThat(status(RawWebCall.ADDRESS + "?ticket=" + lapses, ours))
                .as("a ticket that has lapsed")
                .isEqualTo(403);
        wrong.assertThat(status(RawWebCall.ADDRESS, ours)).as("no ticket").isEqualTo(403);
        // A consultant's page is known by its session.
        wrong.assertThat(status("/duty/phone/socket", ours))
                .as("nobody's session")
                .isNotEqualTo(101);
        wrong.assertAll();
    }

    private int status(String path, String origin) throws IOException {
        try (var gate = RawWebCall.open(pages(), path, Optional.of(origin).filter(each -> !each.isEmpty()))) {
            return gate.status();
        }
    }

    /// Whoever does not refresh their call, and goes on sending sound, is asked within a minute and a half.
    @Test
    void aCallIsRefreshedOrEnds() throws Exception {
        var ticket = ticket();
        try (var gate = RawWebCall.of(pages(), ticket)) {
            gate.say(invite(ticket, "page", "timer")
                    .replace("Content-Type", "Supported: timer\r\nSession-Expires: 90\r\nContent-Type"));
            assertThat(gate.awaitHeard("SIP/2.0 200 ", SOON)).contains("Session-Expires: 90;refresher=");
        }
        giveUp(ticket);
    }

    /// Whatever a page calls itself, it is a call of the web page.
    @Test
    void nobodyIsTheTrunkOrAPhoneThroughTheGate() throws Exception {
        for (var name : List.of("trunk", "laura", "probe", "+371" + NUMBER)) {
            var ticket = ticket();
            try (var _ = begin(ticket, name, "from" + name.replace("+", ""))) {
                // Whom we ring already has a channel of the trunk, or of a phone, too.
                assertThat(lab.asterisk()
                                .cli("core show channels concise")
                                .lines()
                                .filter(line -> !line.contains("!AppDial!") && !line.contains("!Down!")))
                        .as(name)
                        .anySatisfy(line -> assertThat(line).startsWith("PJSIP/web-"))
                        .noneSatisfy(line -> assertThat(line).startsWith("PJSIP/trunk-"))
                        .noneSatisfy(line -> assertThat(line).startsWith("PJSIP/laura-"))
                        .noneSatisfy(line -> assertThat(line).startsWith("PJSIP/probe-"));
            }
            giveUp(ticket);
            lab.asterisk().cli("channel request hangup all");
            lab.asterisk().awaitNoChannel(SOON);
        }
        for (var log : List.of(lab.asterisk().log(), Files.readString(lab.home().resolve("router.log")))) {
            assertThat(log).doesNotContain(NUMBER);
        }
    }

    /// A hundred sockets that use one ticket at the same moment make one call, and one of them is left.
    @Test
    void oneTicketIsOneCallHoweverManyUseIt() throws Exception {
        var ticket = ticket();
        var all = IntStream.range(0, 100)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                    try {
                        var gate = RawWebCall.of(pages(), ticket);
                        gate.say(invite(ticket, "page", "many" + number));
                        return Optional.of(gate);
                    } catch (IOException refused) {
                        return Optional.<RawWebCall>empty();
                    }
                }))
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        await().atMost(SOON)
                .until(() -> all.stream()
                        .allMatch(gate -> gate.isClosed() || !gate.heard().isEmpty()));
        assertThat(channelsOfWebCalls()).hasSize(1);
        assertThat(all.stream().filter(gate -> !gate.isClosed()).count()).isLessThanOrEqualTo(1);
        all.forEach(RawWebCall::close);
        giveUp(ticket);
    }
}
