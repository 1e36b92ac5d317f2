package lv.helpline.solver;

import static lv.helpline.roster.Language.ENGLISH;
import static lv.helpline.roster.Language.LATVIAN;
import static lv.helpline.roster.Language.RUSSIAN;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.speaking;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import lv.helpline.planning.proposals.Assignment;
import lv.helpline.planning.proposals.StaffingLimits;
import lv.helpline.planning.proposals.StaffingPlan;
import lv.helpline.planning.proposals.StaffingProblem;
import lv.helpline.planning.proposals.StaffingProblems;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.staffing.DutyPreference;

/// A house with a line open from 8 to 22 each day in each of five regions, of which half the duties are given: how
/// long it takes to propose who has the others. Run by `ops/bench --proposals N`.
public final class LargeHouse {

    private static final int WEEKS = 8;
    private static final LocalDate FROM = LocalDate.of(2026, 12, 7);
    private static final List<Region> REGIONS = List.of(Region.values());

    private LargeHouse() {}

    /// @param arguments how many people, and how many seconds at most
    public static void main(String... arguments) {
        var people = Integer.parseInt(arguments[0]);
        var atMost = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 20);
        var begun = System.nanoTime();
        var problem = problem(people);
        System.out.printf(
                "%d people, %d weeks: gaps of %d h in %d parts, worked out in %.1f s%n",
                people, WEEKS, problem.whole().toHours(), problem.parts().size(), seconds(begun));
        var filledAfter = new ArrayList<Double>();
        var solving = System.nanoTime();
        var found = new TimefoldSolver().solve(problem, atMost, better -> {
            if (problem.filled(better).equals(problem.whole())) {
                filledAfter.add(seconds(solving));
            }
        });
        System.out.printf(
                "all filled after   %s%n", filledAfter.isEmpty() ? "–" : "%.1f s".formatted(filledAfter.getFirst()));
        System.out.printf("ended after        %.1f s%n", seconds(begun));
        System.out.printf(
                "filled             %d h of %d h%n",
                problem.filled(found).toHours(), problem.whole().toHours());
        System.out.printf(
                "covers             %d%n",
                StaffingPlan.of(problem, found).proposals().size());
        System.out.printf("costs              %s%n", PlanScore.of(problem, found));
        System.out.printf("those of no plan   %s%n", PlanScore.of(problem, Assignment.NONE));
        System.out.printf(
                "memory             %d MB at most%n", Runtime.getRuntime().totalMemory() >> 20);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static StaffingProblem problem(int people) {
        var random = new Random(24);
        var lines = REGIONS.stream()
                .map(region -> speaking(
                        line(
                                region.name().toLowerCase(Locale.ROOT),
                                "6700000" + REGIONS.indexOf(region),
                                region,
                                hours()),
                        LATVIAN,
                        RUSSIAN,
                        ENGLISH))
                .toArray(Line[]::new);
        var consultants = IntStream.rangeClosed(1, people)
                .mapToObj(id -> id % 3 == 0
                        ? consultant(id, "No. " + id, LATVIAN)
                        : id % 3 == 1
                                ? consultant(id, "No. " + id, LATVIAN, RUSSIAN)
                                : consultant(id, "No. " + id, LATVIAN, RUSSIAN, ENGLISH))
                .toList();
        var builder = RosterBuilder.of(lines).with(consultants.toArray());
        var preferences = new ArrayList<DutyPreference>();
        for (var who : consultants) {
            var region = REGIONS.get(who.id().value() % REGIONS.size());
            var day = DayOfWeek.of(1 + who.id().value() % 7);
            builder.with(onDuty(who).in(region).each(List.of(on(day, "08:00", "15:00"))));
            var away = FROM.plusDays(random.nextInt(WEEKS * 7));
            builder.with(absent(who, away + " 00:00", away.plusDays(1 + random.nextInt(7)) + " 00:00"));
            for (var kind : DutyPreference.Kind.values()) {
                var said = FROM.plusDays(random.nextInt(WEEKS * 7));
                preferences.add(new DutyPreference(who.id(), kind, span(said + " 08:00", said + " 22:00")));
            }
        }
        var roster = builder.roster();
        return StaffingProblems.of(
                roster,
                preferences,
                FROM,
                FROM.plusWeeks(WEEKS),
                at("2026-11-30 12:00"),
                new StaffingLimits(Duration.ofHours(8), Duration.ofHours(12)));
    }

    private static WeeklySpan[] hours() {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> on(day, "08:00", "22:00"))
                .toArray(WeeklySpan[]::new);
    }
}
