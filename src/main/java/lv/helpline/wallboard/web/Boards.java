package lv.helpline.wallboard.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import lv.helpline.accounts.Accounts;
import lv.helpline.calllog.RecentAttempts;
import lv.helpline.callout.TestCalls;
import lv.helpline.lines.Published;
import lv.helpline.roster.Roster;
import lv.helpline.routing.AsteriskProbe;
import lv.helpline.routing.DatabaseWrites;
import lv.helpline.routing.FallbackCopy;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.StalenessPolicy;
import lv.helpline.staff.Pins;
import lv.helpline.staff.web.ContactPolicy;
import lv.helpline.wallboard.Board;
import lv.helpline.wallboard.CallFeed;
import lv.helpline.wallboard.HealthSignals;
import org.springframework.stereotype.Component;

/// The board as it is when it is asked for.
@Component
class Boards {

    /// A test call that failed longer ago says nothing of the coming duties.
    private static final Duration TESTS_COUNT_FOR = Duration.ofDays(7);

    private static final Duration REFUSALS_COUNT_FOR = Duration.ofMinutes(15);

    private final SnapshotSource snapshots;
    private final StalenessPolicy stalenessPolicy;
    private final CallFeed live;
    private final FallbackCopy fallback;
    private final Accounts accounts;
    private final TestCalls tests;
    private final ContactPolicy policy;
    private final Pins pins;
    private final DatabaseWrites writes;
    private final AsteriskProbe asterisk;
    private final RecentAttempts attempts;
    private final Published.Checks checks;
    private final Clock clock;

    Boards(
            SnapshotSource snapshots,
            StalenessPolicy stalenessPolicy,
            CallFeed live,
            FallbackCopy fallback,
            Accounts accounts,
            TestCalls tests,
            ContactPolicy policy,
            Pins pins,
            DatabaseWrites writes,
            AsteriskProbe asterisk,
            RecentAttempts attempts,
            Published.Checks checks,
            Clock clock) {
        this.snapshots = snapshots;
        this.stalenessPolicy = stalenessPolicy;
        this.live = live;
        this.fallback = fallback;
        this.accounts = accounts;
        this.tests = tests;
        this.policy = policy;
        this.pins = pins;
        this.writes = writes;
        this.asterisk = asterisk;
        this.attempts = attempts;
        this.checks = checks;
        this.clock = clock;
    }

    /// A board and the instant of which it is.
    record At(Board board, Instant instant) {}

    /// What tells that calls are lost now, or will not be written down. It costs nothing to look at.
    record Alarms(Optional<Instant> refusingSince, Optional<Instant> failingSince) {}

    Alarms alarms() {
        return new Alarms(asterisk.refusingSince(), writes.failingSince());
    }

    At now() {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, Roster.ZONE);
        var alarms = alarms();
        var healthSignals = new HealthSignals(
                fallback.lastSeen(),
                accounts.administrators(),
                tests.failed(now.minus(TESTS_COUNT_FOR)).stream()
                        .map(TestCalls.TestCall::consultant)
                        .distinct()
                        .toList(),
                policy.notRung(),
                pins.wrongOn(today),
                alarms.failingSince(),
                alarms.refusingSince(),
                checks.due(today),
                attempts.refusedByTrunk(now.minus(REFUSALS_COUNT_FOR)));
        return new At(Board.of(snapshots.current(), stalenessPolicy, live.current(), healthSignals, now), now);
    }
}
