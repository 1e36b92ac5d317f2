package lv.helpline.lab;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One SIP message as it crossed the wire.
///
/// @param nanos        `System.nanoTime()` when it did
/// @param fromAsterisk whether Asterisk sent it
/// @param kind         the method of a request, or the status code of a response with the method it answers, such as
///                     `200 INVITE`
public record SipMessage(long nanos, boolean fromAsterisk, String text, String kind, String callId) {

    private static final Pattern MEDIA_HOST = Pattern.compile("(?m)^c=IN IP4 (\\S+)");
    private static final Pattern MEDIA_PORT = Pattern.compile("(?m)^m=audio (\\d+) ");

    /// Reads what is asked for again and again once.
    public SipMessage(long nanos, boolean fromAsterisk, String text) {
        this(
                nanos,
                fromAsterisk,
                text,
                kindOf(text),
                header(text, "Call-ID").or(() -> header(text, "i")).orElse(""));
    }

    private static String kindOf(String text) {
        var first = text.lines().findFirst().orElse("");
        if (!first.startsWith("SIP/2.0 ")) {
            return first.substring(0, Math.max(0, first.indexOf(' ')));
        }
        var method = header(text, "CSeq")
                .map(value -> value.substring(value.indexOf(' ') + 1))
                .orElse("");
        return first.substring(8, 11) + " " + method.strip();
    }

    public Optional<String> header(String name) {
        return header(text, name);
    }

    private static Optional<String> header(String text, String name) {
        var matcher = Pattern.compile("(?mi)^" + Pattern.quote(name) + "\\s*:\\s*(.*?)\\s*$")
                .matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// The number in `CSeq`.
    int sequence() {
        return header("CSeq")
                .map(value -> Integer.valueOf(value.substring(0, value.indexOf(' '))))
                .orElse(0);
    }

    /// The user part of the Request-URI, empty for a response.
    String calledUser() {
        Matcher matcher = Pattern.compile("^[A-Z]+ sip:([^@;>\\s]+)@").matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /// Where whoever sent it wants media.
    public Optional<InetSocketAddress> mediaAddress() {
        var host = MEDIA_HOST.matcher(text);
        var port = MEDIA_PORT.matcher(text);
        return host.find() && port.find()
                ? Optional.of(new InetSocketAddress(host.group(1), Integer.parseInt(port.group(1))))
                : Optional.empty();
    }
}
