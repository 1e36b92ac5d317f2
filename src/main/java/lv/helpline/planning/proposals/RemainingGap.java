package lv.helpline.planning.proposals;

import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;

/// A gap that nobody is proposed for.
public record RemainingGap(DutyScope scope, LocalSpan span, Cause cause) {

    public enum Cause {

        /// Nobody suits and is free.
        NOBODY_FREE,

        /// Who suits and is free would have too long a day or no rest, or is proposed elsewhere at the time.
        OTHERS_ARE_NEEDED
    }
}
