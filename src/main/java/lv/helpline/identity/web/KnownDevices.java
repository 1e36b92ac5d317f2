package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.WebProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Knows a device on which somebody has signed in, by a cookie. Whoever has it still proves themselves like everybody;
/// but their tries are counted apart, so that they do not wait for what strangers try with their account.
///
/// The cookie has a random name of the device for each account, sealed with the account and the day on which it ends.
/// The database knows nothing of it.
@Component
class KnownDevices {

    /// Of a computer that many use, the last ones to sign in are known.
    private static final int ACCOUNTS = 8;

    private static final Duration LASTING = Duration.ofDays(365);
    private static final Pattern ENTRY =
            Pattern.compile("([1-9][0-9]{0,8})\\.([A-Z2-7]{20})\\.([0-9]{1,6})\\.([0-9a-f]{32})");
    private static final int NAME_CHARACTERS = 20;
    private static final int SEAL_CHARACTERS = 32;

    private final SecretCipher secretCipher;
    private final Clock clock;
    private final boolean secure;
    private final String cookie;

    KnownDevices(SecretCipher secretCipher, Clock clock, WebProperties properties) {
        this.secretCipher = secretCipher;
        this.clock = clock;
        secure = properties.isSecure();
        cookie = properties.cookie("d");
    }

    /// @param account   whose device it is
    /// @param name      of the device, 100 random bits
    /// @param untilDay  the day from 1970 on from which the device is not known any more
    private record Entry(AccountId account, String name, long untilDay) {}

    /// The name of the device, when that account has signed in on it.
    Optional<String> of(AccountId account, HttpServletRequest request) {
        return entries(request)
                .filter(entry -> entry.account().equals(account))
                .map(Entry::name)
                .findFirst();
    }

    /// The name of the device, when anybody has signed in on it.
    Optional<String> ofAnybody(HttpServletRequest request) {
        return entries(request).map(Entry::name).findFirst();
    }

    /// The account has signed in on this device.
    void remember(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        var entry = new Entry(account, RandomTokens.base32(NAME_CHARACTERS), today() + LASTING.toDays());
        var value = Stream.concat(
                        Stream.of(entry),
                        entries(request).filter(not(each -> each.account().equals(account))))
                .limit(ACCOUNTS)
                .map(this::written)
                .collect(joining("~"));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(cookie, value)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Strict")
                        .maxAge(LASTING)
                        .build()
                        .toString());
    }

    private Stream<Entry> entries(HttpServletRequest request) {
        var sent = WebUtils.getCookie(request, cookie);
        return sent == null
                ? Stream.empty()
                : Arrays.stream(sent.getValue().split("~", ACCOUNTS + 1))
                        .limit(ACCOUNTS)
                        .flatMap(each -> read(each).stream());
    }

    private Optional<Entry> read(String written) {
        var parts = ENTRY.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var entry = new Entry(
                new AccountId(Integer.parseInt(parts.group(1))), parts.group(2), Long.parseLong(parts.group(3)));
        var ours = MessageDigest.isEqual(
                sealOf(entry).getBytes(UTF_8), parts.group(4).getBytes(UTF_8));
        return ours && today() < entry.untilDay() ? Optional.of(entry) : Optional.empty();
    }

    private String written(Entry entry) {
        return String.join(
                ".", entry.account().toString(), entry.name(), Long.toString(entry.untilDay()), sealOf(entry));
    }

    private String sealOf(Entry entry) {
        return secretCipher
                .digest("device\n" + entry.account() + "\n" + entry.name() + "\n" + entry.untilDay())
                .substring(0, SEAL_CHARACTERS);
    }

    private long today() {
        return Duration.between(Instant.EPOCH, clock.instant()).toDays();
    }
}
