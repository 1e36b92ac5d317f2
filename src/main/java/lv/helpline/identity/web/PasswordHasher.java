package lv.helpline.identity.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.shared.NobodysHash;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.stereotype.Component;

/// Hashes passwords, which is slow on purpose: a few at once, on threads of their own, for calls are decided on the
/// same processors. Few wait; whoever comes when they do is told so at once, and neither waits nor keeps others from
/// pages.
@Component
class PasswordHasher implements DisposableBean {

    /// PBKDF2-HMAC-SHA-256, the only one of OWASP's Password Storage Cheat Sheet that needs no further library, with
    /// the iterations that the sheet asks for in 2026. A hash begins with this name, so another one may follow.
    private static final String TODAYS = "pbkdf2-sha256-600000";

    private static final int ITERATIONS = 600_000;
    private static final int SALT_BYTES = 16;

    /// For each thread, how many passwords are hashed or wait for it. One takes about a third of a second.
    private static final int PLACES = 3;

    /// Whoever comes by a device that is known finds a place where strangers find none any more.
    private static final int PLACES_OF_KNOWN_DEVICES = 6;

    private static final int MOST_THREADS = 4;

    private final PasswordEncoder encoder;
    private final String nobodys;
    private final int threads;
    private final ExecutorService pool;
    private final AtomicInteger inHand = new AtomicInteger();

    /// Half of the processors are left to everything else.
    @Autowired
    PasswordHasher() {
        this(Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_THREADS));
    }

    PasswordHasher(int threads) {
        this.threads = threads;
        // Not virtual ones: those do not take turns, and a few hashes would keep all others from running.
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("password-", 1).daemon().factory());
        var encoders = new DelegatingPasswordEncoder(
                TODAYS,
                Map.of(
                        TODAYS,
                        new Pbkdf2PasswordEncoder(
                                "", SALT_BYTES, ITERATIONS, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256)));
        // Hashes of the first versions have no name.
        encoders.setDefaultPasswordEncoderForMatches(Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8());
        encoder = encoders;
        nobodys = "{" + TODAYS + "}" + NobodysHash.random();
    }

    /// Whether somebody would find no place now. Asked before anything is looked at, for that is dear too.
    boolean isFull(boolean knownDevice) {
        return inHand.get() >= places(knownDevice);
    }

    /// Whether it is the password; takes as long without a hash, so that nobody learns who has an account. Empty when
    /// there is no place.
    Optional<Boolean> matches(String password, Optional<String> hash, boolean knownDevice) {
        return run(knownDevice, () -> encoder.matches(password, hash.orElse(nobodys)))
                .map(matches -> matches && hash.isPresent());
    }

    /// Empty when there is no place. Who sets a password has signed in.
    Optional<String> hash(String password) {
        return run(true, () -> encoder.encode(password));
    }

    /// Whether it was made otherwise than today's.
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private int places(boolean knownDevice) {
        return threads * (knownDevice ? PLACES_OF_KNOWN_DEVICES : PLACES);
    }

    private <T> Optional<T> run(boolean knownDevice, Callable<T> work) {
        if (inHand.incrementAndGet() > places(knownDevice)) {
            inHand.decrementAndGet();
            return Optional.empty();
        }
        try {
            return Optional.of(pool.submit(work).get());
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a password was not hashed", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            inHand.decrementAndGet();
        }
    }

    @Override
    public void destroy() {
        pool.shutdownNow();
    }
}
