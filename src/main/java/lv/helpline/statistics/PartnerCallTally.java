package lv.helpline.statistics;

import java.time.YearMonth;

/// How many callers of a month and a line a partner had passed on to us, as consultants said by a key after the call.
///
/// @param line the national number that was dialled
public record PartnerCallTally(YearMonth month, String line, int calls) {}
