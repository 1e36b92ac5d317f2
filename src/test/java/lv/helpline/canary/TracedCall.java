package lv.helpline.canary;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lv.helpline.lab.RawSip;
import lv.helpline.lab.SipMessage;

/// One call of somebody who is searched for afterwards, by a program that knows as much SIP as that takes.
final class TracedCall {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Between two messages.
    private static final Duration MOMENT = Duration.ofMillis(200);

    /// A request that nothing was said to is sent again over UDP after so long, then after twice as long, as in RFC
    /// 3261.
    private static final Duration AGAIN = Duration.ofMillis(500);

    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 (\\d{3}) ");
    private static final Pattern SEQUENCE = Pattern.compile("(?mi)^CSeq: *\\d+ +([A-Z]+)");
    private static final Pattern CONTACT = Pattern.compile("(?mi)^Contact: *<([^>]+)>");
    private static final Pattern TO = Pattern.compile("(?mi)^To: .*?$");
    private static final Pattern ECHOED = Pattern.compile("(?mi)^(?:Via|From|To|Call-ID|CSeq): .*?$");
    private static final Pattern OF_THE_CALL = Pattern.compile("(?mi)^(?:From|Call-ID): .*?$");
    private static final Pattern OF_THE_INVITE = Pattern.compile("(?mi)^(?:Via|From|Call-ID): .*?$");

    private final RawSip wire;
    private final String invite;

    /// Of whom requests are asked.
    private String uri;

    private String answer = "";
    private int sequence = 2;
    private boolean hungUp;

    /// @param invite whose headers name the canaries; each of its lines ends with `\n`
    TracedCall(RawSip wire, String invite) {
        this.wire = wire;
        this.invite = invite;
        uri = lineOf(invite, 1).split(" ", -1)[1];
    }

    /// Calls, and hangs up when a phone rings.
    void giveUp() throws IOException {
        ask(invite);
        if (awaitStatus("INVITE", 180) < 200) {
            wire.send(request("CANCEL", uri, headers(OF_THE_INVITE, invite) + headers(TO, invite), 1, ""));
            awaitStatus("CANCEL", 200);
            acknowledge(awaitFinal(), uri);
        }
    }

    /// Calls, listens for so long once answered, or until hung up, and hangs up.
    ///
    /// @param within requests that the caller sends meanwhile: the method, and header lines behind it
    /// @return the status by which the call was answered or refused
    int place(Duration listens, String... within) throws IOException {
        var status = begin();
        if (status < 300) {
            for (var each : within) {
                var method = lineOf(each, 1);
                send(method, each.substring(method.length() + 1));
            }
            listen(listens);
            end();
        }
        return status;
    }

    /// Calls, and waits for an answer or a refusal.
    ///
    /// @return its status
    int begin() throws IOException {
        ask(invite);
        answer = awaitFinal();
        var status = statusOf(answer);
        if (status >= 300) {
            acknowledge(answer, uri);
            return status;
        }
        var contact = CONTACT.matcher(answer);
        if (!contact.find()) {
            throw new IllegalStateException("an answer without a contact");
        }
        uri = contact.group(1);
        wire.send(request("ACK", uri, via() + ofTheCall(), 1, ""));
        return status;
    }

    /// Where whoever answered wants to hear the caller.
    InetSocketAddress heardAt() {
        return new SipMessage(0, true, answer).mediaAddress().orElseThrow();
    }

    /// Stays in the call until then.
    ///
    /// @param what  in words, for whoever asks why the call was lost
    /// @throws IOException when it does not come, or the other side hangs up before
    void await(String what, BooleanSupplier event) throws IOException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!event.getAsBoolean()) {
            if (hungUp || System.nanoTime() > until) {
                throw new IOException((hungUp ? "hung up on before " : "in vain for ") + what);
            }
            wire.next(MOMENT).ifPresent(this::react);
        }
    }

    /// Stays in the call for so long, or until hung up.
    void listen(Duration time) throws IOException {
        var until = System.nanoTime() + time.toNanos();
        while (!hungUp && System.nanoTime() < until) {
            wire.next(MOMENT).ifPresent(this::react);
        }
    }

    /// Whether the other side has hung up.
    boolean isOver() {
        return hungUp;
    }

    /// Hangs up, unless the other side has.
    void end() throws IOException {
        if (!hungUp) {
            send("BYE", "");
            awaitStatus("BYE", 200);
        }
    }

    private void send(String method, String more) throws IOException {
        wire.send(request(method, uri, via() + ofTheCall(), sequence++, more));
    }

    private String ofTheCall() {
        return headers(OF_THE_CALL, invite) + headers(TO, answer);
    }

    /// Until something is said to it.
    private void ask(String request) throws IOException {
        wire.send(request);
        for (var wait = AGAIN;
                wire.transport().equals("UDP") && wait.compareTo(PATIENCE) < 0;
                wait = wait.multipliedBy(2)) {
            if (wire.hears(wait)) {
                return;
            }
            wire.send(request);
        }
    }

    private void acknowledge(String refusal, String uri) throws IOException {
        wire.send(request("ACK", uri, headers(OF_THE_INVITE, invite) + headers(TO, refusal), 1, ""));
    }

    private String awaitFinal() throws IOException {
        return await("INVITE", 200);
    }

    private int awaitStatus(String method, int atLeast) throws IOException {
        return statusOf(await(method, atLeast));
    }

    /// The response to that method with that status, or a higher one.
    private String await(String method, int atLeast) throws IOException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var message = wire.next(MOMENT);
            if (message.isPresent()) {
                react(message.get());
                var sequence = SEQUENCE.matcher(message.get());
                if (statusOf(message.get()) >= atLeast
                        && sequence.find()
                        && sequence.group(1).equals(method)) {
                    return message.get();
                }
            }
        }
        throw new IOException("no answer to " + method);
    }

    /// Requests are agreed to.
    private void react(String message) {
        if (!message.startsWith("SIP/2.0 ") && !message.startsWith("ACK ")) {
            hungUp |= message.startsWith("BYE ");
            try {
                wire.send("SIP/2.0 200 OK\n" + headers(ECHOED, message) + "Content-Length: 0\n\n");
            } catch (IOException gone) {
                hungUp = true;
            }
        }
    }

    private static int statusOf(String message) {
        var status = STATUS.matcher(message);
        return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
    }

    private String via() {
        return "Via: SIP/2.0/%s %s;branch=z9hG4bK%s\n".formatted(wire.transport(), wire.hostPort(), UUID.randomUUID());
    }

    /// Its own lines end with `\n`, whatever those of the message end with.
    private static String headers(Pattern wanted, String message) {
        return wanted.matcher(message.replace("\r", ""))
                .results()
                .map(found -> found.group() + "\n")
                .collect(Collectors.joining());
    }

    private static String lineOf(String message, int number) {
        return message.lines().skip(number - 1).findFirst().orElse("");
    }

    private static String request(String method, String uri, String headers, int sequence, String more) {
        return "%s %s SIP/2.0\n%sMax-Forwards: 70\nCSeq: %d %s\n%sContent-Length: 0\n\n"
                .formatted(method, uri, headers, sequence, method, more);
    }
}
