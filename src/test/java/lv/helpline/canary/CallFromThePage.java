package lv.helpline.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import lv.helpline.lab.RawWebCall;
import lv.helpline.lab.TurnClient;

/// A call from the web page, by hand: a browser would be at this machine's own address. It is at a canary's
/// address, names canaries wherever a browser or a proxy could name one, and has a place at the relay, which it
/// does not give back.
final class CallFromThePage {

    /// Where it names a canary: who is connected to the proxy, and to the relay; what the browser
    /// says of who asks, and of itself; what is in its SIP.
    static final List<String> PLACES =
            List.of("CONNECTED", "RELAYED", "FORWARDED", "BROWSER", "FROM", "DESCRIPTION", "HEADERS");

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LISTENS = Duration.ofSeconds(2);
    private static final String LINE = "25723222";
    private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");
    private static final Pattern RELAY = Pattern.compile("\"username\":\"([^\"]+)\",\"credential\":\"([^\"]+)\"");

    private CallFromThePage() {}

    static int place(CallPath.Called called, List<Canary> canaries, int number) throws IOException {
        var headers = "X-Forwarded-For: %s\r\nUser-Agent: %s/%s\r\n"
                .formatted(
                        canaries.get(2).address().getHostAddress(),
                        canaries.get(3).name(),
                        canaries.get(3).number());
        var from = canaries.getFirst().address();
        var answer = ask(called, from, headers);
        var ticket = TICKET.matcher(answer);
        var access = RELAY.matcher(answer);
        if (!ticket.find() || !access.find()) {
            throw new IOException("no ticket");
        }
        try (var sound = new TurnClient(
                        called.relay().address(),
                        access.group(1),
                        access.group(2),
                        canaries.get(1).address());
                var gate = RawWebCall.open(
                        called.proxy().connect(from),
                        called.pages(),
                        RawWebCall.ADDRESS + "?ticket=" + ticket.group(1),
                        "Origin: " + called.pages() + "\r\n" + headers)) {
            if (sound.allocate(TurnClient.UDP) != 0 || sound.permit(InetAddress.ofLiteral("127.0.0.1")) != 0) {
                throw new IOException("no place at the relay");
            }
            return call(gate, ticket.group(1), canaries);
        }
    }

    /// @return the status with which it was answered
    private static int call(RawWebCall gate, String ticket, List<Canary> canaries) throws IOException {
        var id = UUID.randomUUID().toString();
        gate.say(invite(ticket, id, canaries));
        var answered = gate.awaitHeard("SIP/2.0 200 ", SOON);
        gate.say(RawWebCall.answering(answered, "ACK", 1));
        pause(LISTENS);
        gate.say(RawWebCall.answering(answered, "BYE", 2));
        gate.awaitHeard("CSeq: 2 BYE", SOON);
        return 200;
    }

    private static String invite(String ticket, String id, List<Canary> canaries) {
        var names = canaries.get(4);
        var described = canaries.get(5);
        var named = canaries.get(6);
        return RawWebCall.invite(ticket, names.e164(), id)
                        .replace("From: <", "From: \"%s\" <".formatted(names.name()))
                        .replace(
                                "Content-Type",
                                "P-Asserted-Identity: \"%1$s\" <sip:%2$s@x>\r\nDiversion: <sip:%2$s@x>\r\nUser-Agent: %1$s\r\nContent-Type"
                                        .formatted(named.name(), named.e164()))
                        .replace("o=- 1 1 IN IP4 127.0.0.1", "o=%s 1 1 IN IP4 127.0.0.1".formatted(described.name()))
                + "a=candidate:1 1 udp 1 %s 5000 typ host\r\n"
                        .formatted(described.address().getHostAddress());
    }

    private static String ask(CallPath.Called called, InetAddress from, String headers) throws IOException {
        var body = "line=" + LINE + "&language=lv";
        try (var socket = called.proxy().connect(from)) {
            socket.getOutputStream()
                    .write(("POST /public/call HTTP/1.1\r\nHost: "
                                    + URI.create(called.pages()).getAuthority() + "\r\n" + headers
                                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
