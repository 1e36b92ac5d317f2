package lv.helpline.roster;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The second, slow, obviously right roster: it paints every span on a strip of minutes by looking at the clock of each
/// minute, and answers by looking at the strip. Everything in its roster is to the minute.
public final class MinuteByMinute {

    private final RosterData data;
    private final Holidays holidays;
    private final Instant first;
    private final LocalDateTime[] clock;

    /// A strip of whole days from that date.
    public MinuteByMinute(RosterData data, Holidays holidays, LocalDate from, int days) {
        this.data = data;
        this.holidays = holidays;
        first = from.atStartOfDay(Roster.ZONE).toInstant();
        var minutes = (int) Duration.between(
                        first, from.plusDays(days).atStartOfDay(Roster.ZONE).toInstant())
                .toMinutes();
        clock = IntStream.range(0, minutes)
                .mapToObj(minute -> LocalDateTime.ofInstant(instant(minute), Roster.ZONE))
                .toArray(LocalDateTime[]::new);
    }

    public Instant end() {
        return instant(clock.length);
    }

    /// The line's cause at each minute of the strip.
    OpeningStatus.Cause[] causes(Line line) {
        var closures = new BitSet();
        data.closures().stream()
                .filter(closure ->
                        closure.line().isEmpty() || closure.line().get().equals(line.id()))
                .forEach(closure -> closures.or(paint(closure.span())));
        var openings = new BitSet();
        data.specialOpenings().stream()
                .filter(opening -> opening.line().equals(line.id()))
                .forEach(opening -> openings.or(paint(opening.span())));
        var hours = new BitSet();
        for (var each : line.hours()) {
            for (var date : dates()) {
                if (!date.isBefore(each.from())
                        && each.until().map(date::isBefore).orElse(true)) {
                    hours.or(paint(each.span(), date));
                }
            }
        }
        var causes = new OpeningStatus.Cause[clock.length];
        for (var minute = 0; minute < clock.length; minute++) {
            if (closures.get(minute)) {
                causes[minute] = OpeningStatus.Cause.DATED_CLOSURE;
            } else if (openings.get(minute)) {
                causes[minute] = OpeningStatus.Cause.SPECIAL_OPENING;
            } else if (holidays.on(clock[minute].toLocalDate()).isPresent()) {
                causes[minute] = OpeningStatus.Cause.PUBLIC_HOLIDAY;
            } else if (hours.get(minute)) {
                causes[minute] = OpeningStatus.Cause.OPENING_HOURS;
            } else {
                causes[minute] = OpeningStatus.Cause.OUTSIDE_HOURS;
            }
        }
        return causes;
    }

    public boolean isOpen(Line line, Instant at) {
        return opens(causes(line)[minute(at)]);
    }

    OpeningStatus.Cause cause(Line line, Instant at) {
        return causes(line)[minute(at)];
    }

    /// The next minute at which the line opens or closes, as far as the strip goes.
    Optional<Instant> nextTurn(Line line, Instant at) {
        var causes = causes(line);
        var now = opens(causes[minute(at)]);
        return IntStream.range(minute(at), clock.length)
                .filter(minute -> opens(causes[minute]) != now)
                .mapToObj(this::instant)
                .findFirst();
    }

    /// Who has a duty of such a coverage and is not absent, by number.
    public Map<Integer, Consultant> onDuty(Set<DutyScope> coverages, Instant at) {
        var onDuty = new HashSet<ConsultantId>();
        for (var duty : data.weeklyDuties()) {
            for (var date : dates()) {
                var inForce = !date.isBefore(duty.from())
                        && duty.until().map(date::isBefore).orElse(true)
                        && ChronoUnit.WEEKS.between(mondayBefore(duty.from()), mondayBefore(date)) % duty.everyWeeks()
                                == 0;
                if (inForce
                        && coverages.contains(duty.coverage())
                        && paint(duty.span(), date).get(minute(at))) {
                    onDuty.add(duty.consultant());
                }
            }
        }
        for (var cover : data.covers()) {
            if (coverages.contains(cover.coverage()) && paint(cover.span()).get(minute(at))) {
                onDuty.add(cover.consultant());
            }
        }
        for (var absence : data.absences()) {
            if (paint(absence.span()).get(minute(at))) {
                onDuty.remove(absence.consultant());
            }
        }
        var consultants = new TreeMap<Integer, Consultant>();
        for (var consultant : data.consultants()) {
            if (onDuty.contains(consultant.id())) {
                consultants.put(consultant.id().value(), consultant);
            }
        }
        return consultants;
    }

    private static boolean opens(OpeningStatus.Cause cause) {
        return cause == OpeningStatus.Cause.OPENING_HOURS || cause == OpeningStatus.Cause.SPECIAL_OPENING;
    }

    /// The dates of the strip and the one before it, whose spans reach into it.
    private List<LocalDate> dates() {
        return clock[0].toLocalDate()
                .minusDays(1)
                .datesUntil(clock[clock.length - 1].toLocalDate().plusDays(1))
                .toList();
    }

    private static LocalDate mondayBefore(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private BitSet paint(WeeklySpan span, LocalDate date) {
        if (span.day() != date.getDayOfWeek()) {
            return new BitSet();
        }
        var nextDay = span.start().isBefore(span.end()) ? 0 : 1;
        return paint(
                new LocalSpan(date.atTime(span.start()), date.plusDays(nextDay).atTime(span.end())));
    }

    /// From the first minute whose clock shows the start or later, to the last whose clock shows the end, or to the end
    /// of the last whose clock shows less.
    private BitSet paint(LocalSpan span) {
        var start = clock.length;
        var end = 0;
        for (var minute = 0; minute < clock.length; minute++) {
            if (start == clock.length && !clock[minute].isBefore(span.start())) {
                start = minute;
            }
            if (clock[minute].isEqual(span.end())) {
                end = minute;
            } else if (clock[minute].isBefore(span.end())) {
                end = minute + 1;
            }
        }
        var painted = new BitSet();
        if (start < end) {
            painted.set(start, end);
        }
        return painted;
    }

    private int minute(Instant at) {
        return (int) ChronoUnit.MINUTES.between(first, at);
    }

    private Instant instant(int minute) {
        return first.plus(Duration.ofMinutes(minute));
    }
}
