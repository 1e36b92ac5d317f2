package lv.helpline.asterisk.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lv.helpline.roster.ConsultantId;
import lv.helpline.testing.DialplanText;
import lv.helpline.wallboard.CallEvent;
import lv.helpline.wallboard.CallEvent.Leg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveEventParserTest {

    private static final Path CONFIG = Path.of("asterisk-config");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final UUID CALL = UUID.fromString("3e240345-8b4a-4bf8-87aa-de9bc06f0cea");
    private static final Leg FIVE = new Leg(CALL, Optional.of(new ConsultantId(5)));

    @Test
    void reads_what_the_dialplan_tells_by_the_router_s_clock() {
        assertThat(told("waiting|" + CALL + "|25723222||1764000000|1764000075"))
                .hasValue(new CallEvent.Waiting(CALL, "25723222", NOW.minusSeconds(75)));
        assertThat(told("ringing|" + CALL + "|25723222|5|1764000000|1764000000"))
                .hasValue(new CallEvent.Ringing(FIVE, "25723222", NOW));
        assertThat(told("talking|" + CALL + "|25723222|5|1764000000|1764000003"))
                .hasValue(new CallEvent.Talking(FIVE, "25723222", NOW.minusSeconds(3)));
        assertThat(told("over|" + CALL + "|25723222|5|1764000000|1764000000"))
                .hasValue(new CallEvent.LegOver(FIVE, NOW));
        assertThat(told("over|" + CALL + "|25723222||1764000000|1764000000"))
                .hasValue(new CallEvent.CallOver(CALL, NOW));
        assertThat(told("ringing|" + CALL + "|25723222|0|1764000000|1764000000"))
                .hasValue(new CallEvent.Ringing(new Leg(CALL, Optional.empty()), "25723222", NOW));
        assertThat(told("retelling|||||1764000000")).hasValue(new CallEvent.Retelling());
        assertThat(told("retold|||||1764000000")).hasValue(new CallEvent.Retold());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "v2|waiting|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222||1764000000|1764000000|end",
                "v1|waiting|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222||1764000000|1764000000|",
                "v1|waiting|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222||1764000000|end",
                "v1|waiting|call|25723222||1764000000|1764000000|end",
                "v1|waiting|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222||then|now|end",
                "v1|waiting|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222|5|1764000000|1764000000|end",
                "v1|talking|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222||1764000000|1764000000|end",
                "v1|ringing|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222|Anna|1764000000|1764000000|end",
                "v1|ringing|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222|-1|1764000000|1764000000|end",
                "v1|singing|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|25723222|5|1764000000|1764000000|end",
            })
    void makes_nothing_of_anything_else(String text) {
        assertThat(LiveEventParser.parse(text, NOW)).isEmpty();
    }

    /// Each word that the dialplan says is known here, and the other way round.
    @Test
    void speaks_as_the_dialplan_does() throws IOException {
        var extensions = DialplanText.read(CONFIG);

        assertThat(words(extensions, "Gosub\\(sub-live,s,1\\(([a-z]+)\\)\\)"))
                .containsOnly(
                        LiveEventParser.WAITING, LiveEventParser.RINGING, LiveEventParser.TALKING, LiveEventParser.OVER)
                .contains(
                        LiveEventParser.WAITING,
                        LiveEventParser.RINGING,
                        LiveEventParser.TALKING,
                        LiveEventParser.OVER);
        assertThat(words(extensions, "UserEvent\\((.*),Live: ")).containsOnly(LiveEventParser.EVENT);
        assertThat(words(
                        extensions,
                        LiveEventParser.HEADER + ": " + LiveEventParser.VERSION + "\\|([a-z]+)\\|\\|\\|\\|\\|"))
                .containsExactly(LiveEventParser.RETELLING, LiveEventParser.RETOLD);
        assertThat(words(extensions, "UserEvent\\(.*" + LiveEventParser.HEADER + ": .*\\|([a-z]+)\\)"))
                .hasSize(4)
                .containsOnly(LiveEventParser.END);
    }

    /// Nobody who reads may do anything, from elsewhere, or hear of anything else but that a phone was refused.
    @Test
    void the_manager_lets_a_reader_look_at_our_events_only() throws IOException {
        var manager = Files.readAllLines(CONFIG.resolve("manager.conf"));

        assertThat(manager)
                .contains(
                        "bindaddr = 127.0.0.1",
                        "webenabled = no",
                        "read = user,security",
                        "write =",
                        "deny = 0.0.0.0/0.0.0.0",
                        "permit = 127.0.0.1/255.255.255.255",
                        "eventfilter(action(include),name(UserEvent),header(UserEvent),method(exact)) = "
                                + LiveEventParser.EVENT);
        assertThat(manager.stream().filter(line -> line.startsWith("eventfilter")))
                .hasSize(2)
                .contains("eventfilter(action(include),name(ChallengeResponseFailed)) =");
        assertThat(Files.readString(CONFIG.resolve("site.conf.example"))).contains("enabled = no");
    }

    private static List<String> words(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Optional<CallEvent> told(String text) {
        return LiveEventParser.parse("v1|" + text + "|end", NOW);
    }
}
