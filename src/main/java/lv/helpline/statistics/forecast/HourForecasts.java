package lv.helpline.statistics.forecast;

import static java.util.stream.Collectors.averagingLong;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.Roster;
import lv.helpline.statistics.CallTotals;
import lv.helpline.statistics.Period;

/// The hours of a forecast, each of which is cut where somebody comes or goes; what remains is a queue for each
/// pool.
record HourForecasts(Roster roster, LoadCurve curve, Forecast.Basis basis) {

    /// More consultants than that are not looked for.
    private static final int MOST_MORE = 500;

    /// In an hour without calls, a pool counts just so much.
    private static final double HARDLY_ANY = 1e-9;

    /// A pool, while nobody comes or goes.
    ///
    /// @param calls that are to be expected in this part of the hour
    private record Part(Instant start, double calls, int consultants, double answered, double leaving, int more) {}

    List<Forecast.Hour> of(Period period) {
        return Stream.iterate(
                        period.from(), hour -> hour.isBefore(period.until()), hour -> hour.plus(1, ChronoUnit.HOURS))
                .flatMap(hour -> of(hour).stream())
                .toList();
    }

    /// Empty when no line is open.
    private Optional<Forecast.Hour> of(Instant hour) {
        var end = hour.plus(1, ChronoUnit.HOURS);
        var edges = new TreeSet<>(roster.changes(hour, end));
        edges.add(hour);
        var parts = edges.stream()
                .flatMap(start -> {
                    var next = edges.higher(start);
                    var length = Duration.between(start, next == null ? end : next);
                    return ConsultantPool.at(roster, start).stream().map(pool -> part(pool, hour, start, length));
                })
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(together(hour, parts));
    }

    private Part part(ConsultantPool pool, Instant hour, Instant start, Duration length) {
        var perHour = pool.lines().stream()
                .mapToDouble(line -> curve.perHour(line, hour))
                .sum();
        var consultants = pool.consultants().size();
        var queue = queue(pool, perHour, consultants);
        var more = 0;
        while (more < MOST_MORE && !isGoodEnough(queue(pool, perHour, consultants + more))) {
            more++;
        }
        return new Part(
                start,
                perHour * length.toSeconds() / Duration.ofHours(1).toSeconds(),
                consultants,
                queue.answeredWithin(CallTotals.IN_TIME),
                queue.leaving(),
                more);
    }

    private ErlangA queue(ConsultantPool pool, double perHour, int consultants) {
        var wrapUp = pool.lines().stream()
                .collect(averagingLong(line -> line.wrapUp().toSeconds()));
        return new ErlangA(perHour, basis.talk().plusSeconds(Math.round(wrapUp)), basis.patience(), consultants);
    }

    private static boolean isGoodEnough(ErlangA queue) {
        return 100 * queue.answeredWithin(CallTotals.IN_TIME) >= Forecast.GOAL_PERCENT;
    }

    private static Forecast.Hour together(Instant hour, List<Part> parts) {
        var onDuty = byStart(parts, Part::consultants);
        return new Forecast.Hour(
                hour,
                parts.stream().mapToDouble(Part::calls).sum(),
                onDuty.getMin(),
                onDuty.getMax(),
                mean(parts, Part::answered),
                mean(parts, Part::leaving),
                byStart(parts, Part::more).getMax());
    }

    /// Of the pools of each part of the hour together.
    private static IntSummaryStatistics byStart(Collection<Part> parts, ToIntFunction<Part> of) {
        return parts.stream().collect(groupingBy(Part::start)).values().stream()
                .collect(Collectors.summarizingInt(
                        pools -> pools.stream().mapToInt(of).sum()));
    }

    private static double mean(List<Part> parts, ToDoubleFunction<Part> of) {
        return parts.stream()
                        .mapToDouble(part -> weight(part) * of.applyAsDouble(part))
                        .sum()
                / parts.stream().mapToDouble(HourForecasts::weight).sum();
    }

    private static double weight(Part part) {
        return Math.max(part.calls(), HARDLY_ANY);
    }
}
