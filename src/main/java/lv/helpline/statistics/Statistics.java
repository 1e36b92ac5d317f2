package lv.helpline.statistics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.roster.Roster;

/// What calls were like in a period, so coarse that nobody learns when somebody called.
///
/// All lines together by day, week or month; days that are not over are in none. By line, by hour of the day and by
/// consultant only in whole months that are over: a line of a day, or an hour of it, would often be one call. By the
/// hours of each weekday only in classes.
///
/// @param period   what was asked for
/// @param total    all calls of the period
/// @param before   all calls of [Period#before()]
/// @param trend    those of the period by day, week or month, in order
/// @param months   the whole months, over and touched by the period, that the rest is about
/// @param byLine   of these months, by month and then by number
/// @param byHour   of these months together, all lines, 24 of them
/// @param byWeek   of these months together, all lines: the hours of Monday, then those of Tuesday …, 168 of them
/// @param partners of these months, those callers whom a partner had passed on to us; without what is under ten
/// @param loads    of these months together
/// @param surges   the campaigns of the period
public record Statistics(
        Period period,
        CallTotals total,
        CallTotals before,
        List<Span> trend,
        List<YearMonth> months,
        List<OfLine> byLine,
        List<OfHour> byHour,
        List<OfWeekHour> byWeek,
        List<OfPartners> partners,
        List<ConsultantLoad> loads,
        List<CampaignEffect> surges) {

    private static final int MOST_DAYS = 31;
    private static final int MOST_WEEKS = 27;

    public Statistics {
        trend = List.copyOf(trend);
        months = List.copyOf(months);
        byLine = List.copyOf(byLine);
        byHour = List.copyOf(byHour);
        byWeek = List.copyOf(byWeek);
        partners = List.copyOf(partners);
        loads = List.copyOf(loads);
        surges = List.copyOf(surges);
    }

    /// A day, a week from Monday, or a month; the first and the last one as much of it as is in the period.
    ///
    /// @param campaigns those of its days, when it has calls enough to show them beside it
    public record Span(Period period, CallTotals tally, List<Campaign> campaigns) {
        public Span {
            campaigns = List.copyOf(campaigns);
        }
    }

    /// A line in a month.
    ///
    /// @param number the national number of the line
    public record OfLine(YearMonth month, String number, CallTotals tally) {}

    /// An hour of the day.
    ///
    /// @param hour 0 to 23, by the clocks of Rīga
    public record OfHour(int hour, CallTotals tally) {}

    /// An hour of a weekday.
    ///
    /// @param hour 0 to 23, by the clocks of Rīga
    public record OfWeekHour(DayOfWeek day, int hour, CallClass calls) {}

    /// Callers of a month whom a partner had passed on to us.
    ///
    /// @param number the national number of the line; empty for all lines together
    public record OfPartners(YearMonth month, Optional<String> number, CallClass calls) {}

    /// Those of [#byHour()] from the first to the last in which anybody called.
    public List<OfHour> hoursWithCalls() {
        var called = byHour.stream()
                .filter(each -> each.tally().calls() > 0)
                .mapToInt(OfHour::hour)
                .summaryStatistics();
        return called.getCount() == 0 ? List.of() : byHour.subList(called.getMin(), called.getMax() + 1);
    }

    /// @param today the first day that is not over; the period ends before it
    public static Statistics of(Period period, LocalDate today, List<Campaign> campaigns, History history) {
        if (!period.last().isBefore(today)) {
            throw new IllegalArgumentException("statistics: only of days that are over");
        }
        var months = period.monthsOver(today);
        var around = history.calls(widened(period, months));
        var calls = in(period, around);
        var ofMonths = around.stream()
                .filter(call -> months.contains(YearMonth.from(dayOf(call))))
                .toList();
        var marked = campaigns.stream()
                .filter(campaign -> period.contains(campaign.day()))
                .toList();
        return new Statistics(
                period,
                CallTotals.of(calls),
                CallTotals.of(in(period.before(), around)),
                trend(period, calls, marked),
                months,
                byLine(ofMonths),
                byHour(ofMonths),
                byWeek(ofMonths),
                partners(months.isEmpty() ? List.of() : history.partnerCalls(months)),
                months.isEmpty() ? List.of() : history.loads(months),
                marked.stream()
                        .map(campaign -> CampaignEffect.of(campaign, around, today))
                        .toList());
    }

    private static List<CallTally> in(Period period, List<CallTally> calls) {
        return calls.stream().filter(call -> period.contains(call.hour())).toList();
    }

    /// With the period before, whole months, and the weeks around a campaign.
    private static Period widened(Period period, List<YearMonth> months) {
        var first = Stream.concat(
                        months.stream().map(month -> month.atDay(1)),
                        Stream.of(period.before().first(), period.first().minusDays(CampaignEffect.DAYS)))
                .min(LocalDate::compareTo);
        var last = Stream.concat(
                        months.stream().map(YearMonth::atEndOfMonth),
                        Stream.of(period.last().plusDays(CampaignEffect.DAYS)))
                .max(LocalDate::compareTo);
        return new Period(first.orElseThrow(), last.orElseThrow());
    }

    private static List<Span> trend(Period period, List<CallTally> calls, List<Campaign> campaigns) {
        var byDay = calls.stream().collect(groupingBy(Statistics::dayOf));
        return spans(period).stream()
                .map(span -> {
                    var callTotals = CallTotals.of(span.first()
                            .datesUntil(span.last().plusDays(1))
                            .flatMap(day -> byDay.getOrDefault(day, List.of()).stream())
                            .toList());
                    return new Span(
                            span,
                            callTotals,
                            callTotals.calls() < CampaignEffect.ENOUGH
                                    ? List.of()
                                    : campaigns.stream()
                                            .filter(campaign -> span.contains(campaign.day()))
                                            .toList());
                })
                .toList();
    }

    private static List<Period> spans(Period period) {
        var unit = period.days() <= MOST_DAYS
                ? ChronoUnit.DAYS
                : period.days() <= MOST_WEEKS * 7L ? ChronoUnit.WEEKS : ChronoUnit.MONTHS;
        var spans = new ArrayList<Period>();
        for (var first = period.first(); !first.isAfter(period.last()); ) {
            var next = switch (unit) {
                case DAYS -> first.plusDays(1);
                case WEEKS -> first.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                default -> first.with(TemporalAdjusters.firstDayOfNextMonth());
            };
            var last = next.isAfter(period.last()) ? period.last() : next.minusDays(1);
            spans.add(new Period(first, last));
            first = next;
        }
        return spans;
    }

    private static List<OfLine> byLine(List<CallTally> calls) {
        return calls.stream()
                .filter(call -> call.line().isPresent())
                .collect(groupingBy(
                        call -> YearMonth.from(dayOf(call)),
                        TreeMap::new,
                        groupingBy(call -> call.line().orElseThrow(), TreeMap::new, toList())))
                .entrySet()
                .stream()
                .flatMap(month -> month.getValue().entrySet().stream()
                        .map(line -> new OfLine(month.getKey(), line.getKey(), CallTotals.of(line.getValue()))))
                .toList();
    }

    private static List<OfHour> byHour(List<CallTally> calls) {
        Map<Integer, List<CallTally>> byHour = calls.stream()
                .collect(groupingBy(call -> call.hour().atZone(Roster.ZONE).getHour()));
        return IntStream.range(0, 24)
                .mapToObj(hour ->
                        new OfHour(hour, CallTotals.of(Objects.requireNonNullElse(byHour.get(hour), List.of()))))
                .toList();
    }

    private static List<OfWeekHour> byWeek(List<CallTally> calls) {
        var byDay = calls.stream().collect(groupingBy(call -> dayOf(call).getDayOfWeek()));
        return Arrays.stream(DayOfWeek.values())
                .flatMap(day -> byHour(byDay.getOrDefault(day, List.of())).stream()
                        .map(hour -> new OfWeekHour(
                                day, hour.hour(), CallClass.of(hour.tally().calls()))))
                .toList();
    }

    /// Whether there were none or nine is not told, so neither is which lines had any.
    private static List<OfPartners> partners(List<PartnerCallTally> tallies) {
        return tallies.stream().collect(groupingBy(PartnerCallTally::month, TreeMap::new, toList())).entrySet().stream()
                .flatMap(month -> Stream.concat(
                        Stream.of(new OfPartners(
                                month.getKey(),
                                Optional.empty(),
                                CallClass.of(month.getValue().stream()
                                        .mapToInt(PartnerCallTally::calls)
                                        .sum()))),
                        month.getValue().stream()
                                .map(tally -> new OfPartners(
                                        tally.month(), Optional.of(tally.line()), CallClass.of(tally.calls())))))
                .filter(each -> !each.calls().isHidden())
                .toList();
    }

    private static LocalDate dayOf(CallTally call) {
        return LocalDate.ofInstant(call.hour(), Roster.ZONE);
    }
}
