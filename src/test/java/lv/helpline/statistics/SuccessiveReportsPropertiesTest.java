package lv.helpline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lv.helpline.audit.Author;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.Region;
import lv.helpline.testing.InMemoryReports;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Quarter after quarter is published while calls of earlier ones still arrive, and each earlier one is tried again.
/// The attacker reads everything that was ever served, and takes all that is known of a quarter together.
class SuccessiveReportsPropertiesTest {

    private static final List<Quarter> QUARTERS =
            List.of(new Quarter(2026, 1), new Quarter(2026, 2), new Quarter(2026, 3));
    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.ANSWERED, Outcome.ABANDONED, Outcome.UNANSWERED, Outcome.CLOSED);
    private static final List<Region> REGIONS = List.of(Region.values());
    private static final int ROWS = 6;
    private static final int COLUMNS = 5;

    /// How many calls of each region and outcome arrive in each of the three rounds, for each of the three quarters.
    @Provide
    Arbitrary<int[]> arrivals() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.integers().between(0, 4)),
                        Tuple.of(2, Arbitraries.integers().between(5, 14)),
                        Tuple.of(1, Arbitraries.integers().between(15, 40)))
                .array(int[].class)
                .ofSize(3 * 3 * 20);
    }

    @Property(tries = 15)
    void what_one_report_hides_no_later_one_shows(@ForAll("arrivals") int[] arrivals) {
        Reports reports = new InMemoryReports();
        var calls = new ArrayList<CallTally>();
        Map<Quarter, Attacker> attackers = new HashMap<>();
        Map<Quarter, int[][]> counts = new HashMap<>();
        for (var round = 0; round < 3; round++) {
            for (var quarter = 0; quarter <= round; quarter++) {
                arrive(calls, QUARTERS.get(quarter), arrivals, (round * 3 + quarter) * 20);
            }
            for (var quarter : QUARTERS.subList(0, round + 1)) {
                if (reports.find(quarter).isEmpty()) {
                    counts.put(quarter, count(calls, quarter));
                }
                reports.publish(Report.of(quarter, calls, regions()), Author.router(Instant.EPOCH));
                attackers
                        .computeIfAbsent(quarter, _ -> new Attacker(ROWS, COLUMNS))
                        .reads(shown(reports.find(quarter).orElseThrow().report()));
            }
        }
        attackers.forEach((quarter, attacker) -> learnsNothing(attacker, Objects.requireNonNull(counts.get(quarter))));
    }

    private static void learnsNothing(Attacker attacker, int[][] counts) {
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < COLUMNS; column++) {
                if (counts[row][column] < 10) {
                    assertThat(attacker.least(row, column)).isZero();
                    assertThat(attacker.most(row, column)).isEqualTo(9);
                }
            }
        }
    }

    private static void arrive(List<CallTally> calls, Quarter quarter, int[] arrivals, int from) {
        for (var cell = 0; cell < 20; cell++) {
            for (var i = 0; i < arrivals[from + cell]; i++) {
                calls.add(call(quarter, REGIONS.get(cell / 4), OUTCOMES.get(cell % 4)));
            }
        }
    }

    private static CallTally call(Quarter quarter, Region region, Outcome outcome) {
        return new CallTally(
                quarter.period().from(), Optional.of(region.name()), outcome, Optional.empty(), 1, 0, 0, 0);
    }

    private static Map<String, Region> regions() {
        return REGIONS.stream().collect(Collectors.toMap(Region::name, region -> region));
    }

    private static int[][] count(List<CallTally> calls, Quarter quarter) {
        var cells = new int[20];
        for (var call : calls) {
            if (quarter.period().contains(call.hour())) {
                cells[
                        4
                                        * List.of(Region.values())
                                                .indexOf(Region.valueOf(
                                                        call.line().orElseThrow()))
                                + OUTCOMES.indexOf(call.outcome())]++;
            }
        }
        return SuppressionPropertiesTest.withTotals(5, 4, cells);
    }

    private static int[][] shown(Report report) {
        var shown = new int[ROWS][COLUMNS];
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < COLUMNS; column++) {
                var region = row == 5 ? Optional.<Region>empty() : Optional.of(REGIONS.get(row));
                var ending = column == 4
                        ? Optional.<CallOutcomeGroup>empty()
                        : Optional.of(CallOutcomeGroup.TOLD.get(column));
                shown[row][column] = report.shown(region, ending).orElse(-1);
            }
        }
        return shown;
    }
}
