package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lv.helpline.identity.web.Passwords.Check;
import lv.helpline.shared.web.RandomTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

class PasswordsTest {

    /// The secret of RFC 6238's appendix B, `12345678901234567890`, in base32.
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final PasswordHasher HASHER = new PasswordHasher(1);

    private final Passwords passwords = new Passwords(HASHER);

    @ParameterizedTest
    @CsvSource({
        "short-one, password.too-short",
        "password1234, password.breached",
        "qwertyuiop123, password.breached",
        "aaaaaaaaaaaaaaaa, password.breached",
        "Ilze.Berzina1, password.too-common",
        "password1234!!, password.too-common"
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

    /// Their rank among those that leaked, and in which case they are typed, makes no difference.
    @ParameterizedTest
    @ValueSource(strings = {"polniypizdec0211", "Sojdlg123aljg", "GHHH47HJ7649"})
    void refuses_what_leaked_elsewhere(String password) {
        assertThat(passwords.refusal(password, List.of())).contains("password.breached");
    }

    /// OWASP's ASVS 5.0, requirement 6.2.4, wants 3000 that the other rules would let through.
    @Test
    void knows_more_of_them_than_is_asked_for() throws IOException {
        try (var list = Files.lines(Path.of("src/main/resources/passwords/breached.txt"))) {
            assertThat(list.filter(line -> !line.startsWith("# ") && line.length() >= Passwords.SHORTEST)
                            .filter(line -> line.equals(line.toLowerCase(Locale.ROOT)))
                            .distinct())
                    .hasSizeGreaterThan(3000);
        }
    }

    @Test
    void knows_a_password_by_its_hash() {
        var hash = passwords.hash("zvirbulis lidoja").orElseThrow();
        assertThat(hash).startsWith("{pbkdf2-sha256-600000}");
        assertThat(passwords.check("zvirbulis lidoja", Optional.of(hash), false))
                .isEqualTo(Check.RIGHT);
        assertThat(passwords.check("zvirbulis lidojA", Optional.of(hash), false))
                .isEqualTo(Check.WRONG);
        assertThat(passwords.check("zvirbulis lidoja", Optional.empty(), false)).isEqualTo(Check.WRONG);
        assertThat(passwords.renewed("zvirbulis lidoja", hash)).isEmpty();
    }

    /// As they were kept by the first versions.
    @Test
    void knows_a_password_by_an_old_hash_and_renews_that() {
        var old = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("zvirbulis lidoja");
        assertThat(passwords.check("zvirbulis lidoja", Optional.of(old), false)).isEqualTo(Check.RIGHT);
        assertThat(passwords.check("zvirbulis lidojA", Optional.of(old), false)).isEqualTo(Check.WRONG);
        assertThat(passwords.renewed("zvirbulis lidoja", old))
                .hasValueSatisfying(renewed -> assertThat(renewed).startsWith("{pbkdf2-sha256-600000}"));
    }

    /// Far more at once than there are places: most are told at once, and those that wait do so shortly.
    @Test
    void hashes_a_few_at_once_and_says_so_to_all_others() throws Exception {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 220)
                    .mapToObj(_ -> executor.submit(() -> {
                        start.await();
                        return passwords.check("zvirbulis lidoja", Optional.empty(), false);
                    }))
                    .toList();
            start.countDown();
            var checks = new ArrayList<Check>();
            for (var each : tries) {
                checks.add(each.get(1, TimeUnit.MINUTES));
            }
            assertThat(checks).contains(Check.WRONG, Check.BUSY);
            assertThat(checks.stream().filter(Check.WRONG::equals)).hasSizeLessThan(20);
        }
        assertThat(passwords.areBusy(false)).isFalse();
    }

    /// Three places are taken for as long as a hash takes.
    @Test
    void keeps_a_place_for_whoever_comes_by_a_known_device() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var strangers = IntStream.range(0, 3)
                    .mapToObj(_ -> executor.submit(() -> passwords.check("x", Optional.empty(), false)))
                    .toList();
            await().until(() -> passwords.areBusy(false));
            assertThat(passwords.areBusy(true)).isFalse();
            assertThat(passwords.check("x", Optional.empty(), false)).isEqualTo(Check.BUSY);
            assertThat(passwords.check("x", Optional.empty(), true)).isEqualTo(Check.WRONG);
            for (var each : strangers) {
                assertThat(each.get(1, TimeUnit.MINUTES)).isEqualTo(Check.WRONG);
            }
        }
    }

    @AfterAll
    static void stop() {
        HASHER.destroy();
    }

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1234567890, 005924"})
    void makes_the_codes_of_the_rfc(long second, String code) {
        assertThat(new String(RandomTokens.fromBase32(SECRET), US_ASCII)).isEqualTo("12345678901234567890");
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
