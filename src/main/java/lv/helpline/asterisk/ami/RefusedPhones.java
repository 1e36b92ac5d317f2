package lv.helpline.asterisk.ami;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts how often Asterisk refused somebody who was to be a phone, for a wrong password or a name that it does not
/// know. The count is complete; a log line says how many there were since the last one, a minute apart at least, so
/// whoever guesses fills no disk. Who it was is in neither.
final class RefusedPhones {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedPhones.class);

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final Counter counter;
    private final Clock clock;
    private long untold;
    private Instant next = Instant.EPOCH;

    RefusedPhones(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        counter = Counter.builder("helpline.security.events")
                .description("Sign-ins, step-ups, sign-outs, uses of API keys and refused phones, by way and result")
                .tag("event", "phone")
                .tag("way", "password")
                .tag("result", "wrong")
                .register(registry);
    }

    synchronized void count() {
        counter.increment();
        untold++;
        tell();
    }

    /// Writes the line that is due, if there is one.
    synchronized void tell() {
        var now = clock.instant();
        var due = !now.isBefore(next) || now.isBefore(next.minus(BETWEEN_LINES));
        if (untold > 0 && due) {
            LOG.warn("Asterisk refused phones, or strangers in their place, for a wrong name or password: {}", untold);
            untold = 0;
            next = now.plus(BETWEEN_LINES);
        }
    }
}
