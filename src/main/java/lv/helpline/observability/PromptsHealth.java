package lv.helpline.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;
import lv.helpline.roster.Referral;
import lv.helpline.roster.Roster;
import lv.helpline.routing.SnapshotSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Warns while callers are greeted by a synthetic voice, and when an entry of the list of outside help has not been
/// checked for [Referral#GOOD_FOR_DAYS] days. Calls go on either way, so it is never worse than a warning.
final class PromptsHealth implements HealthIndicator, MeterBinder {

    static final Status WARNING = new Status("WARNING");

    private final Supplier<Optional<Set<Language>>> syntheticGreetings;
    private final SnapshotSource snapshots;
    private final Clock clock;

    /// @param syntheticGreetings empty until an Asterisk has told
    PromptsHealth(Supplier<Optional<Set<Language>>> syntheticGreetings, SnapshotSource snapshots, Clock clock) {
        this.syntheticGreetings = syntheticGreetings;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var synthetic = syntheticGreetings.get();
        var due = dueOutsideHelp();
        var fine = due.isEmpty() && synthetic.map(Set::isEmpty).orElse(true);
        return Health.status(fine ? Status.UP : WARNING)
                .withDetail(
                        "syntheticGreetings",
                        synthetic
                                .<Object>map(languages -> languages.stream()
                                        .map(Language::code)
                                        .sorted()
                                        .toList())
                                .orElse("not told yet"))
                .withDetail("outsideHelpToCheck", due)
                .build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "helpline.greetings.synthetic",
                        this,
                        each -> each.syntheticGreetings.get().map(Set::size).orElse(0))
                .description("Languages in which callers are greeted by a synthetic voice")
                .baseUnit("languages")
                .register(registry);
        Gauge.builder(
                        "helpline.outside.help.due",
                        this,
                        each -> each.dueOutsideHelp().size())
                .description("Entries of the list of outside help that have to be checked again")
                .baseUnit("entries")
                .register(registry);
    }

    private List<String> dueOutsideHelp() {
        var today = LocalDate.ofInstant(clock.instant(), Roster.ZONE);
        return snapshots.current().stream()
                .flatMap(snapshot -> snapshot.roster().data().outsideHelp().stream())
                .filter(help -> help.isDueOn(today))
                .map(Referral::name)
                .map(Announcement::text)
                .toList();
    }
}
