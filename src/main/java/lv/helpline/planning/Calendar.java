package lv.helpline.planning;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.edit.RosterEdit;

/// Dated closures and special openings of lines, each with a number by which a page calls it. They are edited by
/// [RosterEditing], as everything else of the roster is.
public interface Calendar {

    enum Kind {
        CLOSURE,
        SPECIAL_OPENING
    }

    /// A closure or a special opening.
    ///
    /// @param line    empty for a closure of all lines; a special opening has one
    /// @param message what callers hear of a closure instead of the standard sentence, by language; may lack any
    record Entry(Kind kind, Optional<LineId> line, LocalSpan span, Map<Language, Announcement> message) {
        public Entry {
            message = Map.copyOf(message);
        }

        /// The edit that adds it.
        public RosterEdit added() {
            return switch (kind) {
                case CLOSURE -> RosterEdit.ofClosures(List.of(), List.of(new Closure(line, span, message)));
                case SPECIAL_OPENING ->
                    RosterEdit.ofSpecialOpenings(List.of(), List.of(new SpecialOpening(line.orElseThrow(), span)));
            };
        }

        /// The edit that takes it away.
        public RosterEdit removed() {
            return added().inverse();
        }
    }

    /// @param id tells it from every other of its kind
    record Numbered(int id, Entry entry) {}

    /// In the order in which they start.
    List<Numbered> endingAfter(LocalDateTime past);

    Optional<Entry> find(Kind kind, int id);
}
