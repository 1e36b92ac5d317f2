package lv.helpline.statistics.forecast;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lv.helpline.roster.Roster;
import lv.helpline.statistics.CallTally;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.CampaignEffect;

/// How many times the usual calls came in earlier campaigns, by the days since each began.
///
/// @param factors   of the parts of a campaign; empty when there was none
/// @param campaigns how many it stands on
/// @param least     of the campaigns, each as a whole
/// @param most      of the campaigns, each as a whole
public record CampaignCurve(Map<Part, Double> factors, int campaigns, double least, double most) {

    /// How far back a campaign says something of the next.
    static final int WEEKS_BACK = 104;

    /// Before a campaign, so many days say what is usual.
    static final int DAYS_BEFORE = 56;

    /// A part of a campaign, by the days since it began.
    public enum Part {
        FIRST_DAY(0),
        SECOND_DAY(1),
        TO_THE_FOURTH_DAY(3),
        TO_THE_SEVENTH_DAY(6),
        LATER(Long.MAX_VALUE);

        private final long last;

        Part(long last) {
            this.last = last;
        }

        static Part of(long days) {
            for (var part : values()) {
                if (days <= part.last) {
                    return part;
                }
            }
            return LATER;
        }
    }

    /// What came, and what usually would have.
    private record Calls(int came, double usual) {

        private static final Calls NONE = new Calls(0, 0);

        Calls and(Calls more) {
            return new Calls(came + more.came, usual + more.usual);
        }

        double factor() {
            return came / usual;
        }

        boolean isEnough() {
            return came >= CampaignEffect.ENOUGH && usual > 0;
        }
    }

    public CampaignCurve {
        factors = Map.copyOf(factors);
    }

    /// A campaign counts once it is over, from ten calls on and with ten or more before it. A part with fewer
    /// has the factor of all parts together.
    ///
    /// @param today the first day that is not over
    static CampaignCurve of(Roster roster, List<Campaign> campaigns, List<CallTally> calls, LocalDate today) {
        var earlier = campaigns.stream()
                .filter(campaign -> campaign.felt().last().isBefore(today)
                        && !campaign.day().isBefore(today.minusWeeks(WEEKS_BACK)))
                .sorted(comparing(Campaign::day))
                .map(campaign -> parts(roster, campaign, campaigns, calls))
                .filter(parts -> all(parts.values()).isEnough())
                .toList();
        var together =
                all(earlier.stream().flatMap(each -> each.values().stream()).toList());
        var factors = new EnumMap<Part, Double>(Part.class);
        if (!earlier.isEmpty()) {
            for (var part : Part.values()) {
                var ofPart = all(earlier.stream()
                        .map(each -> each.getOrDefault(part, Calls.NONE))
                        .toList());
                factors.put(part, (ofPart.isEnough() ? ofPart : together).factor());
            }
        }
        var wholes = earlier.stream()
                .mapToDouble(each -> all(each.values()).factor())
                .summaryStatistics();
        return new CampaignCurve(factors, earlier.size(), wholes.getMin(), wholes.getMax());
    }

    public boolean isEmpty() {
        return factors.isEmpty();
    }

    /// @param days since the campaign began
    double factor(long days) {
        return factors.getOrDefault(Part.of(days), 1.0);
    }

    private static Map<Part, Calls> parts(
            Roster roster, Campaign campaign, List<Campaign> campaigns, List<CallTally> calls) {
        var lines = roster.data().lines().stream()
                .filter(line -> campaign.concerns(line.number()))
                .toList();
        var before = UsualLoad.of(
                roster, lines, ordinary(campaign.day().minusDays(DAYS_BEFORE), campaign.day(), campaigns), calls);
        var parts = new EnumMap<Part, Calls>(Part.class);
        if (before.calls() < CampaignEffect.ENOUGH) {
            return parts;
        }
        var felt = campaign.felt();
        var days = felt.first().datesUntil(felt.last().plusDays(1)).collect(Collectors.toSet());
        for (var line : lines) {
            var openHours = UsualLoad.openHours(roster, line, days);
            openHours.forEach((hour, share) ->
                    parts.merge(partOf(campaign, hour), new Calls(0, share * before.perHour(line, hour)), Calls::and));
            calls.stream()
                    .filter(call -> call.line().filter(line.number()::equals).isPresent()
                            && UsualLoad.isOfOpenLine(call)
                            && openHours.containsKey(call.hour()))
                    .forEach(
                            call -> parts.merge(partOf(campaign, call.hour()), new Calls(call.calls(), 0), Calls::and));
        }
        return parts;
    }

    /// The days from one to another, this one excluded, on which no campaign is felt.
    static Set<LocalDate> ordinary(LocalDate from, LocalDate until, List<Campaign> campaigns) {
        return from.datesUntil(until)
                .filter(day -> campaigns.stream().noneMatch(each -> each.felt().contains(day)))
                .collect(Collectors.toSet());
    }

    private static Part partOf(Campaign campaign, Instant hour) {
        return Part.of(ChronoUnit.DAYS.between(campaign.day(), UsualLoad.dayOf(hour)));
    }

    private static Calls all(Collection<Calls> some) {
        return some.stream().reduce(Calls.NONE, Calls::and);
    }
}
