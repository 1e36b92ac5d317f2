package lv.helpline.statistics.web;

import java.util.TreeSet;
import lv.helpline.roster.Line;
import lv.helpline.statistics.Campaign;
import org.jspecify.annotations.Nullable;

/// A campaign, in words.
///
/// @param lines  the names of its lines; empty for all
/// @param factor what its author expects; none where nobody guessed
public record CampaignView(
        Campaign campaign, String lines, @Nullable Double factor) {

    static CampaignView of(Campaign campaign, StatisticsSources.Names names) {
        var lines = new TreeSet<String>();
        campaign.lines()
                .forEach(number -> lines.add(names.line(number).map(Line::name).orElse(number)));
        return new CampaignView(
                campaign,
                String.join(", ", lines),
                campaign.factor().isPresent() ? campaign.factor().getAsDouble() : null);
    }
}
