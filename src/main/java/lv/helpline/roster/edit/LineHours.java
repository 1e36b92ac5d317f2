package lv.helpline.roster.edit;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.WeeklySpan;

/// The opening hours of a line, those of all dates: they are changed as a whole.
///
/// @param hours by weekday, time and date; what goes on from one date to the next is one
public record LineHours(LineId line, List<OpeningSpan> hours) {

    public LineHours {
        hours = hours.stream()
                .sorted(comparing((OpeningSpan hour) -> hour.span().day())
                        .thenComparing(hour -> hour.span().start())
                        .thenComparing(hour -> hour.span().end())
                        .thenComparing(OpeningSpan::from))
                .toList();
    }

    public static LineHours of(Line line) {
        return new LineHours(line.id(), line.hours());
    }

    /// Those of one date.
    public List<WeeklySpan> on(LocalDate date) {
        return OpeningSpan.on(date, hours);
    }

    /// The dates after that one from which the week is another.
    public List<LocalDate> changesAfter(LocalDate date) {
        return hours.stream()
                .flatMap(hour -> Stream.concat(Stream.of(hour.from()), hour.until().stream()))
                .filter(edge -> edge.isAfter(date))
                .sorted()
                .distinct()
                .toList();
    }

    /// Other hours from that date on, until those that are entered for later already.
    public LineHours from(LocalDate date, List<WeeklySpan> weekly) {
        var next = changesAfter(date).stream().findFirst();
        var then =
                weekly.stream().map(span -> new OpeningSpan(span, date, next)).toList();
        return until(date, Stream.concat(then.stream(), next.stream().flatMap(this::since)));
    }

    /// These hours before that date, and others from it on.
    LineHours until(LocalDate date, LineHours others) {
        return until(date, others.since(date));
    }

    private LineHours until(LocalDate date, Stream<OpeningSpan> later) {
        var earlier = hours.stream()
                .filter(hour -> hour.from().isBefore(date))
                .map(hour -> hour.until().filter(until -> !until.isAfter(date)).isPresent()
                        ? hour
                        : new OpeningSpan(hour.span(), hour.from(), Optional.of(date)));
        return new LineHours(line, joined(Stream.concat(earlier, later).toList()));
    }

    private Stream<OpeningSpan> since(LocalDate date) {
        return hours.stream()
                .filter(hour ->
                        hour.until().filter(until -> !until.isAfter(date)).isEmpty())
                .map(hour -> hour.from().isBefore(date) ? new OpeningSpan(hour.span(), date, hour.until()) : hour);
    }

    /// What ends on the date on which the same begins is one.
    private static List<OpeningSpan> joined(List<OpeningSpan> hours) {
        var joined = new ArrayList<OpeningSpan>();
        hours.stream().sorted(comparing(OpeningSpan::from)).forEach(hour -> {
            var before = joined.stream()
                    .filter(each ->
                            each.span().equals(hour.span()) && each.until().equals(Optional.of(hour.from())))
                    .findFirst();
            before.ifPresent(joined::remove);
            joined.add(before.map(each -> new OpeningSpan(each.span(), each.from(), hour.until()))
                    .orElse(hour));
        });
        return joined;
    }
}
