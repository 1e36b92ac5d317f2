package lv.helpline.identity.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.web.RateLimiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Who signed in and out, who was refused, and what API clients did with their keys: a line in the log, and a
/// count that alerts watch. Both name an account or a key by its number, and never an address, a name or what
/// was typed.
///
/// Counts are complete. Of lines that are the same, the log has some a minute: whoever guesses fills no disk.
@Component
public class SecurityEvents {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityEvents.class);

    /// What was done or tried.
    enum Event {
        SIGN_IN,
        /// Somebody who has signed in confirmed it once more, before a sensitive edit.
        STEP_UP,
        SIGN_OUT,
        /// An API client showed its key.
        API_KEY,
        /// Somebody who is known asked for what they may not.
        ACCESS
    }

    /// By what.
    enum Way {
        PASSWORD,
        PASSKEY,
        LINK,
        MAILED_CODE,
        /// Of an API client.
        KEY,
        /// A button of the session that ends.
        HERE,
        /// A button that ends all sessions of the account.
        EVERYWHERE,
        /// The session was idle for too long, or as old as it may become.
        TIME_OUT,
        /// A page that is not for the role of the account.
        ROLE,
        /// A form that lacks the token of its session.
        FORM,
        /// A resource that the key is not for.
        SCOPE
    }

    public enum Result {
        ACCEPTED,
        WRONG,
        TOO_SOON,
        BUSY,
        FORBIDDEN
    }

    private static final int SAME_LINES_A_MINUTE = 10;

    private final MeterRegistry registry;
    private final RateLimiter lines;

    SecurityEvents(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        lines = new RateLimiter(clock, SAME_LINES_A_MINUTE);
        // A counter that is not there until it counts hides its first count from increase().
        for (var result : EnumSet.complementOf(EnumSet.of(Result.FORBIDDEN))) {
            for (var way : new Way[] {Way.PASSWORD, Way.PASSKEY, Way.LINK, Way.MAILED_CODE}) {
                counter(Event.SIGN_IN, way, result);
                counter(Event.STEP_UP, way, result);
            }
            counter(Event.API_KEY, Way.KEY, result);
        }
        for (var way : new Way[] {Way.HERE, Way.EVERYWHERE, Way.TIME_OUT}) {
            counter(Event.SIGN_OUT, way, Result.ACCEPTED);
        }
        for (var way : new Way[] {Way.ROLE, Way.FORM, Way.SCOPE}) {
            counter(Event.ACCESS, way, Result.FORBIDDEN);
        }
    }

    /// @param account whose it was; empty when nobody's is known
    void happened(Event event, Way way, Result result, Optional<AccountId> account) {
        counter(event, way, result).increment();
        log(word(event) + " by " + word(way) + ": " + word(result) + ", account "
                + account.map(AccountId::toString).orElse("unknown"));
    }

    /// @param token the number of the key; empty when it is nobody's
    public void keyShown(Result result, Optional<Integer> token) {
        counter(Event.API_KEY, Way.KEY, result).increment();
        log(word(Event.API_KEY) + ": " + word(result) + ", key "
                + token.map(String::valueOf).orElse("unknown"));
    }

    /// @param token the number of a key that is not for what was asked
    public void keyForbidden(int token) {
        counter(Event.ACCESS, Way.SCOPE, Result.FORBIDDEN).increment();
        log(word(Event.ACCESS) + " by " + word(Way.SCOPE) + ": " + word(Result.FORBIDDEN) + ", key " + token);
    }

    private void log(String line) {
        if (lines.ask(line).isZero()) {
            LOG.info("{}", line);
        }
    }

    private Counter counter(Event event, Way way, Result result) {
        return Counter.builder("helpline.security.events")
                .description(
                        "Sign-ins, step-ups, sign-outs, uses of API keys, refused access and refused phones, by way and result")
                .tag("event", word(event))
                .tag("way", word(way))
                .tag("result", word(result))
                .register(registry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
