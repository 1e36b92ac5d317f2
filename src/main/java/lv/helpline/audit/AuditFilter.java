package lv.helpline.audit;

import java.time.Instant;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LineId;

/// Which entries are asked for; what is empty leaves none out.
///
/// @param by     whose doing it was
/// @param person whom it is about, or who is named in what was changed
/// @param line   the same of a line
/// @param about  of what kind it is what they are about
/// @param from   the first instant
/// @param until  the first instant after them
public record AuditFilter(
        Optional<AccountId> by,
        Optional<ConsultantId> person,
        Optional<LineId> line,
        Optional<AuditSubject.Kind> about,
        Optional<Instant> from,
        Optional<Instant> until) {

    public static final AuditFilter ALL = new AuditFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
