package lv.helpline.calllog;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/// Where it is counted how many callers partners passed on to us, as consultants say by a key after the call.
public interface PartnerCalls {

    /// How many there were of a month and a line, so far. Nothing of it is of one call.
    ///
    /// @param counter random: of that month and line in one Asterisk's own database
    /// @param line    the national number that was dialled
    /// @param calls   only grows
    record Count(UUID counter, YearMonth month, String line, int calls) {}

    /// Returns when the database has committed it. What it knows already, and what is lower and comes late, changes
    /// nothing; so a count may be handed in as often as one likes, to any router.
    ///
    /// @throws CallLog.CallLogUnavailable when the database could not be reached; some may be stored then
    void store(List<Count> counts);
}
