package lv.helpline.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.roster.Language;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.Decision;
import lv.helpline.routing.GreetingVoices;
import lv.helpline.routing.Reason;
import lv.helpline.routing.Rule;

/// Counts what happens on the call path. A tag has a rule's name or a word from a list, never anything of a caller or a
/// consultant. No line's either: counts are fetched every few seconds, and a line that counts one more tells when
/// somebody called it.
final class CallPathMeters implements CallPathObserver, GreetingVoices {

    private final MeterProvider<Counter> decisions;
    private final MeterProvider<Counter> rules;
    private final Timer duration;
    private final MeterProvider<Counter> refusals;
    private final AtomicInteger spool = new AtomicInteger();
    private final Counter stored;
    private final Counter discarded;
    private final MeterProvider<Counter> recorded;
    private final MeterProvider<Counter> attempted;
    private final MeterProvider<Counter> pins;
    private final Clock clock;
    private volatile Optional<Instant> wrongSecret = Optional.empty();
    private volatile Optional<Set<Language>> syntheticGreetings = Optional.empty();

    CallPathMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        decisions = Counter.builder("helpline.decisions")
                .description("Decisions by what the caller gets and by the rule that settled it")
                .withRegistry(registry);
        rules = Counter.builder("helpline.decision.rules")
                .description("Decisions in which a rule took part")
                .withRegistry(registry);
        duration = Timer.builder("helpline.decision.duration")
                .description("From a request's arrival to its answer's writing")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(700))
                .register(registry);
        refusals = Counter.builder("helpline.agi.refusals")
                .description("FastAGI requests refused, by cause")
                .withRegistry(registry);
        Gauge.builder("helpline.outcome.spool", spool, AtomicInteger::get)
                .description("Outcomes that waited in the asking Asterisk after its spool was last drained")
                .baseUnit("entries")
                .register(registry);
        stored = Counter.builder("helpline.outcomes.stored")
                .description("Outcomes committed to the database")
                .register(registry);
        discarded = Counter.builder("helpline.outcomes.discarded")
                .description("Entries of the spool that could not be read and were thrown away")
                .register(registry);
        recorded = Counter.builder("helpline.calls.recorded")
                .description("Calls recorded for the first time, by who had decided them")
                .withRegistry(registry);
        attempted = Counter.builder("helpline.attempts")
                .description("Ringings of consultants recorded for the first time, by how they ended")
                .withRegistry(registry);
        pins = Counter.builder("helpline.pin.attempts")
                .description("PINs tried on the duty line, by whether they were right")
                .withRegistry(registry);
        beginAtZero();
    }

    /// A counter that is not there until it counts hides its first count from `rate()`.
    private void beginAtZero() {
        for (var result : List.of("right", "wrong")) {
            pins.withTag("result", result);
        }
        for (var cause : Refusal.values()) {
            refusals.withTag("cause", word(cause));
        }
        for (var by : DecidedBy.values()) {
            recorded.withTag("by", word(by));
        }
        for (var result : Attempt.Result.values()) {
            attempted.withTag("result", word(result));
        }
    }

    @Override
    public void decided(Decision decision, Duration elapsed) {
        decisions
                .withTags("verb", verb(decision), "rule", settledBy(decision).code())
                .increment();
        decision.reasons().stream()
                .map(Reason::rule)
                .distinct()
                .forEach(rule -> rules.withTag("rule", rule.code()).increment());
        duration.record(elapsed);
    }

    @Override
    public void refused(Refusal cause) {
        refusals.withTag("cause", word(cause)).increment();
        if (cause == Refusal.SECRET) {
            wrongSecret = Optional.of(clock.instant());
        }
    }

    /// When a request without the shared secret, or with a wrong one, was refused last.
    Optional<Instant> wrongSecret() {
        return wrongSecret;
    }

    @Override
    public void spooled(int waiting) {
        spool.set(waiting);
    }

    @Override
    public void stored(int records) {
        stored.increment(records);
    }

    @Override
    public void discarded(int entries) {
        discarded.increment(entries);
    }

    @Override
    public void recorded(DecidedBy by, int calls) {
        recorded.withTag("by", word(by)).increment(calls);
    }

    @Override
    public void attempted(Attempt.Result result, int ringings) {
        attempted.withTag("result", word(result)).increment(ringings);
    }

    @Override
    public void pinTried(boolean right) {
        pins.withTag("result", right ? "right" : "wrong").increment();
    }

    @Override
    public void greetings(Set<Language> synthetic) {
        syntheticGreetings = Optional.of(Set.copyOf(synthetic));
    }

    @Override
    public Optional<Set<Language>> synthetic() {
        return syntheticGreetings;
    }

    private static String verb(Decision decision) {
        return switch (decision) {
            case Decision.Menu menu -> "menu";
            case Decision.Ring ring -> "ring";
            case Decision.Closed closed -> "closed";
            case Decision.Nobody nobody -> "nobody";
            case Decision.Unknown unknown -> "unknown";
        };
    }

    /// For a ringing phone the rule that found whom to ring first, for a closed line the rule that closed it.
    private static Rule settledBy(Decision decision) {
        return switch (decision) {
            case Decision.Menu menu -> menu.reasons().getFirst().rule();
            case Decision.Ring ring -> ring.plan().steps().getFirst().rule();
            case Decision.Closed closed ->
                closed.reasons().stream().map(Reason::rule).findFirst().orElse(Rule.OUTSIDE_HOURS);
            case Decision.Nobody nobody -> Rule.NOBODY;
            case Decision.Unknown unknown -> Rule.UNKNOWN_LINE;
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
