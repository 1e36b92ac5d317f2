package lv.helpline.planning.proposals;

import lv.helpline.roster.staffing.Candidate;
import lv.helpline.roster.staffing.Candidate.Reason;

/// What counts against a plan, the first before all that follow: what is left unfilled, coordinators who are on call
/// then and languages that are lacking, reluctance, and together unevenness, how far off somebody usually serves, and
/// how often people change.
public final class StaffingCosts {

    /// Of each further person for the same on one day: as much as four hours beyond somebody's usual.
    public static final long HANDOVER = 240L * 240;

    /// Of a minute for each degree of [#distance].
    private static final long FAR = 120;

    private static final long MOST_LANGUAGES = 10;

    private StaffingCosts() {}

    /// How many of the languages they lack. Whoever coordinates then comes last, as of all who could stand in, and
    /// counts as who lacks more than any line has.
    public static long lacking(Candidate candidate) {
        return candidate.reasons().stream()
                .mapToLong(reason -> switch (reason) {
                    case Reason.LacksLanguages(var languages) -> languages.size();
                    case Reason.CoordinatesThen() -> MOST_LANGUAGES;
                    default -> 0;
                })
                .sum();
    }

    /// None for who says that they can, little for who says nothing, more for who would rather not.
    public static long reluctance(Candidate candidate) {
        var reasons = candidate.reasons();
        if (reasons.stream().anyMatch(Reason.RatherNot.class::isInstance)) {
            return 2;
        }
        return reasons.stream().anyMatch(Reason.Can.class::isInstance) ? 0 : 1;
    }

    /// What it costs for a minute that they serve elsewhere as a rule.
    public static long distance(Candidate candidate) {
        return candidate.reasons().stream()
                .mapToLong(reason -> switch (reason) {
                    case Reason.HelpsOut _ -> FAR;
                    case Reason.ServesElsewhere _ -> 2 * FAR;
                    default -> 0;
                })
                .sum();
    }

    /// What so many minutes more cost: each costs the more, the more somebody has beyond their usual. Negative where
    /// they make somebody's hours more usual.
    public static long unevenness(StaffingPerson person, long minutes) {
        var after = person.balance() + minutes;
        return after * after - person.balance() * person.balance();
    }
}
