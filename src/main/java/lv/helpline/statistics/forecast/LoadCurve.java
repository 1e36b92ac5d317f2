package lv.helpline.statistics.forecast;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.statistics.CallTally;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.CampaignEffect;

/// How many calls are to be expected: what is usual in that hour of the week, as often as campaigns multiply
/// it.
final class LoadCurve {

    /// Whole weeks before today that say what is usual.
    static final int WEEKS = 8;

    private final UsualLoad usual;
    private final CampaignCurve curve;
    private final List<Campaign> campaigns;

    private LoadCurve(UsualLoad usual, CampaignCurve curve, List<Campaign> campaigns) {
        this.usual = usual;
        this.curve = curve;
        this.campaigns = List.copyOf(campaigns);
    }

    /// @param today the first day that is not over
    static LoadCurve of(Roster roster, List<Campaign> campaigns, List<CallTally> calls, LocalDate today) {
        var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var days = CampaignCurve.ordinary(monday.minusWeeks(WEEKS), monday, campaigns);
        return new LoadCurve(
                UsualLoad.of(roster, roster.data().lines(), days, calls),
                CampaignCurve.of(roster, campaigns, calls, today),
                campaigns);
    }

    /// Whether it stands on calls enough.
    boolean isEnough() {
        return usual.calls() >= CampaignEffect.ENOUGH;
    }

    int usualCalls() {
        return usual.calls();
    }

    CampaignCurve curve() {
        return curve;
    }

    boolean knows(Line line) {
        return usual.knows(line);
    }

    /// Of an hour in which the line is open throughout.
    double perHour(Line line, Instant hour) {
        return usual.perHour(line, hour) * factor(line, UsualLoad.dayOf(hour));
    }

    /// Of campaigns at the same time the strongest counts; their sum would count a caller of both twice.
    private double factor(Line line, LocalDate day) {
        return campaigns.stream()
                .filter(campaign -> campaign.felt().contains(day) && campaign.concerns(line.number()))
                .mapToDouble(campaign -> factor(campaign, day))
                .max()
                .orElse(1);
    }

    private double factor(Campaign campaign, LocalDate day) {
        return curve.isEmpty()
                ? campaign.factor().orElse(1)
                : curve.factor(ChronoUnit.DAYS.between(campaign.day(), day));
    }
}
