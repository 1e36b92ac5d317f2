package lv.helpline.statistics.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.statistics.CallTally;
import lv.helpline.statistics.CallTotals;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.ConsultantLoad;
import lv.helpline.statistics.History;
import lv.helpline.statistics.Period;
import lv.helpline.statistics.RingOutcomeGroup;

/// What calls are to be expected in each hour in which a line is open, and what becomes of them with the roster
/// as it stands. Each hour is taken for itself: those who still wait when it begins are not in it.
///
/// @param hours     in order; none when too little is known
/// @param basis     what all this stands on
/// @param campaigns that are felt on one of its days
public record Forecast(Period period, List<Hour> hours, Basis basis, List<Campaign> campaigns) {

    /// How many of a hundred callers ought to be answered in time.
    public static final int GOAL_PERCENT = 80;

    /// Taken for the length of a call while too few were answered.
    public static final Duration ASSUMED_TALK = Duration.ofMinutes(15);

    /// Taken for the patience of a caller while too few have left.
    public static final Duration ASSUMED_PATIENCE = Duration.ofMinutes(2);

    /// For so long back the length of calls and the patience of callers are looked at.
    private static final int MONTHS_BACK = 12;

    /// An hour.
    ///
    /// @param calls    that find a line open
    /// @param fewest   consultants on duty, at the time of the hour when they are fewest
    /// @param most     consultants on duty, at the time of the hour when they are most
    /// @param answered of the calls, how many within 20 s of the wait for somebody who is free: 0 to 1
    /// @param leaving  of the calls, how many leave before they are answered: 0 to 1
    /// @param more     how many consultants are missing for [#GOAL_PERCENT] in each pool, where they are
    ///                 missing most
    public record Hour(Instant start, double calls, int fewest, int most, double answered, double leaving, int more) {

        public boolean fallsShort() {
            return more > 0;
        }
    }

    /// @param calls        of the usual weeks
    /// @param curve        of earlier campaigns
    /// @param talk         how long a call takes, without the wrap-up
    /// @param talks        of how many calls that is the mean; 0 when it is assumed
    /// @param patience     of callers
    /// @param left         how many left, from whom it was estimated; 0 when it is assumed
    /// @param unknownLines the names of lines that were not open in the usual weeks: no calls are expected for
    ///                     them
    public record Basis(
            int calls,
            CampaignCurve curve,
            Duration talk,
            int talks,
            Duration patience,
            int left,
            List<String> unknownLines) {

        public Basis {
            unknownLines = List.copyOf(unknownLines);
        }

        public int weeks() {
            return LoadCurve.WEEKS;
        }
    }

    public Forecast {
        hours = List.copyOf(hours);
        campaigns = List.copyOf(campaigns);
    }

    /// @param today the first day that is not over
    public static Forecast of(
            Period period, LocalDate today, Roster roster, List<Campaign> campaigns, History history) {
        var calls = history.calls(new Period(
                today.minusWeeks(CampaignCurve.WEEKS_BACK).minusDays(CampaignCurve.DAYS_BEFORE), today.minusDays(1)));
        var curve = LoadCurve.of(roster, campaigns, calls, today);
        var basis = basis(today, roster, curve, calls, history);
        return new Forecast(
                period,
                curve.isEnough() ? new HourForecasts(roster, curve, basis).of(period) : List.of(),
                basis,
                campaigns.stream()
                        .filter(campaign -> !campaign.felt().last().isBefore(period.first())
                                && !campaign.day().isAfter(period.last()))
                        .toList());
    }

    private static Basis basis(
            LocalDate today, Roster roster, LoadCurve curve, List<CallTally> calls, History history) {
        var year = new Period(today.minusMonths(MONTHS_BACK), today.minusDays(1));
        var totals = CallTotals.of(
                calls.stream().filter(call -> year.contains(call.hour())).toList());
        var loads = history.loads(year.monthsOver(today));
        var taken =
                loads.stream().mapToInt(each -> each.of(RingOutcomeGroup.TAKEN)).sum();
        var talked = loads.stream().map(ConsultantLoad::talked).reduce(Duration.ZERO, Duration::plus);
        var isTold = taken >= Patience.ENOUGH && talked.isPositive();
        var patience = Patience.of(totals.toAnswer(), totals.toAbandon());
        return new Basis(
                curve.usualCalls(),
                curve.curve(),
                isTold ? talked.dividedBy(taken) : ASSUMED_TALK,
                isTold ? taken : 0,
                patience.map(Patience::mean).orElse(ASSUMED_PATIENCE),
                patience.map(Patience::from).orElse(0),
                roster.data().lines().stream()
                        .filter(line -> !curve.knows(line))
                        .map(Line::name)
                        .toList());
    }
}
