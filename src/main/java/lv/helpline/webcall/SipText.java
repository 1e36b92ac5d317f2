package lv.helpline.webcall;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One SIP message (RFC 3261, section 7) that a browser sent, as far as it may go on: with the headers that a call
/// needs and no other, each on one line, in printable ASCII, its body a session description or nothing.
///
/// @param start   its first line
/// @param headers those that are kept, in their order, such as `CSeq: 1 INVITE`
/// @param body    empty for none
record SipText(String start, List<String> headers, String body) {

    /// What a call needs, in lower case. Not among them is what could say who calls: P-Asserted-Identity, Diversion,
    /// User-Agent and the like.
    private static final Set<String> KEPT = Set.of(
            "via",
            "max-forwards",
            "to",
            "from",
            "call-id",
            "cseq",
            "contact",
            "allow",
            "supported",
            "require",
            "route",
            "session-expires",
            "min-se",
            "reason",
            "content-type");

    private static final String DESCRIPTION = "application/sdp";

    /// What a browser's description of its sound always has (RFC 8829): it is encrypted by keys that its fingerprint
    /// vouches for, and sent only to where somebody answers with the password. Asterisk takes plain sound, too, and
    /// would send ours to whatever address is written there.
    private static final List<Pattern> OF_A_BROWSER = Stream.of(
                    "m=audio [0-9]{1,5} UDP/TLS/RTP/SAVPF [0-9 ]+",
                    "a=fingerprint:.+",
                    "a=ice-ufrag:.+",
                    "a=ice-pwd:.+")
            .map(Pattern::compile)
            .toList();

    SipText {
        headers = List.copyOf(headers);
    }

    /// @throws RefusedMessage if it is not such a message
    static SipText parse(String text) {
        if (text.length() > WebCall.LONGEST_MESSAGE) {
            throw new RefusedMessage("it is too long");
        }
        if (!text.chars().allMatch(letter -> (letter >= ' ' && letter <= '~') || letter == '\r' || letter == '\n')) {
            throw new RefusedMessage("it has signs that are not printable ASCII");
        }
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new RefusedMessage("its headers have no end");
        }
        var lines = Splitter.on("\r\n").splitToList(text.substring(0, end));
        var headers = new ArrayList<String>();
        for (var line : lines.subList(1, lines.size())) {
            var colon = line.indexOf(':');
            if (colon < 1 || line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                throw new RefusedMessage("a header is not one line with a name");
            }
            if (KEPT.contains(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
                headers.add(line);
            }
        }
        var message = new SipText(lines.getFirst(), headers, text.substring(end + 4));
        if (!message.body.isEmpty() && !message.header("Content-Type").equals(Optional.of(DESCRIPTION))) {
            throw new RefusedMessage("its body is no description of a session");
        }
        if (!message.body.isEmpty() && !message.describesABrowser()) {
            throw new RefusedMessage("its body describes something else than a browser's sound");
        }
        return message;
    }

    /// The value of the only header of that name; empty if there is none, or more than one.
    Optional<String> header(String name) {
        var values = headers.stream()
                .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(header -> header.substring(name.length() + 1).strip())
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private boolean describesABrowser() {
        return body.lines().filter(line -> line.startsWith("m=")).count() == 1
                && OF_A_BROWSER.stream()
                        .allMatch(wanted -> body.lines()
                                .anyMatch(line -> wanted.matcher(line).matches()));
    }

    boolean isResponse() {
        return start.startsWith("SIP/2.0 ");
    }

    /// The method of a request, or of the request that a response answers.
    String method() {
        if (!isResponse()) {
            return start.substring(0, Math.max(0, start.indexOf(' ')));
        }
        var sequence = header("CSeq").orElse("");
        return sequence.substring(sequence.lastIndexOf(' ') + 1);
    }

    /// Of a response, 100 to 699; 0 of a request.
    int status() {
        return isResponse() && start.matches("SIP/2\\.0 [1-6][0-9][0-9] .*")
                ? Integer.parseInt(start.substring(8, 11))
                : 0;
    }

    /// Whether it belongs to a call that both sides know: its To has a tag.
    boolean isWithinACall() {
        return header("To").filter(to -> to.contains(";tag=")).isPresent();
    }

    /// The answer to this request, as whoever was asked gives it.
    ///
    /// @param status such as `410 Gone`
    String answered(String status) {
        return "SIP/2.0 " + status + "\r\n"
                + headersOf("via", "from", "call-id", "cseq")
                + "To: " + header("To").orElse("") + (isWithinACall() ? "" : ";tag=gate") + "\r\n"
                + "Content-Length: 0\r\n\r\n";
    }

    /// What calls this INVITE off (RFC 3261, section 9.1), with the status that was answered in its place (RFC 3326).
    String cancelled(String to, int status) {
        var sequence = header("CSeq").orElse("").replace("INVITE", "CANCEL");
        return "CANCEL " + to + " SIP/2.0\r\n"
                + headersOf("via", "max-forwards", "to", "from", "call-id")
                + "CSeq: " + sequence + "\r\nReason: SIP;cause=" + status + "\r\nContent-Length: 0\r\n\r\n";
    }

    private String headersOf(String... names) {
        return headers.stream()
                .filter(header -> Set.of(names)
                        .contains(header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT)))
                .map(header -> header + "\r\n")
                .collect(Collectors.joining());
    }

    SipText startingWith(String line) {
        return new SipText(line, headers, body);
    }

    /// Without candidates by a name that only the caller's own network resolves (RFC 6762), which we would look for in
    /// vain.
    ///
    /// @param onlyRelayed also without those that are not a relay's: they are addresses of the caller's own
    SipText withCandidates(boolean onlyRelayed) {
        var lines = body.lines()
                .filter(line -> !line.startsWith("a=candidate:")
                        || (!line.contains(".local ") && (!onlyRelayed || line.contains(" typ relay"))))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
        return new SipText(start, headers, lines);
    }

    /// As it goes on, with the length that it has now.
    String text() {
        return start + "\r\n"
                + headers.stream().map(header -> header + "\r\n").collect(Collectors.joining())
                + "Content-Length: " + body.getBytes(US_ASCII).length + "\r\n\r\n" + body;
    }
}
