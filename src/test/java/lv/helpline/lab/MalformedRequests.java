package lv.helpline.lab;

import java.util.ArrayList;
import java.util.List;

/// What no program sends: a header is missing, broken, too long or not text, and names a caller all the same.
public final class MalformedRequests {

    /// How many they are.
    public static final int COUNT = 46;

    private MalformedRequests() {}

    /// @param number eight digits
    public static List<String> of(RawSip sender, String number, String name) {
        var whole = sender.invite("+37000000000")
                .replaceFirst("From: .*", "From: \"NAME\" <sip:+371NUMBER@NAME-telefons>;tag=1")
                .replaceFirst("Content-Length", "P-Asserted-Identity: <sip:+371NUMBER@127.0.0.1>\nContent-Length");
        var kinds = new ArrayList<String>();
        for (var header : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            kinds.add(whole.replaceFirst("(?m)^" + header + ": .*\n", ""));
            kinds.add(whole.replaceFirst("(?m)^" + header + ": .*$", header + ": "));
            kinds.add(whole.replaceFirst("(?m)^" + header + ": .*$", header + " NUMBER"));
            kinds.add(whole.replaceFirst("(?m)^" + header + ": .*$", header + ": <<NUMBER\"@@;;"));
            kinds.add(whole.replaceFirst("(?m)^" + header + ": .*$", header + ": " + "NUMBER".repeat(1_200)));
        }
        for (var line : List.of(
                "CSeq: 99999999999999999999 INVITE",
                "CSeq: NUMBER BYE",
                "Content-Length: -5",
                "Content-Length: NUMBER0000000000000000",
                "Content-Length: NUMBER",
                "Max-Forwards: NUMBERNUMBER",
                "Contact: <sip:+371NUMBER@@@",
                "Session-Expires: NUMBERx",
                "Content-Type: NUMBER",
                "Authorization: Digest username=\"NUMBER\"",
                "Diversion: <<NUMBER",
                "Route: <sip:NUMBER@@>")) {
            var header = line.replaceFirst(":.*", "");
            kinds.add(
                    whole.contains("\n" + header + ": ")
                            ? whole.replaceFirst("(?m)^" + header + ": .*$", line)
                            : whole.replaceFirst("Content-Length", line + "\nContent-Length"));
        }
        for (var start : List.of(
                "INVITE sip:+371NUMBER@127.0.0.1 SIP/3.0",
                "INVITE sip:+371NUMBER@127.0.0.1",
                "INVITE sip:@@@+371NUMBER SIP/2.0",
                "INVITE http://NUMBER SIP/2.0",
                "SIP/2.0 NUMBER OK",
                "NUMBER")) {
            kinds.add(whole.replaceFirst("INVITE .*", start));
        }
        kinds.add("\u0001\u0002\u00ff\u00feNUMBER");
        kinds.add(whole.replaceFirst("NAME", "NAME\u0000\u00ff\u0001"));
        kinds.add(whole.substring(0, whole.indexOf("CSeq")));
        if (kinds.size() != COUNT) {
            throw new IllegalStateException("there are %d, not %d".formatted(kinds.size(), COUNT));
        }
        return kinds.stream()
                .map(kind -> kind.replace("NUMBER", number).replace("NAME", name))
                .toList();
    }
}
