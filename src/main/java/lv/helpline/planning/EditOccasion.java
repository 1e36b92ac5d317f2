package lv.helpline.planning;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.accounts.Role;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;

/// Why a roster is edited. It decides what an edit has to pass, and who knows of it already.
public sealed interface EditOccasion {

    /// Somebody edits a part of the roster on a page.
    sealed interface ByEditor extends EditOccasion {
        Role role();
    }

    /// Duties, covers and absences, on the page of the roster. What begins later than within 48 hours waits in a draft.
    record Duties(Role role) implements ByEditor {}

    /// All duties at once, as a table or from an API client. It is in force as soon as it is saved.
    record Table(Role role) implements ByEditor {}

    /// Closures and special openings.
    record CalendarEntry(Role role) implements ByEditor {}

    /// The opening hours of a line.
    record Hours(Role role) implements ByEditor {}

    /// A consultant says that they cannot come.
    ///
    /// @param span for how long
    record CannotCome(ConsultantId consultant, LocalSpan span) implements EditOccasion {}

    /// A consultant can come after all.
    record CanCome(ConsultantId consultant) implements EditOccasion {}

    /// Two consultants have agreed.
    ///
    /// @param spans the duties that change hands
    record Swap(ConsultantId giver, ConsultantId taker, List<LocalSpan> spans) implements EditOccasion {
        public Swap {
            spans = List.copyOf(spans);
        }
    }

    /// Somebody takes a duty that nobody has: the helpline has phoned them, or it was offered to them.
    record CoverFound(ConsultantId by) implements EditOccasion {}

    /// Somebody leaves, and their duties end or are handed on.
    record Leaving(ConsultantId consultant) implements EditOccasion {}

    /// Somebody's phone is lost, so it is rung no more.
    record LostPhone(ConsultantId consultant) implements EditOccasion {}

    /// Whoever cannot come is never refused: such an edit is stopped by no conflict and no coverage gap, waits for no
    /// draft, and waits for another edit two seconds at most. What it leaves uncovered is told.
    default boolean isNeverRefused() {
        return switch (this) {
            case CannotCome _, Leaving _, LostPhone _ -> true;
            case ByEditor _, CanCome _, Swap _, CoverFound _ -> false;
        };
    }

    /// Whether whoever saves it has to say why, where it leaves a line without anybody.
    default boolean needsReason() {
        return this instanceof ByEditor;
    }

    /// The role by which somebody may make the edit or not; empty where the occasion itself is the right.
    default Optional<Role> editor() {
        return this instanceof ByEditor editor ? Optional.of(editor.role()) : Optional.empty();
    }

    /// Who knows of it because they did it themselves, or are told of it by other words.
    default Set<ConsultantId> whoKnows() {
        return switch (this) {
            case CannotCome(var consultant, var _) -> Set.of(consultant);
            case CanCome(var consultant) -> Set.of(consultant);
            case Swap(var giver, var taker, var _) -> Set.of(giver, taker);
            case CoverFound(var by) -> Set.of(by);
            case Leaving(var consultant) -> Set.of(consultant);
            case LostPhone _, ByEditor _ -> Set.of();
        };
    }
}
