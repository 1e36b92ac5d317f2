package lv.helpline.webcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lv.helpline.roster.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebCallsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String DESCRIPTION = """
            v=0
            a=candidate:1 1 udp 1 198.51.100.7 5000 typ host
            a=candidate:2 1 udp 1 0f6b-12.local 5001 typ host
            a=candidate:3 1 udp 1 203.0.113.9 5002 typ relay raddr 0.0.0.0 rport 0
            a=fingerprint:sha-256 00:11
            a=ice-ufrag:some
            a=ice-pwd:word
            m=audio 9 UDP/TLS/RTP/SAVPF 111 8
            """;

    private final AtomicInteger tickets = new AtomicInteger();
    private final WebCalls calls = new WebCalls(() -> "ticket" + tickets.incrementAndGet(), 2, true);

    private WebCall call() {
        var ticket = calls.issue("25723222", Language.ENGLISH, NOW).orElseThrow();
        return calls.find(ticket, NOW).orElseThrow();
    }

    private static String request(String line, String to, String sequence, String more, String body) {
        return (line + " SIP/2.0\n" + """
                Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1
                Max-Forwards: 69
                To: <sip:ticket1@helpline.invalid>%s
                From: <sip:page@helpline.invalid>;tag=a
                Call-ID: one
                CSeq: %s
                %sContent-Length: 0

                %s""".formatted(to, sequence, more, body)).replace("\n", "\r\n");
    }

    private static String invite(String ticket) {
        return request(
                "INVITE sip:" + ticket + "@helpline.invalid",
                "",
                "1 INVITE",
                "Content-Type: application/sdp\n",
                DESCRIPTION);
    }

    private static String within(String method) {
        return request(method + " sip:127.0.0.1:8088", ";tag=b", "2 " + method, "", "");
    }

    private static String response(int status, String sequence, String to) {
        return request("X", to, sequence, "", "").replaceFirst("X SIP/2.0", "SIP/2.0 " + status + " Said");
    }

    @Test
    void the_ticket_becomes_the_line_and_the_language() {
        assertThat(call().fromBrowser(invite("ticket1"), NOW))
                .startsWith("INVITE sip:25723222-en@helpline SIP/2.0\r\n");
    }

    /// It is between Asterisk and the gate, and no browser's to answer.
    @Test
    void what_keeps_the_connection_to_asterisk_alive_is_not_for_the_browser() {
        var call = call();
        call.fromBrowser(invite("ticket1"), NOW);
        assertThat(call.fromAsterisk("\r\n\r\n", NOW)).isFalse();
        assertThat(call.unacknowledged()).isEmpty();
        assertThat(call.fromAsterisk(response(100, "1 INVITE", ""), NOW)).isTrue();
        assertThat(call.unacknowledged()).hasSize(1);
    }

    @Test
    void nothing_that_could_say_who_calls_goes_on() {
        var told = call().fromBrowser(
                        request(
                                "INVITE sip:ticket1@helpline.invalid",
                                "",
                                "1 INVITE",
                                "P-Asserted-Identity: <sip:+37129876541@x>\nUser-Agent: Browser 1 of Windows\nDiversion: <sip:9@x>\n",
                                ""),
                        NOW);
        assertThat(told)
                .contains("\r\nCall-ID: one\r\n", "\r\nContent-Length: 0\r\n")
                .doesNotContain("29876541", "User-Agent", "Diversion");
    }

    @Test
    void only_candidates_of_a_relay_go_on_where_there_is_one() {
        var told = call().fromBrowser(invite("ticket1"), NOW);
        assertThat(told).contains("203.0.113.9").doesNotContain("198.51.100.7", ".local");
        var body = told.substring(told.indexOf("\r\n\r\n") + 4);
        assertThat(told).contains("\r\nContent-Length: " + body.length() + "\r\n");
    }

    @Test
    void without_a_relay_all_go_on_but_names_that_only_the_caller_s_network_knows() {
        var direct = new WebCalls(() -> "ticket1", 1, false);
        direct.issue("25723222", Language.ENGLISH, NOW);
        assertThat(direct.find("ticket1", NOW).orElseThrow().fromBrowser(invite("ticket1"), NOW))
                .contains("203.0.113.9", "198.51.100.7")
                .doesNotContain(".local");
    }

    /// Or our sound would be sent to whatever address is written there.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 9 UDP/TLS/RTP/SAVPF 111 8/m=audio 9 RTP/AVP 8",
                "a=fingerprint:/a=x:",
                "a=ice-ufrag:/a=x:",
                "a=ice-pwd:/a=x:",
                "m=audio/m=video",
                "v=0/m=audio 4000 UDP/TLS/RTP/SAVPF 8"
            })
    void sound_that_no_browser_offers_is_refused(String change) {
        var call = call();
        var parts = change.split("/(?=[amv]=)", 2);
        var other = invite("ticket1").replace(parts[0], parts[1]);
        assertThatThrownBy(() -> call.fromBrowser(other, NOW)).isInstanceOf(RefusedMessage.class);
        call.fromBrowser(invite("ticket1"), NOW);
    }

    @Test
    void a_ticket_makes_one_call() {
        var call = call();
        call.fromBrowser(invite("ticket1"), NOW);
        assertThatThrownBy(() -> call.fromBrowser(invite("ticket1"), NOW)).isInstanceOf(RefusedMessage.class);
    }

    @Test
    void of_a_hundred_at_once_one_is_let_through() {
        var call = call();
        var passed = IntStream.range(0, 100)
                .parallel()
                .filter(_ -> {
                    try {
                        call.fromBrowser(invite("ticket1"), NOW);
                        return true;
                    } catch (RefusedMessage refused) {
                        return false;
                    }
                })
                .count();
        assertThat(passed).isEqualTo(1);
    }

    @Test
    void a_ticket_lapses_after_two_minutes() {
        var call = call();
        assertThat(calls.find("ticket1", NOW.plusSeconds(119))).contains(call);
        var later = NOW.plusSeconds(120);
        assertThat(calls.find("ticket1", later)).isEmpty();
        assertThatThrownBy(() -> call.fromBrowser(invite("ticket1"), later)).isInstanceOf(RefusedMessage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trunk", "laura", "25723222-en", "ticket2", "+37129876541", ""})
    void a_call_names_its_own_ticket(String other) {
        var call = call();
        assertThatThrownBy(() -> call.fromBrowser(invite(other), NOW)).isInstanceOf(RefusedMessage.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REGISTER",
                "SUBSCRIBE",
                "PUBLISH",
                "MESSAGE",
                "REFER",
                "NOTIFY",
                "OPTIONS",
                "INFO",
                "PRACK",
                "invite",
                "X"
            })
    void what_is_no_part_of_a_call_is_refused(String method) {
        var call = call();
        assertThatThrownBy(() -> call.fromBrowser(within(method), NOW)).isInstanceOf(RefusedMessage.class);
        call.fromBrowser(invite("ticket1"), NOW);
        assertThatThrownBy(() -> call.fromBrowser(within(method), NOW)).isInstanceOf(RefusedMessage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK", "BYE", "UPDATE", "INVITE"})
    void what_a_call_goes_on_with_passes_and_nothing_of_another_call(String method) {
        var call = call();
        assertThatThrownBy(() -> call.fromBrowser(within(method), NOW)).isInstanceOf(RefusedMessage.class);
        call.fromBrowser(invite("ticket1"), NOW);
        assertThat(call.fromBrowser(within(method), NOW)).startsWith(method + " sip:127.0.0.1:8088 SIP/2.0\r\n");
        var other = within(method).replace("Call-ID: one", "Call-ID: two");
        assertThatThrownBy(() -> call.fromBrowser(other, NOW)).isInstanceOf(RefusedMessage.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "INVITE",
                "\r\n\r\n",
                "INVITE sip:ticket1@x SIP/2.0\r\nCall-ID: one",
                "INVITE sip:ticket1@x SIP/2.0\r\nCall-ID: one\r\nCall-ID: two\r\n\r\n",
                "INVITE sip:ticket1@x SIP/2.0\r\nCall-ID: one\r\n folded\r\n\r\n",
                "INVITE sip:ticket1@x SIP/2.0\r\nCall-ID: one\nP-Asserted-Identity: x\r\n\r\n",
                "INVITE sip:ticket1@x SIP/2.0\r\nCall-ID: one\r\nContent-Type: text/plain\r\n\r\nv=0",
                "INVITE sip:ticket1@x SIP/2.0\r\nCall-ID: \u0101\r\n\r\n",
                "INVITE sip:ticket1@x SIP/2.0\r\nCall-ID: \u0000\r\n\r\n"
            })
    void what_is_no_sip_is_refused(String text) {
        var call = call();
        assertThatThrownBy(() -> call.fromBrowser(text, NOW)).isInstanceOf(RefusedMessage.class);
    }

    @Test
    void what_is_too_long_or_one_too_many_is_refused() {
        var call = call();
        assertThatThrownBy(() -> call.fromBrowser(invite("ticket1") + "a=x\r\n".repeat(4_000), NOW))
                .isInstanceOf(RefusedMessage.class);
        call.fromBrowser(invite("ticket1"), NOW);
        IntStream.range(2, 3_000).forEach(second -> call.fromBrowser(within("UPDATE"), NOW.plusSeconds(second)));
        assertThatThrownBy(() -> call.fromBrowser(within("UPDATE"), NOW.plusSeconds(3_000)))
                .isInstanceOf(RefusedMessage.class);
    }

    @Test
    void a_hundred_messages_in_ten_seconds_are_enough() {
        var call = call();
        call.fromBrowser(invite("ticket1"), NOW);
        IntStream.range(1, 100).forEach(_ -> call.fromBrowser(within("UPDATE"), NOW.plusSeconds(9)));
        assertThatThrownBy(() -> call.fromBrowser(within("UPDATE"), NOW.plusMillis(9_999)))
                .isInstanceOf(RefusedMessage.class);
        call.fromBrowser(within("UPDATE"), NOW.plusSeconds(10));
        IntStream.range(1, 100).forEach(_ -> call.fromBrowser(within("UPDATE"), NOW.plusSeconds(9)));
    }

    /// @param end what tells of it: a final answer to the INVITE, or one to a BYE
    @ParameterizedTest
    @CsvSource({"503, 1 INVITE, ''", "487, 1 INVITE, ;tag=b", "200, 2 BYE, ;tag=b"})
    void a_call_that_is_over_is_forgotten_after_its_last_words(int status, String sequence, String to) {
        var call = call();
        call.fromBrowser(invite("ticket1"), NOW);
        call.fromAsterisk(response(status, sequence, to), NOW);
        assertThat(calls.knows(call, NOW.plusSeconds(4))).isTrue();
        assertThat(calls.knows(call, NOW.plusSeconds(5))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"100, 1 INVITE", "180, 1 INVITE", "200, 1 INVITE", "200, 2 UPDATE"})
    void a_call_goes_on_for_hours(int status, String sequence) {
        var call = call();
        call.fromBrowser(invite("ticket1"), NOW);
        call.fromAsterisk(response(status, sequence, ";tag=b"), NOW);
        assertThat(calls.knows(call, NOW.plus(Duration.ofHours(4)))).isTrue();
    }

    /// What is written to a socket that is being cut is gone: the last words too, if nobody says them again.
    @Test
    void what_the_browser_may_not_have_heard_is_kept_until_it_answers() {
        var call = call();
        call.fromBrowser(invite("ticket1"), NOW);
        call.fromAsterisk(response(100, "1 INVITE", ";tag=b"), NOW);
        call.fromAsterisk(response(200, "1 INVITE", ";tag=b"), NOW);
        assertThat(call.unacknowledged()).containsExactly(response(200, "1 INVITE", ";tag=b"));
        call.fromBrowser(within("ACK"), NOW);
        assertThat(call.unacknowledged()).isEmpty();
        call.fromAsterisk(response(200, "2 UPDATE", ";tag=b"), NOW);
        var bye = request("BYE sip:page@helpline.invalid", ";tag=a", "7 BYE", "", "");
        call.fromAsterisk(bye, NOW);
        assertThat(call.unacknowledged()).containsExactly(response(200, "2 UPDATE", ";tag=b"), bye);
        call.fromBrowser(within("UPDATE"), NOW);
        assertThat(call.unacknowledged()).containsExactly(bye);
        call.fromBrowser(response(200, "7 BYE", ";tag=a"), NOW);
        assertThat(call.unacknowledged()).isEmpty();
    }

    /// A refresh that is refused ends no call.
    @Test
    void a_refused_refresh_ends_nothing() {
        var call = call();
        call.fromBrowser(invite("ticket1"), NOW);
        call.fromAsterisk(response(200, "1 INVITE", ";tag=b"), NOW);
        call.fromAsterisk(response(491, "3 INVITE", ";tag=b"), NOW);
        assertThat(calls.knows(call, NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void no_ticket_is_issued_beyond_the_calls_that_may_go_on() {
        call().fromBrowser(invite("ticket1"), NOW);
        var second = call();
        second.fromBrowser(invite("ticket2").replace("Call-ID: one", "Call-ID: two"), NOW);
        assertThat(calls.issue("25723222", Language.LATVIAN, NOW)).isEmpty();
        calls.giveUp(second);
        assertThat(calls.issue("25723222", Language.LATVIAN, NOW)).isPresent();
    }

    @Test
    void tickets_that_nobody_uses_are_bounded() {
        IntStream.range(0, 1_000)
                .forEach(_ -> assertThat(calls.issue("25723222", Language.LATVIAN, NOW))
                        .isPresent());
        assertThat(calls.issue("25723222", Language.LATVIAN, NOW)).isEmpty();
        assertThat(calls.issue("25723222", Language.LATVIAN, NOW.plusSeconds(120)))
                .isPresent();
    }

    /// By the example of coturn's `use-auth-secret`, computed with `openssl dgst -sha1 -hmac`.
    @Test
    void access_to_the_relay_is_proved_by_its_secret() {
        assertThat(RelayAccess.until(Instant.ofEpochSecond(1_000_000), "north", "call"))
                .isEqualTo(new RelayAccess("1015000:call", PROOF));
    }

    private static final String PROOF = "BAKoM+QBxxNdV5cA/iwuJukjTaw=";
}
