package lv.helpline.roster.staffing;

import java.time.Instant;

/// A part `[start, end)` of a line's open time in which nobody is on duty for it whose phone would ring. Its callers
/// reach whoever an overflow finds, or nobody.
///
/// @param end after `start`
public record CoverageGap(Instant start, Instant end) {

    public CoverageGap {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("gap: its end has to be after its start");
        }
    }
}
