package lv.helpline.identity.jdbc;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes of what is typed on a telephone. They are slow on purpose, and calls are decided on the same processors: so
/// one is checked at a time.
@Component
public final class SlowHashes {

    private final PasswordEncoder encoder = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final SecureRandom random = new SecureRandom();
    private final Semaphore oneAtATime = new Semaphore(1);

    /// So many random digits.
    public String digits(int count) {
        return String.format(Locale.ROOT, "%0" + count + "d", random.nextInt((int) Math.pow(10, count)));
    }

    public String of(String typed) {
        return encoder.encode(typed);
    }

    public boolean matches(String typed, String hash) {
        oneAtATime.acquireUninterruptibly();
        try {
            return encoder.matches(typed, hash);
        } finally {
            oneAtATime.release();
        }
    }
}
