package lv.helpline.statistics;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;

/// What is counted of calls: for good, and of records that are still there.
public interface History {

    /// Calls that entered in the period, by hour.
    List<CallTally> calls(Period period);

    /// How many callers of these months partners had passed on to us.
    List<PartnerCallTally> partnerCalls(Collection<YearMonth> months);

    /// What came of ringing consultants for calls that entered in these months, together. What rang for no call, a test
    /// of a phone, is not among it.
    List<ConsultantLoad> loads(Collection<YearMonth> months);
}
