package lv.helpline.statistics;

import java.time.LocalDate;
import java.util.Collection;
import java.util.OptionalInt;
import lv.helpline.roster.Roster;

/// What calls were like around a campaign: in the week before it and in the week that begins with it. So few that one
/// of them might be somebody's are not told.
///
/// @param before empty for fewer than [#ENOUGH]
/// @param after  empty for fewer than [#ENOUGH], and while the week is not over
/// @param isOver whether the week that begins with it is over
public record CampaignEffect(Campaign campaign, OptionalInt before, OptionalInt after, boolean isOver) {

    /// From how many calls on a campaign is set beside them.
    public static final int ENOUGH = 10;

    static final int DAYS = 7;

    /// @param today the first day that is not over
    static CampaignEffect of(Campaign campaign, Collection<CallTally> calls, LocalDate today) {
        var day = campaign.day();
        var isOver = !day.plusDays(DAYS).isAfter(today);
        return new CampaignEffect(
                campaign,
                enough(calls, new Period(day.minusDays(DAYS), day.minusDays(1))),
                isOver ? enough(calls, new Period(day, day.plusDays(DAYS - 1))) : OptionalInt.empty(),
                isOver);
    }

    private static OptionalInt enough(Collection<CallTally> calls, Period week) {
        var count = calls.stream()
                .filter(call -> CallOutcomeGroup.of(call.outcome()) != CallOutcomeGroup.NO_LINE)
                .filter(call -> week.contains(LocalDate.ofInstant(call.hour(), Roster.ZONE)))
                .mapToInt(CallTally::calls)
                .sum();
        return count < ENOUGH ? OptionalInt.empty() : OptionalInt.of(count);
    }
}
