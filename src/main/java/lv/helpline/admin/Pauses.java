package lv.helpline.admin;

import java.time.Instant;
import lv.helpline.duty.ConsultantId;

/// Consultants' rests, as they are asked for. Each is in the audit.
public interface Pauses {

    /// Adds a rest. Rests may overlap: together they count as one.
    Saved pause(ConsultantId consultant, Instant start, Instant end, Author author);

    /// Ends every rest that is under way, and takes back those that have not begun.
    Saved resume(ConsultantId consultant, Instant at, Author author);
}
