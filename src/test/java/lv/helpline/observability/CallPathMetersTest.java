package lv.helpline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.Strategy;
import lv.helpline.routing.Alternative;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.Decision;
import lv.helpline.routing.Reason;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.RingPlan;
import lv.helpline.routing.Rule;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.StalenessPolicy;
import lv.helpline.routing.Step;
import lv.helpline.routing.Target;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class CallPathMetersTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Line LATGALE = new Line(
            new LineId("latgale"),
            "25723222",
            "Latgale",
            Region.LATGALE,
            List.of(Language.LATVIAN),
            List.of(),
            true,
            new Strategy.AllAtOnce(),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Duration.ofMinutes(15),
            false);
    private static final Target ZANE = new Target(new ConsultantId(3), new Contact.Mobile("+37120000001"));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CallPathMeters meters = new CallPathMeters(registry, CLOCK);

    @Test
    void decisions_are_scraped_by_verb_and_rule_and_no_line_is() {
        meters.decided(ring(), Duration.ofMillis(3));
        meters.decided(ring(), Duration.ofMillis(3));
        meters.decided(closed(), Duration.ofMillis(3));
        meters.decided(unknown(), Duration.ofMillis(3));
        assertThat(scraped())
                .contains(
                        "helpline_decisions_total{rule=\"any-language\",verb=\"ring\"} 2.0",
                        "helpline_decisions_total{rule=\"public-holiday\",verb=\"closed\"} 1.0",
                        "helpline_decisions_total{rule=\"unknown-line\",verb=\"unknown\"} 1.0",
                        "helpline_decision_rules_total{rule=\"opening-hours\"} 2.0",
                        "helpline_decision_rules_total{rule=\"any-language\"} 2.0",
                        "helpline_decision_rules_total{rule=\"other-line-open\"} 1.0",
                        "helpline_decision_duration_seconds_count 4",
                        "helpline_decision_duration_seconds_bucket{le=\"0.001\"} 0",
                        "helpline_decision_duration_seconds_bucket{le=\"0.005\"} 4")
                .doesNotContain("latgale");
    }

    @Test
    void refusals_are_scraped_by_cause_from_zero_on() {
        meters.refused(Refusal.UNKNOWN_SCRIPT);
        assertThat(scraped())
                .contains(
                        "helpline_agi_refusals_total{cause=\"unknown-script\"} 1.0",
                        "helpline_agi_refusals_total{cause=\"malformed\"} 0.0",
                        "helpline_agi_refusals_total{cause=\"fault\"} 0.0");
    }

    @Test
    void the_spool_and_what_was_stored_are_scraped() {
        meters.spooled(7);
        meters.stored(5);
        meters.recorded(DecidedBy.FALLBACK, 2);
        meters.attempted(Attempt.Result.TRUNK_FAULT, 3);
        assertThat(scraped())
                .contains(
                        "helpline_outcome_spool_entries 7.0",
                        "helpline_outcomes_stored_total 5.0",
                        "helpline_calls_recorded_total{by=\"fallback\"} 2.0",
                        "helpline_calls_recorded_total{by=\"last-resort\"} 0.0",
                        "helpline_attempts_total{result=\"trunk-fault\"} 3.0",
                        "helpline_attempts_total{result=\"passed\"} 0.0");
    }

    @Test
    void the_snapshots_age_is_scraped_in_seconds() {
        aged(Duration.ofSeconds(90)).bindTo(registry);
        assertThat(scraped()).contains("helpline_snapshot_age_seconds 90.0", "helpline_snapshot_stale 0.0");
    }

    @Test
    void an_old_snapshot_is_stale_and_a_missing_one_too() {
        assertThat(aged(Duration.ofMinutes(10)).isStale()).isFalse();
        assertThat(aged(Duration.ofMinutes(10).plusNanos(1)).isStale()).isTrue();
        new SnapshotAge(Optional::empty, CLOCK, new StalenessPolicy(Duration.ofMinutes(10))).bindTo(registry);
        assertThat(scraped()).contains("helpline_snapshot_age_seconds NaN", "helpline_snapshot_stale 1.0");
    }

    @Test
    void nothing_of_a_person_is_scraped() {
        meters.decided(ring(), Duration.ofMillis(3));
        assertThat(registry.scrape()).doesNotContain("20000001", "25723222", "Latgale\"");
    }

    @Test
    void the_call_path_is_up_while_a_roster_is_held_and_somebody_listens() {
        assertThat(new CallPathHealth(aged(Duration.ofSeconds(1)), () -> true, Optional::empty, CLOCK).health())
                .satisfies(health -> assertThat(health.getStatus()).isEqualTo(Status.UP))
                .satisfies(health -> assertThat(health.getDetails()).containsEntry("roster", "fresh"));
        assertThat(new CallPathHealth(aged(Duration.ofDays(3)), () -> true, Optional::empty, CLOCK).health())
                .satisfies(health -> assertThat(health.getStatus()).isEqualTo(Status.UP))
                .satisfies(health -> assertThat(health.getDetails()).containsEntry("roster", "stale"));
        assertThat(new CallPathHealth(aged(Duration.ofSeconds(1)), () -> false, Optional::empty, CLOCK)
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(new CallPathHealth(
                                new SnapshotAge(Optional::empty, CLOCK, new StalenessPolicy(Duration.ofMinutes(10))),
                                () -> true,
                                Optional::empty,
                                CLOCK)
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
    }

    /// With a wrong secret Asterisk asks in vain, and nothing else shows it.
    @Test
    void the_call_path_warns_for_five_minutes_of_a_wrong_secret() {
        meters.refused(Refusal.SLOW);
        assertThat(healthAt(NOW).getStatus()).isEqualTo(Status.UP);
        meters.refused(Refusal.SECRET);
        assertThat(healthAt(NOW.plusSeconds(299)).getStatus()).isEqualTo(PromptsHealth.WARNING);
        assertThat(healthAt(NOW.plusSeconds(299)).getDetails().get("secret"))
                .asString()
                .contains("wrong");
        assertThat(healthAt(NOW.plusSeconds(300)).getStatus()).isEqualTo(Status.UP);
        assertThat(scraped()).contains("helpline_agi_refusals_total{cause=\"secret\"} 1.0");
    }

    private Health healthAt(Instant at) {
        return new CallPathHealth(
                        aged(Duration.ofSeconds(1)), () -> true, meters::wrongSecret, Clock.fixed(at, ZoneOffset.UTC))
                .health();
    }

    private List<String> scraped() {
        return registry.scrape().lines().toList();
    }

    private static SnapshotAge aged(Duration age) {
        var nothing = new RosterData(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        var snapshot = new Snapshot(
                "0123456789abcdef", NOW.minus(age), new Roster(nothing, date -> Optional.empty()), RecentActivity.NONE);
        return new SnapshotAge(() -> Optional.of(snapshot), CLOCK, new StalenessPolicy(Duration.ofMinutes(10)));
    }

    private static Decision ring() {
        return new Decision.Ring(
                LATGALE,
                Language.LATVIAN,
                new RingPlan(List.of(new Step(Rule.ANY_LANGUAGE, List.of(ZANE), Duration.ofSeconds(20)))),
                new Alternative.Nowhere(),
                reasons(Rule.OPENING_HOURS, Rule.ANY_LANGUAGE, Rule.ANY_LANGUAGE, Rule.ALL_AT_ONCE));
    }

    private static Decision closed() {
        return new Decision.Closed(
                LATGALE,
                Language.LATVIAN,
                Optional.empty(),
                Optional.empty(),
                new Alternative.Nowhere(),
                reasons(Rule.PUBLIC_HOLIDAY, Rule.OTHER_LINE_OPEN));
    }

    private static Decision unknown() {
        return new Decision.Unknown(Language.LATVIAN, Optional.of(LATGALE), reasons(Rule.UNKNOWN_LINE));
    }

    private static List<Reason> reasons(Rule... rules) {
        return List.of(rules).stream().map(rule -> new Reason(rule, List.of())).toList();
    }
}
