package lv.helpline.planning;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.EditResult;

/// Dated closures and special openings of lines. Each edit is in the audit. An entry is never changed: it is removed
/// and another is added, so of two who would change the same the second finds it gone.
public interface Calendar {

    enum Kind {
        CLOSURE,
        SPECIAL_OPENING
    }

    /// @param line    empty for a closure of all lines
    /// @param message what callers hear of a closure instead of the standard sentence, by language; may lack any
    record Entry(Kind kind, int id, Optional<LineId> line, LocalSpan span, Map<Language, String> message) {
        public Entry {
            message = Map.copyOf(message);
        }
    }

    /// In the order in which they start.
    List<Entry> endingAfter(LocalDateTime past);

    Optional<Entry> find(Kind kind, int id);

    /// The span is judged by the books: an end that is no quarter of an hour cannot be told to callers.
    default EditResult add(Kind kind, Optional<LineId> line, LocalDateTime start, LocalDateTime end, Author author) {
        return add(kind, line, start, end, Map.of(), author);
    }

    /// @param message of a closure; judged by the books too
    EditResult add(
            Kind kind,
            Optional<LineId> line,
            LocalDateTime start,
            LocalDateTime end,
            Map<Language, String> message,
            Author author);

    EditResult remove(Kind kind, int id, Author author);
}
