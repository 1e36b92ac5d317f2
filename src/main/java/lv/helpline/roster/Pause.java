package lv.helpline.roster;

import java.time.Instant;

/// A consultant's rest in `[start, end)`, asked for by themselves.
///
/// @param end after `start`
public record Pause(ConsultantId consultant, Instant start, Instant end) {

    public Pause {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("pause: its end has to be after its start");
        }
    }
}
