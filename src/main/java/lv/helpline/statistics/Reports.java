package lv.helpline.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.shared.EditResult;

/// The reports that everybody may read. A quarter is published once, and never changed or taken back: of two versions
/// of a table the difference would show what each of them hides.
public interface Reports {

    record Published(Report report, Instant at) {}

    /// The newest quarter first.
    List<Quarter> quarters();

    Optional<Published> find(Quarter quarter);

    /// Outdated when the quarter is published already. Is in the audit.
    EditResult publish(Report report, Author author);
}
