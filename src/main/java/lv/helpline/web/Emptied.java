package lv.helpline.web;

import java.time.Instant;
import java.util.List;
import lv.helpline.admin.MadeHoles;
import lv.helpline.duty.Hole;
import lv.helpline.duty.LocalSpan;
import lv.helpline.duty.Roster;

/// Where an edit leaves an open line without anybody on duty who was there before it.
///
/// @param line its name
record Emptied(String line, LocalSpan span) {

    /// In the coming fortnight, line by line.
    static List<Emptied> by(Roster before, Roster after, Instant now) {
        return of(MadeHoles.of(before, after, now));
    }

    /// While somebody is absent, however far ahead that is.
    static List<Emptied> by(Roster before, Roster after, Instant now, LocalSpan absence) {
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
