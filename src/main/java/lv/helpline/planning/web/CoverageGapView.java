package lv.helpline.planning.web;

import java.time.Instant;
import java.util.List;
import lv.helpline.planning.NewCoverageGaps;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.CoverageGap;

/// Where an edit leaves an open line without anybody on duty who was there before it.
///
/// @param line its name
public record CoverageGapView(String line, LocalSpan span) {

    /// In the coming fortnight, line by line.
    public static List<CoverageGapView> by(Roster before, Roster after, Instant now) {
        return of(NewCoverageGaps.of(before, after, now));
    }

    /// While somebody is absent, however far ahead that is.
    public static List<CoverageGapView> by(Roster before, Roster after, Instant now, LocalSpan absence) {
        var from = absence.startsAt().isAfter(now) ? absence.startsAt() : now;
        return of(NewCoverageGaps.of(before, after, from, absence.endsAt()));
    }

    public static List<CoverageGapView> of(List<NewCoverageGaps.NewCoverageGap> gaps) {
        return gaps.stream()
                .map(made -> new CoverageGapView(made.line().name(), span(made.gap())))
                .toList();
    }

    private static LocalSpan span(CoverageGap coverageGap) {
        return LocalSpan.between(coverageGap.start(), coverageGap.end());
    }
}
