package lv.helpline.statistics;

import java.util.List;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallRecord;

/// The records of calls, to be read.
public interface History {

    /// Calls that entered in the period, in the order in which they did.
    List<CallRecord> calls(Period period);

    /// The ringings of these calls. What rang for no call, a test of a phone, is not among them.
    List<Attempt> attempts(Period period);
}
