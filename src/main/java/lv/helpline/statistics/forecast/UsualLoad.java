package lv.helpline.statistics.forecast;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Staffing;
import lv.helpline.statistics.CallOutcomeGroup;
import lv.helpline.statistics.CallTally;
import lv.helpline.statistics.CampaignEffect;

/// How many calls an open line has in each hour of the week, when nothing is special. Calls that came while it
/// was closed are not among them.
///
/// A mean of ten calls or more is that of the hour itself. The hours that have fewer have one mean together:
/// those of the same time of day from Monday to Friday, or at the weekend, and where these are still under ten,
/// all that are left of the line. So no figure is one caller's, and all of them together are as many calls as
/// there were.
final class UsualLoad {

    private final Map<WeekHour, Double> perOpenHour;
    private final int calls;

    private UsualLoad(Map<WeekHour, Double> perOpenHour, int calls) {
        this.perOpenHour = Map.copyOf(perOpenHour);
        this.calls = calls;
    }

    /// An hour of a line's week, by the clocks of Rīga.
    private record WeekHour(String line, DayOfWeek day, int hour) {

        static WeekHour of(String line, Instant hour) {
            var local = hour.atZone(Roster.ZONE);
            return new WeekHour(line, local.getDayOfWeek(), local.getHour());
        }

        String ofItsKind() {
            return line + (day.compareTo(DayOfWeek.FRIDAY) > 0) + hour;
        }
    }

    private record Counted(WeekHour at, int calls, double openHours) {}

    /// @param days  on which nothing was special
    /// @param calls of these days, and maybe of others
    static UsualLoad of(Roster roster, Collection<Line> lines, Set<LocalDate> days, List<CallTally> calls) {
        var open = new HashMap<WeekHour, Double>();
        var counts = new HashMap<WeekHour, Integer>();
        var byLine = calls.stream()
                .filter(UsualLoad::isOfOpenLine)
                .collect(groupingBy(call -> call.line().orElseThrow()));
        for (var line : lines) {
            var openHours = openHours(roster, line, days);
            openHours.forEach((hour, share) -> open.merge(WeekHour.of(line.number(), hour), share, Double::sum));
            byLine.getOrDefault(line.number(), List.of()).stream()
                    .filter(call -> openHours.containsKey(call.hour()))
                    .forEach(call -> counts.merge(WeekHour.of(line.number(), call.hour()), call.calls(), Integer::sum));
        }
        var counted = open.entrySet().stream()
                .map(each -> new Counted(each.getKey(), counts.getOrDefault(each.getKey(), 0), each.getValue()))
                .toList();
        return new UsualLoad(
                means(counted), counted.stream().mapToInt(Counted::calls).sum());
    }

    /// How many it stands on.
    int calls() {
        return calls;
    }

    /// Whether the line was open on any of the days.
    boolean knows(Line line) {
        return perOpenHour.keySet().stream().anyMatch(each -> each.line().equals(line.number()));
    }

    /// Of an hour in which the line is open throughout: at a time at which it never was, as in its other hours.
    double perHour(Line line, Instant hour) {
        var exactly = perOpenHour.get(WeekHour.of(line.number(), hour));
        return exactly != null
                ? exactly
                : perOpenHour.entrySet().stream()
                        .filter(each -> each.getKey().line().equals(line.number()))
                        .mapToDouble(Map.Entry::getValue)
                        .average()
                        .orElse(0);
    }

    /// Calls that found a line of ours open, whatever became of them.
    static boolean isOfOpenLine(CallTally call) {
        return call.line().isPresent() && CallOutcomeGroup.of(call.outcome()) != CallOutcomeGroup.CLOSED;
    }

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, Roster.ZONE);
    }

    /// How much of each hour of these days the line is open, where it is at all.
    static Map<Instant, Double> openHours(Roster roster, Line line, Set<LocalDate> days) {
        if (days.isEmpty()) {
            return Map.of();
        }
        var from = days.stream().min(Comparator.naturalOrder()).orElseThrow().atStartOfDay(Roster.ZONE);
        var until = days.stream()
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plusDays(1)
                .atStartOfDay(Roster.ZONE);
        var shares = new HashMap<Instant, Double>();
        for (var interval : Staffing.of(roster, line, from.toInstant(), until.toInstant())) {
            for (var at = interval.start(); at.isBefore(interval.end()); ) {
                var hour = at.truncatedTo(ChronoUnit.HOURS);
                var next = hour.plus(1, ChronoUnit.HOURS);
                var end = next.isBefore(interval.end()) ? next : interval.end();
                if (days.contains(dayOf(at))) {
                    shares.merge(hour, ErlangA.seconds(Duration.between(at, end)) / 3600, Double::sum);
                }
                at = end;
            }
        }
        return shares;
    }

    private static Map<WeekHour, Double> means(List<Counted> counted) {
        var means = new HashMap<WeekHour, Double>();
        var left = counted;
        for (var together : List.<Function<Counted, Object>>of(
                Counted::at, each -> each.at().ofItsKind())) {
            var few = new ArrayList<Counted>();
            left.stream().collect(groupingBy(together)).values().forEach(some -> {
                if (calls(some) < CampaignEffect.ENOUGH) {
                    few.addAll(some);
                } else {
                    means.putAll(mean(some));
                }
            });
            left = few;
        }
        left.stream().collect(groupingBy(each -> each.at().line())).values().forEach(some -> means.putAll(mean(some)));
        return means;
    }

    private static Map<WeekHour, Double> mean(List<Counted> some) {
        var mean = calls(some) / some.stream().mapToDouble(Counted::openHours).sum();
        return some.stream().collect(toMap(Counted::at, _ -> mean));
    }

    private static int calls(List<Counted> some) {
        return some.stream().mapToInt(Counted::calls).sum();
    }
}
