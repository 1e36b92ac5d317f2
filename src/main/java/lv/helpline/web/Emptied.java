package lv.helpline.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.duty.Hole;
import lv.helpline.duty.Holes;
import lv.helpline.duty.Line;
import lv.helpline.duty.LocalSpan;
import lv.helpline.duty.Roster;

/// Where an edit leaves an open line without anybody on duty who was there before it.
///
/// @param line its name
record Emptied(String line, LocalSpan span) {

    private static final Duration AHEAD = Duration.ofDays(14);

    /// In the coming fortnight, line by line.
    static List<Emptied> by(Roster before, Roster after, Instant now) {
        return after.data().lines().stream()
                .flatMap(line ->
                        made(before, after, line, now).stream().map(hole -> new Emptied(line.name(), span(hole))))
                .toList();
    }

    private static List<Hole> made(Roster before, Roster after, Line line, Instant now) {
        var until = now.plus(AHEAD);
        var were = Holes.of(before, line, now, until);
        return Holes.of(after, line, now, until).stream()
                .filter(hole -> !were.contains(hole))
                .toList();
    }

    private static LocalSpan span(Hole hole) {
        return new LocalSpan(
                LocalDateTime.ofInstant(hole.start(), Roster.ZONE), LocalDateTime.ofInstant(hole.end(), Roster.ZONE));
    }
}
