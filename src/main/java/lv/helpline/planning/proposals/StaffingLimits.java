package lv.helpline.planning.proposals;

import java.time.Duration;

/// What no proposal exceeds. Duties of one person belong together until they have a rest between them.
///
/// @param longestDay how long somebody is on duty at most between two rests, what they have already counted in
/// @param rest       how long a rest is, 0 s to 24 h: so duties that belong together end within 24 h less this from the
///                   start of the first
public record StaffingLimits(Duration longestDay, Duration rest) {

    private static final Duration DAY = Duration.ofHours(24);

    public StaffingLimits {
        if (!longestDay.isPositive()) {
            throw new IllegalArgumentException("limits: the longest day has to be longer than nothing");
        }
        if (rest.isNegative() || rest.compareTo(DAY) > 0) {
            throw new IllegalArgumentException("limits: a rest of 0 s to 24 h is needed");
        }
    }

    /// How long duties that belong together may last from the first start to the last end.
    public Duration longestSpan() {
        return DAY.minus(rest);
    }
}
