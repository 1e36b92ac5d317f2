package lv.helpline.duty;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// A half-open span `[start, end)` of wall-clock time.
///
/// In the hour that autumn repeats, a start is its first occurrence and an end its last, so that the repeated hour
/// never makes a gap. In the hour that spring leaves out, both move on by the length of the gap.
public record LocalSpan(LocalDateTime start, LocalDateTime end) {

    public LocalSpan {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("span: its end has to be after its start");
        }
    }

    public boolean covers(Instant instant, ZoneId zone) {
        return !instant.isBefore(startIn(zone)) && instant.isBefore(endIn(zone));
    }

    public Instant startIn(ZoneId zone) {
        return ZonedDateTime.of(start, zone).withEarlierOffsetAtOverlap().toInstant();
    }

    public Instant endIn(ZoneId zone) {
        return ZonedDateTime.of(end, zone).withLaterOffsetAtOverlap().toInstant();
    }
}
