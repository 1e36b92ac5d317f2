package lv.helpline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class PromptsHealthTest {

    private static final Snapshot SNAPSHOT = new Snapshot(
            "0123456789abcdef",
            Instant.EPOCH,
            RosterBuilder.of(RosterBuilder.line("latgale", "25723222", Region.LATGALE))
                    .with(RosterBuilder.outsideHelp("Krīzes tālrunis", "116123", Language.LATVIAN))
                    .roster(),
            RecentActivity.NONE);

    @Test
    void warns_while_a_greeting_is_synthetic() {
        var health = health(Optional.of(Set.of(Language.RUSSIAN, Language.LATVIAN)), "2026-11-24T08:00:00Z");

        assertThat(health.getStatus()).isEqualTo(PromptsHealth.WARNING);
        assertThat(health.getDetails()).containsEntry("syntheticGreetings", List.of("lv", "ru"));
    }

    @Test
    void is_up_when_all_are_recorded_and_until_an_asterisk_has_told() {
        assertThat(health(Optional.of(Set.of()), "2026-11-24T08:00:00Z").getStatus())
                .isEqualTo(Status.UP);
        assertThat(health(Optional.empty(), "2026-11-24T08:00:00Z").getStatus()).isEqualTo(Status.UP);
    }

    /// It was checked on 1 November 2026; the ninetieth day after that, in Riga, is 30 January.
    @ParameterizedTest
    @CsvSource({"2027-01-30T21:59:59Z, UP", "2027-01-30T22:00:00Z, WARNING"})
    void warns_when_outside_help_was_not_checked_for_90_days(String now, String status) {
        var health = health(Optional.of(Set.of()), now);

        assertThat(health.getStatus().getCode()).isEqualTo(status);
        assertThat(health.getDetails())
                .containsEntry("outsideHelpToCheck", status.equals("UP") ? List.of() : List.of("Krīzes tālrunis"));
    }

    @Test
    void both_are_scraped() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        of(Optional.of(Set.of(Language.LATVIAN)), "2027-06-01T08:00:00Z").bindTo(registry);

        assertThat(registry.scrape())
                .contains("helpline_greetings_synthetic_languages 1.0")
                .contains("helpline_outside_help_due_entries 1.0");
    }

    private static Health health(Optional<Set<Language>> synthetic, String now) {
        return of(synthetic, now).health();
    }

    private static PromptsHealth of(Optional<Set<Language>> synthetic, String now) {
        return new PromptsHealth(
                () -> synthetic, () -> Optional.of(SNAPSHOT), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }
}
