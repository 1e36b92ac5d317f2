package lv.helpline.webcall.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebCallPropertiesTest {

    private static final String RELAY = "turn:dezura.example.lv:3478?transport=udp";

    @Test
    void without_any_there_are_no_calls_from_the_page() {
        var none = new WebCallProperties("", "127.0.0.2", 0, 20, List.of(""), "", List.of(""));
        assertThat(none.isOn()).isFalse();
        assertThat(none.isRelayed()).isFalse();
    }

    @Test
    void the_secret_is_not_printed() {
        var all = new WebCallProperties("127.0.0.1:8088", "127.0.0.2", 0, 20, List.of(RELAY), "north", List.of());
        assertThat(all.isOn()).isTrue();
        assertThat(all.isRelayed()).isTrue();
        assertThat(all.toString()).doesNotContain("north");
    }

    /// Each names the setting, and what is needed.
    @ParameterizedTest
    @CsvSource({
        "asterisk, 192.0.2.1:8088, 127.0.0.2, 20, '', '', ''",
        "asterisk, 127.0.0.1, 127.0.0.2, 20, '', '', ''",
        "from, 127.0.0.1:8088, 192.0.2.1, 20, '', '', ''",
        "at-once, 127.0.0.1:8088, 127.0.0.2, 0, '', '', ''",
        "at-once, 127.0.0.1:8088, 127.0.0.2, 201, '', '', ''",
        "relays, 127.0.0.1:8088, 127.0.0.2, 20, stun:x, north, ''",
        "relay-secret, 127.0.0.1:8088, 127.0.0.2, 20, turn:x, '', ''",
        "relay-secret, 127.0.0.1:8088, 127.0.0.2, 20, '', north, ''",
        "origins, 127.0.0.1:8088, 127.0.0.2, 20, '', '', https://x/path",
        "origins, 127.0.0.1:8088, 127.0.0.2, 20, '', '', x.example"
    })
    void what_cannot_be_is_refused_by_name(
            String name, String asterisk, String from, int atOnce, String relay, String secret, String origin) {
        assertThatThrownBy(
                        () -> new WebCallProperties(asterisk, from, 0, atOnce, List.of(relay), secret, List.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("helpline\\.web-call\\." + name + ": .*needed.*|helpline\\.web-call\\." + name
                        + ": each begins with .*");
    }
}
