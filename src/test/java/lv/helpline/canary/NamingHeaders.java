package lv.helpline.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import lv.helpline.lab.Media;
import lv.helpline.lab.RawSip;

/// Everywhere in a request where a network may name a caller. Each place names a canary of its own, in one of the ways
/// in which numbers are spelled.
enum NamingHeaders {
    FROM("From: \"NAME\" <sip:+371NUMBER@NAME.example>;tag=NUMBER"),
    TO("To: \"NAME NUMBER\" <sip:CALLED@127.0.0.1>"),
    CONTACT("Contact: \"NAME\" <sip:+371NUMBER@HOST;transport=TRANSPORT>"),
    CALL_ID("Call-ID: CALLID-NUMBER@NAME.example"),
    P_ASSERTED_IDENTITY("P-Asserted-Identity: \"NAME\" <sip:+371NUMBER@127.0.0.1>, <tel:+371-GROUPED>"),
    P_PREFERRED_IDENTITY("P-Preferred-Identity: \"NAME\" <sip:00371NUMBER@127.0.0.1>"),
    REMOTE_PARTY_ID("Remote-Party-ID: \"NAME\" <sip:NUMBER@127.0.0.1>;party=calling;screen=yes"),
    DIVERSION("Diversion: \"NAME\" <sip:+371NUMBER@127.0.0.1>;reason=unconditional"),
    HISTORY_INFO("History-Info: <sip:+371NUMBER@127.0.0.1?Reason=SIP%3Bcause%3D302>;index=1"),
    CALL_INFO("Call-Info: <sip:371NUMBER@127.0.0.1>;purpose=info"),
    REFERRED_BY("Referred-By: \"NAME\" <sip:+371NUMBER@127.0.0.1>"),
    REPLY_TO("Reply-To: \"NAME\" <sip:+371NUMBER@127.0.0.1>"),
    P_CHARGING_VECTOR("P-Charging-Vector: icid-value=NUMBER;orig-ioi=NAME"),
    P_ACCESS_NETWORK_INFO("P-Access-Network-Info: 3GPP-GERAN;cgi-3gpp=NUMBER"),
    USER_TO_USER("User-to-User: HEXED;encoding=hex"),
    SUBJECT("Subject: NAME (+371 GROUPED)"),
    ORGANIZATION("Organization: NAME %2B371NUMBER"),
    USER_AGENT("User-Agent: NAME/371NUMBER"),
    IDENTITY("Identity: BASE64;info=<https://NAME.example/NUMBER>"),
    UNKNOWN("X-Caller: NAME +371NUMBER"),
    SDP("o=NAME NUMBER 1 IN IP4 ADDRESS");

    /// Where nobody listens.
    private static final int NO_PORT = 9;

    private final String line;

    NamingHeaders(String line) {
        this.line = line;
    }

    /// An INVITE for that number that names all of these canaries, in order of the places. No sound is sent or heard.
    static String invite(RawSip sender, String called, List<Canary> canaries) {
        return invite(sender, called, canaries, address(sender.hostPort()), NO_PORT);
    }

    /// The same of a caller who speaks and hears.
    static String invite(RawSip sender, String called, List<Canary> canaries, Media sound) {
        return invite(sender, called, canaries, sound.host(), sound.port());
    }

    private static String invite(RawSip sender, String called, List<Canary> canaries, String soundHost, int soundPort) {
        var host = sender.hostPort();
        var invite = sender.invite(called);
        var more = new StringBuilder();
        var sdp = "";
        for (var at = 0; at < values().length; at++) {
            var place = values()[at];
            var line = place.line(canaries.get(at), called, host, sender.transport());
            var name = line.replaceFirst(":.*", ":");
            if (place == SDP) {
                sdp = """
                    v=0
                    %1$s
                    s=%2$s
                    c=IN IP4 %3$s
                    t=0 0
                    m=audio %4$d RTP/AVP 8 101
                    a=rtpmap:8 PCMA/8000
                    a=rtpmap:101 telephone-event/8000
                    """.formatted(line, canaries.get(at).name(), soundHost, soundPort);
            } else if (invite.contains("\n" + name)) {
                invite = invite.replaceFirst("(?m)^" + name + ".*$", Matcher.quoteReplacement(line));
            } else {
                more.append(line).append('\n');
            }
        }
        more.append("Content-Type: application/sdp\nContent-Length: ")
                .append(sdp.replace("\n", "\r\n").length())
                .append("\n\n")
                .append(sdp);
        return invite.replace("Content-Length: 0\n\n", more);
    }

    private String line(Canary canary, String called, String host, String transport) {
        var number = canary.number();
        return line.replace("CALLED", called)
                .replace("TRANSPORT", transport.toLowerCase(Locale.ROOT))
                .replace("CALLID", UUID.randomUUID().toString())
                .replace("HOST", host)
                .replace("ADDRESS", address(host))
                .replace("HEXED", HexFormat.of().formatHex(canary.e164().getBytes(US_ASCII)))
                .replace(
                        "BASE64",
                        Base64.getEncoder().encodeToString(canary.e164().getBytes(US_ASCII)))
                .replace("GROUPED", number.substring(0, 2) + "-" + number.substring(2, 5) + "-" + number.substring(5))
                .replace("NUMBER", number)
                .replace("NAME", canary.name());
    }

    private static String address(String hostPort) {
        return hostPort.replaceFirst(":.*", "");
    }
}
