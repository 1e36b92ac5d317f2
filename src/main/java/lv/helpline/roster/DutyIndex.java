package lv.helpline.roster;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The duties of one scope: the weekly ones by the day on which they start, and the covers.
final class DutyIndex {

    static final DutyIndex NONE = new DutyIndex();

    private final Map<DayOfWeek, List<WeeklyDuty>> weekly = new EnumMap<>(DayOfWeek.class);
    private final List<DatedDuty> covers = new ArrayList<>();

    void add(WeeklyDuty duty) {
        weekly.computeIfAbsent(duty.span().day(), _ -> new ArrayList<>()).add(duty);
    }

    void add(Cover cover) {
        covers.add(new DatedDuty(
                cover.consultant(), cover.span().startsAt(), cover.span().endsAt()));
    }

    /// Hands over whoever has a duty, absent or not, perhaps more than once.
    void forEachOnDuty(LocalInstant localInstant, Consumer<ConsultantId> consumer) {
        var today = localInstant.date();
        for (var duty : startingOn(today)) {
            if (duty.span().coversFromItsDay(localInstant) && duty.isInForceOn(today)) {
                consumer.accept(duty.consultant());
            }
        }
        var yesterday = today.minusDays(1);
        for (var duty : startingOn(yesterday)) {
            if (duty.span().coversFromTheDayBefore(localInstant) && duty.isInForceOn(yesterday)) {
                consumer.accept(duty.consultant());
            }
        }
        for (var cover : covers) {
            if (cover.covers(localInstant.instant())) {
                consumer.accept(cover.consultant());
            }
        }
    }

    /// Whether anybody has a duty, absent or not.
    boolean areOn(LocalInstant localInstant) {
        var found = new boolean[1];
        forEachOnDuty(localInstant, _ -> found[0] = true);
        return found[0];
    }

    /// The starts and ends of everything that touches a date from that of `from` to that of `until`, in no order.
    Stream<Instant> edges(Instant from, Instant until) {
        var weeklyEdges = LocalDate.ofInstant(from, Roster.ZONE)
                .minusDays(1)
                .datesUntil(LocalDate.ofInstant(until, Roster.ZONE).plusDays(1))
                .flatMap(day -> startingOn(day).stream()
                        .filter(duty -> duty.isInForceOn(day))
                        .map(duty -> duty.span().on(day)))
                .flatMap(span -> Stream.of(span.startsAt(), span.endsAt()));
        return Stream.concat(weeklyEdges, covers.stream().flatMap(cover -> Stream.of(cover.start(), cover.end())));
    }

    private List<WeeklyDuty> startingOn(LocalDate day) {
        return weekly.getOrDefault(day.getDayOfWeek(), List.of());
    }

    private record DatedDuty(ConsultantId consultant, Instant start, Instant end) {
        boolean covers(Instant instant) {
            return !instant.isBefore(start) && instant.isBefore(end);
        }
    }
}
