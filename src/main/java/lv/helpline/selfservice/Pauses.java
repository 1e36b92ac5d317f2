package lv.helpline.selfservice;

import java.time.Instant;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.EditResult;

/// Pauses that consultants ask for. Each is in the audit.
public interface Pauses {

    /// Adds a rest. Rests may overlap: together they count as one.
    EditResult pause(ConsultantId consultant, Instant start, Instant end, Author author);

    /// Ends every rest that is under way, and takes back those that have not begun.
    EditResult resume(ConsultantId consultant, Instant at, Author author);
}
