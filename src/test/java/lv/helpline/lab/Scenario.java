package lv.helpline.lab;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// SIPp scenarios, composed of steps. Each ends its call when the lab hands it an `INFO`, see [SipPeer#hangUp()].
final class Scenario {

    private static final String SDP = """
        v=0
        o=lab 1 1 IN IP4 [media]
        s=-
        c=IN IP4 [media]
        t=0 0
        m=audio [rtp] RTP/AVP 8 101
        a=rtpmap:8 PCMA/8000
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15
        a=ptime:20
        a=sendrecv
        """;

    private static final String RINGING = response("180 Ringing");

    private Scenario() {}

    /// Calls, listens, and hangs up when told or when the other side does. Whoever is answered at the moment at
    /// which they give up hangs up once more, as telephones do.
    ///
    /// @param from    the From header's value without its tag
    /// @param headers further header lines of the INVITE
    static String caller(String number, String from, List<String> headers) {
        var branch = ";branch=z9hG4bKlab[pid][call_number]";
        var own = "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE\nSupported: timer\n" + lines(headers);
        return scenario(send(callerRequest("INVITE", number, from, branch, "", own, SDP))
                + """
                <recv response="100" optional="true"/>
                <recv response="180" optional="true"/>
                <recv response="183" optional="true"/>
                <recv request="INFO" optional="true" next="cancel"/>
                <recv response="200" rrs="true"/>
                """
                + send(callerRequest("ACK", number, from, ";branch=[branch]", "[peer_tag_param]", "", ""))
                + """
                <recv request="INFO" optional="true" next="bye"/>
                <recv request="BYE"/>
                """
                + send(response("200 OK"))
                + """
                <nop next="end"/>
                <label id="bye"/>
                """
                + send(callerRequest("BYE", number, from, ";branch=[branch]", "[peer_tag_param]", "", ""))
                + """
                <recv response="200" next="end"/>
                <label id="cancel"/>
                """
                + send(callerRequest("CANCEL", number, from, branch, "", "", ""))
                + """
                <recv response="200" rrs="true" next="answered" test="answer">
                  <action><ereg regexp="INVITE" search_in="hdr" header="CSeq:" assign_to="answer"/></action>
                </recv>
                <recv response="200" optional="true" rrs="true" next="late"/>
                <recv response="487"/>
                """
                + send(callerRequest("ACK", number, from, branch, "[peer_tag_param]", "", ""))
                + """
                <nop next="end"/>
                <label id="answered"/>
                <recv response="200"/>
                <label id="late"/>
                """
                + send(callerRequest("ACK", number, from, ";branch=[branch]", "[peer_tag_param]", "", ""), "bye")
                + "<label id=\"end\"/>\n");
    }

    /// Calls, and hangs up half a second after being answered.
    static String briefCaller(String number, String from) {
        var branch = ";branch=z9hG4bKlab[pid][call_number]";
        return scenario(send(callerRequest("INVITE", number, from, branch, "", "", SDP))
                + """
                <recv response="100" optional="true"/>
                <recv response="180" optional="true"/>
                <recv response="200" rrs="true"/>
                """
                + send(callerRequest("ACK", number, from, ";branch=[branch]", "[peer_tag_param]", "", ""))
                + "<pause milliseconds=\"500\"/>\n"
                + send(callerRequest("BYE", number, from, ";branch=[branch]", "[peer_tag_param]", "", ""))
                + "<recv response=\"200\"/>\n");
    }

    /// Rings, answers after `ringing`, and stays until told to hang up or the other side does.
    static String answering(Duration ringing) {
        return answering(RINGING, ringing);
    }

    /// The same, but what precedes the answer has sound, as mobile networks' own announcements and tones have.
    static String answeringWithEarlyMedia(Duration ringing) {
        return answering(answer("183 Session Progress", "", SDP), ringing);
    }

    private static String answering(String provisional, Duration ringing) {
        return scenario(invited(provisional)
                + """
                <recv request="CANCEL" timeout="%d" ontimeout="answer" next="cancelled"/>
                <label id="answer"/>
                """.formatted(Math.max(1, ringing.toMillis()))
                + send(answer("200 OK", "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE\n", SDP))
                + """
                <recv request="CANCEL" optional="true" next="late"/>
                <label id="answered"/>
                <recv request="ACK"/>
                <recv request="INFO" optional="true" next="bye"/>
                <recv request="BYE"/>
                """
                + send(response("200 OK"))
                + """
                <nop next="end"/>
                <label id="bye"/>
                """
                + send("""
                    BYE [next_url] SIP/2.0
                    Via: SIP/2.0/UDP [wire];branch=[branch]
                    From: [$to];tag=lab[pid][call_number]
                    To: [$from]
                    Call-ID: [call_id]
                    CSeq: 2 BYE
                    Max-Forwards: 70
                    Content-Length: 0

                    """)
                + """
                <recv response="200" next="end"/>
                <label id="late"/>
                """
                + send(response("200 OK"), "answered")
                + """
                <label id="cancelled"/>
                """
                + cancelled()
                + "<label id=\"end\"/>\n");
    }

    /// Rings until the other side gives up.
    static String ringingOut() {
        return scenario(invited(RINGING) + "<recv request=\"CANCEL\"/>\n" + cancelled());
    }

    /// Refuses with a final response such as `486 Busy Here`.
    ///
    /// @param headers further header lines of the response
    static String refusing(String status, List<String> headers) {
        return scenario("<recv request=\"INVITE\" crlf=\"true\"/>\n"
                + send(answer(status, lines(headers), ""))
                + "<recv request=\"ACK\"/>\n");
    }

    private static String callerRequest(
            String method, String number, String from, String branch, String toTag, String headers, String body) {
        var target = toTag.isEmpty() || branch.contains("lab") ? "sip:" + number + "@127.0.0.1" : "[next_url]";
        // Beyond whatever the lab injected into the call.
        var sequence = method.equals("BYE") ? 2_000_000 : 1;
        return """
            %1$s %2$s SIP/2.0
            Via: SIP/2.0/UDP [wire]%3$s
            From: %4$s;tag=lab[pid][call_number]
            To: <sip:%5$s@127.0.0.1>%6$s
            Call-ID: [call_id]
            CSeq: %7$d %1$s
            Contact: <sip:lab@[wire]>
            Max-Forwards: 70
            %8$s\
            """.formatted(method, target, branch, from, number, toTag, sequence, headers) + content(body);
    }

    private static String invited(String provisional) {
        return """
            <recv request="INVITE" crlf="true" rrs="true"><action>
              <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="cseq"/>
              <ereg regexp="[^ ].*" search_in="hdr" header="From:" assign_to="from"/>
              <ereg regexp="[^ ].*" search_in="hdr" header="To:" assign_to="to"/>
            </action></recv>
            """ + send(provisional) + """
            <nop><action>
              <log message="[$from] [$to] [$cseq]"/>
            </action></nop>
            """;
    }

    private static String cancelled() {
        return send(response("200 OK")) + send("""
            SIP/2.0 487 Request Terminated
            [last_Via:]
            [last_From:]
            [last_To:];tag=lab[pid][call_number]
            [last_Call-ID:]
            CSeq: [$cseq] INVITE
            Content-Length: 0

            """) + "<recv request=\"ACK\"/>\n";
    }

    private static String response(String status) {
        return answer(status, "", "");
    }

    private static String answer(String status, String headers, String body) {
        return """
            SIP/2.0 %s
            [last_Via:]
            [last_From:]
            [last_To:];tag=lab[pid][call_number]
            [last_Call-ID:]
            [last_CSeq:]
            Contact: <sip:lab@[wire]>
            %s\
            """.formatted(status, headers) + content(body);
    }

    private static String content(String body) {
        return body.isEmpty()
                ? "Content-Length: 0\n\n"
                : "Content-Type: application/sdp\nContent-Length: [len]\n\n" + body;
    }

    private static String send(String message) {
        var request = !message.startsWith("SIP/2.0") && !message.startsWith("ACK");
        return "<send%s><![CDATA[\n%s]]></send>\n".formatted(request ? " retrans=\"500\"" : "", message);
    }

    /// Sends it and goes on at that label, before anything else can come in.
    private static String send(String message, String label) {
        return send(message).replaceFirst("<send", "<send next=\"" + label + "\"");
    }

    private static String lines(List<String> headers) {
        return headers.stream().map(header -> header + "\n").collect(Collectors.joining());
    }

    private static String scenario(String steps) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <scenario>
            %s</scenario>
            """.formatted(steps);
    }
}
