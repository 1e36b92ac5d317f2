package lv.helpline.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.CoverageGap;
import lv.helpline.roster.staffing.CoverageGaps;

/// The gaps that an edit makes: where a line would be open with nobody on duty, and was not before. So what the
/// edit opens counts too; gaps that were there before are not its own.
public final class NewCoverageGaps {

    /// How far ahead an editor is told of them.
    public static final Duration AHEAD = Duration.ofDays(14);

    private NewCoverageGaps() {}

    public record NewCoverageGap(Line line, CoverageGap gap) {}

    /// In the coming 14 days.
    public static List<NewCoverageGap> of(Roster before, Roster after, Instant now) {
        return of(before, after, now, now.plus(AHEAD));
    }

    /// Within `[from, until)`.
    public static List<NewCoverageGap> of(Roster before, Roster after, Instant from, Instant until) {
        return after.data().lines().stream()
                .flatMap(line ->
                        minus(CoverageGaps.of(after, line, from, until), CoverageGaps.of(before, line, from, until))
                                .stream()
                                .map(coverageGap -> new NewCoverageGap(line, coverageGap)))
                .toList();
    }

    /// Whether the edit changes anything in the coming 14 days: of one that does not, no gap found says nothing.
    public static boolean looksAt(RosterEdit edit, Instant now) {
        return RosterChange.begins(edit)
                .filter(start -> start.atZone(Roster.ZONE).toInstant().isBefore(now.plus(AHEAD)))
                .isPresent();
    }

    private static List<CoverageGap> minus(List<CoverageGap> gaps, List<CoverageGap> others) {
        var left = gaps;
        for (var other : others) {
            left = left.stream()
                    .flatMap(coverageGap -> without(coverageGap, other).stream())
                    .toList();
        }
        return left;
    }

    private static List<CoverageGap> without(CoverageGap coverageGap, CoverageGap other) {
        if (!other.start().isBefore(coverageGap.end()) || !coverageGap.start().isBefore(other.end())) {
            return List.of(coverageGap);
        }
        var left = new ArrayList<CoverageGap>();
        if (coverageGap.start().isBefore(other.start())) {
            left.add(new CoverageGap(coverageGap.start(), other.start()));
        }
        if (other.end().isBefore(coverageGap.end())) {
            left.add(new CoverageGap(other.end(), coverageGap.end()));
        }
        return left;
    }
}
