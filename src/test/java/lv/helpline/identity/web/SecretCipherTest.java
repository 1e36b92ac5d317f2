package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.WebProperties;
import org.junit.jupiter.api.Test;

class SecretCipherTest {

    private static final AccountId ANNA = new AccountId(1);
    private static final AccountId ILZE = new AccountId(2);
    private static final String SECRET = "JBSWY3DPEHPK3PXP";

    private final SecretCipher secretCipher = seal("a".repeat(64));

    @Test
    void opens_what_it_sealed_and_seals_the_same_differently_each_time() {
        var sealed = secretCipher.close(ANNA, SECRET);
        assertThat(sealed).startsWith("sealed:").doesNotContain(SECRET).isNotEqualTo(secretCipher.close(ANNA, SECRET));
        assertThat(secretCipher.open(ANNA, sealed)).contains(SECRET);
        assertThat(seal("a".repeat(64)).open(ANNA, sealed)).as("another router").contains(SECRET);
    }

    @Test
    void opens_nothing_by_another_key_for_another_account_or_after_a_change() {
        var sealed = secretCipher.close(ANNA, SECRET);
        assertThat(seal("b".repeat(64)).open(ANNA, sealed)).isEmpty();
        assertThat(secretCipher.open(ILZE, sealed)).isEmpty();
        var last = sealed.charAt(sealed.length() - 1);
        assertThat(secretCipher.open(ANNA, sealed.substring(0, sealed.length() - 1) + (last == '0' ? '1' : '0')))
                .isEmpty();
        assertThat(secretCipher.open(ANNA, "sealed:no")).isEmpty();
    }

    @Test
    void opens_what_was_kept_before_there_was_a_key() {
        assertThat(secretCipher.open(ANNA, SECRET)).contains(SECRET);
    }

    @Test
    void without_a_key_seals_and_opens_nothing_and_two_routers_make_different_digests() {
        var without = seal("");
        assertThat(without.isThere()).isFalse();
        assertThat(without.open(ANNA, secretCipher.close(ANNA, SECRET))).isEmpty();
        assertThatThrownBy(() -> without.close(ANNA, SECRET)).hasMessageContaining("helpline.web.key");
        assertThat(without.digest("a")).isNotEqualTo(seal("").digest("a"));
    }

    @Test
    void makes_the_same_digest_on_each_router_and_not_the_plain_one() {
        assertThat(secretCipher.digest("203.0.113.1"))
                .isEqualTo(seal("a".repeat(64)).digest("203.0.113.1"))
                .isNotEqualTo(seal("b".repeat(64)).digest("203.0.113.1"))
                .isNotEqualTo(RandomTokens.digest("203.0.113.1"))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void a_key_is_64_hexadecimal_digits_or_none_and_is_never_printed() {
        assertThatThrownBy(() -> properties("secret"))
                .hasMessageContaining("helpline.web.key: 64 hexadecimal digits are needed");
        assertThat(properties("a".repeat(64)).toString()).doesNotContain("aaaa");
    }

    static SecretCipher seal(String key) {
        return new SecretCipher(properties(key));
    }

    private static WebProperties properties(String key) {
        return new WebProperties(
                URI.create("http://localhost:8080"),
                "",
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                Duration.ofDays(30),
                URI.create("https://www.google.lv/"),
                key,
                "",
                "",
                List.of());
    }
}
