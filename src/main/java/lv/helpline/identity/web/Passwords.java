package lv.helpline.identity.web;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import lv.helpline.shared.web.RandomTokens;
import org.springframework.stereotype.Component;

/// Passwords and the codes of authenticator apps.
@Component
class Passwords {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    /// Of 0 to 4: what guesses of common passwords, names, dates and keyboard walks would find soon is below it.
    private static final int LEAST_STRENGTH = 3;

    /// What is left of a password without the person's own names and address.
    private static final int LEAST_REST = 8;

    private static final int SHORTEST_WORD = 3;

    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final BreachedPasswords breached = new BreachedPasswords();
    private final PasswordHasher hasher;
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    /// Whether a password is that of the account. It may be that nobody had the time to find out.
    enum Check {
        RIGHT,
        WRONG,
        BUSY
    }

    Passwords(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /// The message's key if the password may not be used.
    Optional<String> refusal(String password, List<String> ofThePerson) {
        if (password.length() < SHORTEST) {
            return Optional.of("password.too-short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("password.too-long");
        }
        if (breached.has(password)) {
            return Optional.of("password.breached");
        }
        var words = ofThePerson.stream()
                .flatMap(each -> Stream.of(each.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .toList();
        var rest = password.toLowerCase(Locale.ROOT);
        for (var word : words) {
            rest = rest.replace(word, "");
        }
        var score = zxcvbn.measure(password.substring(0, Math.min(password.length(), 100)), words)
                .getScore();
        return score < LEAST_STRENGTH || rest.length() < LEAST_REST
                ? Optional.of("password.too-common")
                : Optional.empty();
    }

    /// Empty when too many are hashed at once.
    Optional<String> hash(String password) {
        return hasher.hash(password);
    }

    /// Whether there is no use in trying now.
    boolean areBusy(boolean knownDevice) {
        return hasher.isFull(knownDevice);
    }

    /// Takes as long when there is no hash, so that nobody learns who has an account.
    Check check(String password, Optional<String> hash, boolean knownDevice) {
        return hasher.matches(password.substring(0, Math.min(password.length(), LONGEST)), hash, knownDevice)
                .map(matches -> matches ? Check.RIGHT : Check.WRONG)
                .orElse(Check.BUSY);
    }

    /// A hash by today's measure, if that one is not and there is time for it now.
    Optional<String> renewed(String password, String hash) {
        return hasher.isOutdated(hash) ? hasher.hash(password) : Optional.empty();
    }

    /// The 30-second step that a code of an authenticator app belongs to: this one, the one before or the next, for
    /// clocks differ.
    Optional<Long> stepOf(String code, String secret, Instant now) {
        var step = now.getEpochSecond() / codes.getTimeStep().toSeconds();
        return LongStream.of(step, step - 1, step + 1)
                .boxed()
                .filter(each -> codeAt(secret, each).equals(code))
                .findFirst();
    }

    String codeAt(String secret, Instant instant) {
        return codeAt(secret, instant.getEpochSecond() / codes.getTimeStep().toSeconds());
    }

    private String codeAt(String secret, long step) {
        try {
            var key = new SecretKeySpec(RandomTokens.fromBase32(secret), codes.getAlgorithm());
            return codes.generateOneTimePasswordString(
                    key,
                    Instant.EPOCH.plus(
                            Duration.ofSeconds(step * codes.getTimeStep().toSeconds())));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("the secret is a key of HMAC", impossible);
        }
    }
}
