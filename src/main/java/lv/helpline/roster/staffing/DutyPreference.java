package lv.helpline.roster.staffing;

import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;

/// A dated span in which a consultant would rather not be on duty. No call goes by it: whoever seeks a substitute
/// asks others first.
public record DutyPreference(ConsultantId consultant, LocalSpan span) {

    boolean concerns(ConsultantId somebody, LocalSpan other) {
        return consultant.equals(somebody) && span.overlaps(other);
    }
}
