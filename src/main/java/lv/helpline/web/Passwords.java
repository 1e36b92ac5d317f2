package lv.helpline.web;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
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
    private final PasswordEncoder encoder = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobodys = encoder.encode(Secrets.token());
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    /// One hash at a time is slow on purpose, and calls are decided on the same processors.
    private final Semaphore oneAtATime = new Semaphore(1);

    /// The message's key if the password may not be used.
    Optional<String> refusal(String password, List<String> ofThePerson) {
        if (password.length() < SHORTEST) {
            return Optional.of("password.too-short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("password.too-long");
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

    String hash(String password) {
        return encoder.encode(password);
    }

    /// Takes as long when there is no hash, so that nobody learns who has an account.
    boolean matches(String password, Optional<String> hash) {
        oneAtATime.acquireUninterruptibly();
        try {
            var matches =
                    encoder.matches(password.substring(0, Math.min(password.length(), LONGEST)), hash.orElse(nobodys));
            return matches && hash.isPresent();
        } finally {
            oneAtATime.release();
        }
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
            var key = new SecretKeySpec(Secrets.fromBase32(secret), codes.getAlgorithm());
            return codes.generateOneTimePasswordString(
                    key,
                    Instant.EPOCH.plus(
                            Duration.ofSeconds(step * codes.getTimeStep().toSeconds())));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("the secret is a key of HMAC", impossible);
        }
    }
}
