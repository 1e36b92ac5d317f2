package lv.helpline.planning.web;

import java.time.Instant;
import java.util.List;
import lv.helpline.planning.MadeHoles;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Hole;

/// Where an edit leaves an open line without anybody on duty who was there before it.
///
/// @param line its name
public record Emptied(String line, LocalSpan span) {

    /// In the coming fortnight, line by line.
    public static List<Emptied> by(Roster before, Roster after, Instant now) {
        return of(MadeHoles.of(before, after, now));
    }

    /// While somebody is absent, however far ahead that is.
    public static List<Emptied> by(Roster before, Roster after, Instant now, LocalSpan absence) {
        var from = absence.startsAt().isAfter(now) ? absence.startsAt() : now;
        return of(MadeHoles.of(before, after, from, absence.endsAt()));
    }

    static List<Emptied> of(List<MadeHoles.MadeHole> holes) {
        return holes.stream()
                .map(made -> new Emptied(made.line().name(), span(made.hole())))
                .toList();
    }

    private static LocalSpan span(Hole hole) {
        return LocalSpan.between(hole.start(), hole.end());
    }
}
