package lv.helpline.webcall;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One ticket and the call that is made with it: what its browser may send to Asterisk, and when it is over.
public final class WebCall {

    /// In which a ticket has to be used.
    public static final Duration TICKET_HOLDS = Duration.ofMinutes(2);

    /// Bytes of one message; a longer one is refused. A description with all candidates of a computer with many
    /// networks has about 6,000.
    public static final int LONGEST_MESSAGE = 16_384;

    /// What a call brings in both directions: its beginning, a refresh each 45 s, its end. Four hours have 640.
    private static final int MOST_MESSAGES = 3_000;

    /// A call has one or two at a time.
    private static final int MOST_UNACKNOWLEDGED = 50;

    private static final String OF_ASTERISK = "request ";
    private static final String OF_BROWSER = "response ";

    private static final Set<String> METHODS = Set.of("INVITE", "ACK", "BYE", "CANCEL", "UPDATE");

    private final String ticket;
    private final String extension;
    private final boolean onlyRelayed;
    private final Instant issued;

    /// What Asterisk said and the browser may not have heard: a request until it is answered, the last response to a
    /// request until the next one. By whose it is and its CSeq.
    private final Map<String, String> unacknowledged = new LinkedHashMap<>();

    private final MessageRate messageRate = new MessageRate();
    private int messages;
    private @Nullable String callId;
    private boolean answered;
    private @Nullable Instant over;

    /// @param extension   what Asterisk's dialplan is called by
    /// @param onlyRelayed whether sound goes through a relay alone, and Asterisk sees no address of callers
    WebCall(String ticket, String extension, boolean onlyRelayed, Instant issued) {
        this.ticket = ticket;
        this.extension = extension;
        this.onlyRelayed = onlyRelayed;
        this.issued = issued;
    }

    String ticket() {
        return ticket;
    }

    /// What of this message of the browser's goes on to Asterisk. The one INVITE that begins the call names the ticket,
    /// which is used by it; in its place goes the line.
    ///
    /// @throws RefusedMessage for whatever is no part of this call; the browser is let go then
    public synchronized String fromBrowser(String text, Instant now) {
        if (++messages > MOST_MESSAGES || messageRate.isTooFast(now)) {
            throw new RefusedMessage("it is one too many");
        }
        var message = SipText.parse(text);
        var of = message.header("Call-ID").orElseThrow(() -> new RefusedMessage("it has not one Call-ID"));
        if (!message.isResponse() && !METHODS.contains(message.method())) {
            throw new RefusedMessage("its method is no part of a call");
        }
        acknowledge(message);
        if (callId == null) {
            begin(message, of, now);
            return passed(message.startingWith("INVITE sip:" + extension + "@helpline SIP/2.0"));
        }
        if (!of.equals(callId)) {
            throw new RefusedMessage("it belongs to another call");
        }
        if (message.method().equals("INVITE") && !message.isResponse() && !message.isWithinACall()) {
            throw new RefusedMessage("the ticket is used");
        }
        note(message, now);
        return passed(message);
    }

    private void acknowledge(SipText message) {
        if (message.isResponse()) {
            unacknowledged.remove(OF_ASTERISK + sequenceOf(message));
        } else {
            unacknowledged.keySet().removeIf(key -> key.startsWith(OF_BROWSER));
        }
    }

    private static String sequenceOf(SipText message) {
        return message.header("CSeq").orElse("");
    }

    private void begin(SipText message, String of, Instant now) {
        if (message.isResponse() || !message.method().equals("INVITE") || message.isWithinACall()) {
            throw new RefusedMessage("there is no call yet");
        }
        if (!message.start().startsWith("INVITE sip:" + ticket + "@")) {
            throw new RefusedMessage("it does not name its ticket");
        }
        if (hasLapsed(now)) {
            throw new RefusedMessage("the ticket has lapsed");
        }
        callId = of;
    }

    private String passed(SipText message) {
        return message.withCandidates(onlyRelayed).text();
    }

    /// Notes what of Asterisk's tells that the call ends, and what the browser has to hear.
    ///
    /// @return whether it is for the browser: what keeps a connection alive (RFC 5626, section 3.5.1) is not
    public synchronized boolean fromAsterisk(String text, Instant now) {
        if (text.isBlank()) {
            return false;
        }
        var end = text.indexOf("\r\n\r\n");
        var head = end < 0 ? text : text.substring(0, end + 4);
        var message = SipText.parse(head);
        note(message, now);
        if (!message.method().equals("ACK") && unacknowledged.size() < MOST_UNACKNOWLEDGED) {
            unacknowledged.put((message.isResponse() ? OF_BROWSER : OF_ASTERISK) + sequenceOf(message), text);
        }
        return true;
    }

    /// What is to be said again to a browser whose socket was cut and came back, in its order. What is written to a
    /// socket that is being cut is lost without an error, and SIP over a WebSocket (RFC 7118) sends nothing
    /// again of its own accord. A browser that has heard some of it takes
    /// it for a retransmission (RFC 3261, section 17).
    public synchronized List<String> unacknowledged() {
        return List.copyOf(unacknowledged.values());
    }

    private void note(SipText message, Instant now) {
        var ofInvite = message.method().equals("INVITE");
        answered |= ofInvite && message.status() / 100 == 2;
        var hasEnded = message.isResponse() && message.method().equals("BYE");
        var wasRefused = ofInvite && message.status() >= 300 && !answered;
        if (hasEnded || wasRefused) {
            over = now;
        }
    }

    /// Whether its ticket was used.
    public synchronized boolean hasBegun() {
        return callId != null;
    }

    /// Since when it is over; empty while it goes on, or has not begun.
    synchronized @Nullable Instant over() {
        return over;
    }

    synchronized boolean hasLapsed(Instant now) {
        return callId == null && !now.isBefore(issued.plus(TICKET_HOLDS));
    }
}
