package lv.helpline.webcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.roster.ConsultantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserPhonesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final ConsultantId LAURA = new ConsultantId(4);

    private final BrowserPhones phones = new BrowserPhones(false);
    private final List<String> page = new ArrayList<>();
    private final List<String> asterisk = new ArrayList<>();
    private final BrowserPhones.Way toPage = page::add;

    private static String message(String start, String to, String sequence) {
        return (start + """

            Via: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bKone
            From: <sip:+37120000099@127.0.0.1>;tag=a
            To: <sip:4-25723222-lv-35@127.0.0.2>%s
            Call-ID: one
            CSeq: %s
            Content-Length: 0

            """.formatted(to, sequence)).replace("\n", "\r\n");
    }

    private void rings(Instant at) {
        phones.fromAsterisk(
                message("INVITE sip:4-25723222-lv-35@127.0.0.2:5070;transport=tcp SIP/2.0", "", "7 INVITE"),
                asterisk::add,
                at);
    }

    private void says(int status, Instant at) {
        phones.fromPage(LAURA, message("SIP/2.0 " + status + " Said", ";tag=b", "7 INVITE"), at);
    }

    private static Instant after(int seconds) {
        return NOW.plus(Duration.ofSeconds(seconds));
    }

    /// It is asked each second, and answers.
    private void staysFor(int seconds) {
        for (var second = 1; second <= seconds; second++) {
            phones.look(after(second));
            phones.fromPage(LAURA, "\r\n", after(second));
        }
    }

    private List<String> starts(List<String> told) {
        return told.stream().map(each -> each.lines().findFirst().orElse("")).toList();
    }

    @Test
    void a_call_rings_on_the_page_of_whom_it_names_as_it_came() {
        phones.comes(LAURA, toPage, NOW);
        rings(NOW);
        assertThat(page).singleElement().asString().startsWith("INVITE sip:page@helpline.invalid SIP/2.0\r\n");
        assertThat(page.getFirst()).contains("To: <sip:4-25723222-lv-35@127.0.0.2>");
        says(180, NOW);
        says(200, NOW);
        assertThat(starts(asterisk)).containsExactly("SIP/2.0 180 Said", "SIP/2.0 200 Said");
    }

    @Test
    void who_has_no_page_is_said_so_at_once_and_so_is_nobody() {
        rings(NOW);
        phones.comes(new ConsultantId(5), toPage, NOW);
        rings(NOW);
        phones.fromAsterisk(message("INVITE sip:trunk@127.0.0.2 SIP/2.0", "", "1 INVITE"), asterisk::add, NOW);
        assertThat(starts(asterisk)).containsOnly("SIP/2.0 410 Gone").hasSize(3);
        assertThat(page).isEmpty();
    }

    @Test
    void a_page_that_answers_what_it_is_asked_stays() {
        phones.comes(LAURA, toPage, NOW);
        staysFor(60);
        assertThat(page).containsOnly("\r\n\r\n").hasSize(60);
        rings(after(60));
        assertThat(page.getLast()).startsWith("INVITE ");
        assertThat(phones.tellAway(LAURA).times()).isZero();
    }

    /// Five seconds, not four.
    @Test
    void one_that_says_nothing_for_five_seconds_is_gone_and_told_of_it_when_it_is_back() {
        phones.comes(LAURA, toPage, NOW);
        rings(NOW);
        says(180, NOW);
        phones.look(after(4));
        assertThat(starts(asterisk)).doesNotContain("SIP/2.0 410 Gone");
        phones.look(after(5));
        assertThat(starts(asterisk)).last().isEqualTo("SIP/2.0 410 Gone");
        assertThat(page.getLast())
                .startsWith("CANCEL sip:page@helpline.invalid SIP/2.0\r\n")
                .contains("CSeq: 7 CANCEL");
        rings(after(6));
        assertThat(phones.tellAway(LAURA)).isEqualTo(new BrowserPhone.Away(2, after(6)));
        assertThat(phones.tellAway(LAURA).times()).isZero();
        // What it says too late is said to nobody.
        var said = asterisk.size();
        says(200, after(7));
        assertThat(asterisk).hasSize(said);
    }

    @Test
    void one_that_is_there_and_does_not_say_that_it_rings_is_not_waited_for() {
        phones.comes(LAURA, toPage, NOW);
        rings(NOW);
        staysFor(3);
        assertThat(starts(asterisk)).containsExactly("SIP/2.0 410 Gone");
    }

    @Test
    void one_that_is_cut_and_comes_back_rings_on() {
        phones.comes(LAURA, toPage, NOW);
        rings(NOW);
        phones.goes(LAURA, toPage, after(1));
        var again = new ArrayList<String>();
        phones.comes(LAURA, again::add, after(2));
        assertThat(again).singleElement().asString().startsWith("INVITE ");
        phones.look(after(2));
        assertThat(asterisk).isEmpty();
    }

    @Test
    void one_that_takes_no_calls_any_more_is_gone_at_once() {
        phones.comes(LAURA, toPage, NOW);
        rings(NOW);
        phones.ends(LAURA, toPage, NOW);
        assertThat(starts(asterisk)).containsExactly("SIP/2.0 410 Gone");
        assertThat(phones.tellAway(LAURA).times()).isZero();
    }

    /// Only what the person did is theirs: a browser without a microphone rings the phone.
    @ParameterizedTest
    @CsvSource({"603, 603 Said", "486, 486 Said", "487, 487 Said", "480, 410 Gone", "488, 410 Gone", "500, 410 Gone"})
    void a_refusal_is_a_persons_or_the_page_is_gone(int status, String told) {
        phones.comes(LAURA, toPage, NOW);
        rings(NOW);
        says(status, NOW);
        assertThat(starts(asterisk)).containsExactly("SIP/2.0 " + told);
    }

    @Test
    void a_hang_up_goes_both_ways_and_nothing_is_remembered_of_the_call() {
        phones.comes(LAURA, toPage, NOW);
        rings(NOW);
        says(200, NOW);
        phones.fromPage(LAURA, message("BYE sip:asterisk@127.0.0.1 SIP/2.0", ";tag=b", "1 BYE"), NOW);
        assertThat(starts(asterisk)).last().asString().startsWith("BYE ");
        phones.fromAsterisk(message("SIP/2.0 200 OK", ";tag=b", "1 BYE"), asterisk::add, NOW);
        assertThat(page.getLast()).startsWith("SIP/2.0 200 OK");
        staysFor(121);
        phones.fromAsterisk(message("BYE sip:page@x SIP/2.0", ";tag=b", "8 BYE"), asterisk::add, after(121));
        assertThat(starts(asterisk)).last().isEqualTo("SIP/2.0 481 No such call");
    }

    /// A browser answers 404 to what names somebody else, and rings on.
    @ParameterizedTest
    @ValueSource(strings = {"CANCEL", "ACK"})
    void what_belongs_to_an_invite_names_the_page_too(String method) {
        phones.comes(LAURA, toPage, NOW);
        rings(NOW);
        phones.fromAsterisk(
                message(method + " sip:4-25723222-lv-35@127.0.0.2:5070;transport=tcp SIP/2.0", "", "7 " + method),
                asterisk::add,
                NOW);
        assertThat(page.getLast()).startsWith(method + " sip:page@helpline.invalid SIP/2.0\r\n");
        phones.fromAsterisk(message("BYE sip:page@x SIP/2.0", ";tag=b", "8 BYE"), asterisk::add, NOW);
        assertThat(page.getLast()).startsWith("BYE sip:page@x SIP/2.0\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "REGISTER", "MESSAGE", "REFER", "OPTIONS", "INFO", "SUBSCRIBE"})
    void a_page_may_begin_nothing(String method) {
        phones.comes(LAURA, toPage, NOW);
        assertThatThrownBy(() -> phones.fromPage(
                        LAURA, message(method + " sip:25723222@helpline SIP/2.0", "", "1 " + method), NOW))
                .isInstanceOf(RefusedMessage.class);
        assertThat(asterisk).isEmpty();
    }

    @Test
    void a_call_of_somebody_else_is_not_theirs() {
        phones.comes(LAURA, toPage, NOW);
        phones.comes(new ConsultantId(5), _ -> {}, NOW);
        rings(NOW);
        phones.fromPage(new ConsultantId(5), message("BYE sip:asterisk@127.0.0.1 SIP/2.0", ";tag=b", "1 BYE"), NOW);
        assertThat(asterisk).isEmpty();
    }

    @Test
    void asterisk_is_told_that_we_are_there() {
        phones.fromAsterisk(message("OPTIONS sip:127.0.0.2 SIP/2.0", "", "1 OPTIONS"), asterisk::add, NOW);
        assertThat(starts(asterisk)).containsExactly("SIP/2.0 200 OK");
    }
}
