package lv.helpline.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.Hole;
import lv.helpline.roster.staffing.Holes;

/// The holes that an edit makes: where a line is open and somebody was on duty, and nobody would be. Holes that were
/// there before are not this edit's and are not among them.
public final class MadeHoles {

    /// How far ahead an editor is told of them.
    public static final Duration AHEAD = Duration.ofDays(14);

    private MadeHoles() {}

    public record MadeHole(Line line, Hole hole) {}

    /// In the coming 14 days.
    public static List<MadeHole> of(Roster before, Roster after, Instant now) {
        return of(before, after, now, now.plus(AHEAD));
    }

    /// Within `[from, until)`.
    public static List<MadeHole> of(Roster before, Roster after, Instant from, Instant until) {
        return after.data().lines().stream()
                .flatMap(line -> minus(Holes.of(after, line, from, until), Holes.of(before, line, from, until)).stream()
                        .map(hole -> new MadeHole(line, hole)))
                .toList();
    }

    /// Whether the edit changes anything in the coming 14 days: of one that does not, no holes found says nothing.
    public static boolean looksAt(RosterEdit edit, Instant now) {
        return Said.begins(edit)
                .filter(start -> start.atZone(Roster.ZONE).toInstant().isBefore(now.plus(AHEAD)))
                .isPresent();
    }

    private static List<Hole> minus(List<Hole> holes, List<Hole> others) {
        var left = holes;
        for (var other : others) {
            left = left.stream().flatMap(hole -> without(hole, other).stream()).toList();
        }
        return left;
    }

    private static List<Hole> without(Hole hole, Hole other) {
        if (!other.start().isBefore(hole.end()) || !hole.start().isBefore(other.end())) {
            return List.of(hole);
        }
        var left = new ArrayList<Hole>();
        if (hole.start().isBefore(other.start())) {
            left.add(new Hole(hole.start(), other.start()));
        }
        if (other.end().isBefore(hole.end())) {
            left.add(new Hole(other.end(), hole.end()));
        }
        return left;
    }
}
