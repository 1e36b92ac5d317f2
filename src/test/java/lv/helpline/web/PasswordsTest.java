package lv.helpline.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {

    /// The secret of RFC 6238's appendix B, `12345678901234567890`, in base32.
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private final Passwords passwords = new Passwords();

    @ParameterizedTest
    @CsvSource({
        "short-one, password.too-short",
        "password1234, password.too-common",
        "qwertyuiop123, password.too-common",
        "aaaaaaaaaaaaaaaa, password.too-common",
        "Ilze.Berzina1, password.too-common"
    })
    void refuses(String password, String why) {
        assertThat(passwords.refusal(password, List.of("ilze.berzina@example.org", "Ilze", "berzina")))
                .contains(why);
    }

    @ParameterizedTest
    @CsvSource({"zvirbulis lidoja garām akmenim", "correct zebra antenna mop"})
    void takes_some_random_words(String password) {
        assertThat(passwords.refusal(password, List.of())).isEmpty();
    }

    @Test
    void knows_a_password_by_its_hash() {
        var hash = passwords.hash("zvirbulis lidoja");
        assertThat(passwords.matches("zvirbulis lidoja", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("zvirbulis lidojA", Optional.of(hash))).isFalse();
        assertThat(passwords.matches("zvirbulis lidoja", Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1234567890, 005924"})
    void makes_the_codes_of_the_rfc(long second, String code) {
        assertThat(new String(Secrets.fromBase32(SECRET), US_ASCII)).isEqualTo("12345678901234567890");
        assertThat(passwords.codeAt(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void takes_the_code_of_a_clock_that_is_half_a_minute_off_and_no_other() {
        var now = Instant.parse("2026-11-24T08:00:00Z");
        var step = now.getEpochSecond() / 30;
        for (var off : List.of(-30, 0, 30)) {
            assertThat(passwords.stepOf(passwords.codeAt(SECRET, now.plusSeconds(off)), SECRET, now))
                    .contains(step + off / 30);
        }
        assertThat(passwords.stepOf(passwords.codeAt(SECRET, now.plusSeconds(90)), SECRET, now))
                .isEmpty();
    }
}
