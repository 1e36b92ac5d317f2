package lv.helpline.wallboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Line;
import lv.helpline.roster.OpeningStatus;

/// A line as it is.
///
/// @param people     who is on duty for it while it is open, and whoever else has one of its calls or is rung for one;
/// in
///                   the order of their ids
/// @param waiting    when each caller who waits came, the longest first
/// @param lastResort what the site's last number does, which is nobody's in the roster, if it does anything
public record LineStatus(
        Line line,
        OpeningStatus opening,
        List<ConsultantStatus> people,
        List<Instant> waiting,
        Optional<Calls.Phone> lastResort) {

    public LineStatus {
        people = List.copyOf(people);
        waiting = List.copyOf(waiting);
    }

    /// Whether it is open and nobody is on duty for it who would be rung now.
    public boolean isEmpty() {
        return opening.open() && people.stream().noneMatch(ConsultantStatus::wouldBeRung);
    }
}
