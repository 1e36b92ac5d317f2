package lv.helpline.planning;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import lv.helpline.audit.Author;
import lv.helpline.roster.edit.RosterEdit;

/// An edit that somebody wants saved.
///
/// @param edit      upon the roster as its author saw it; may do nothing where `alongside` does something
/// @param seen      the digest of what was around the edit when its author saw it, see
///                  [lv.helpline.roster.edit.EditConflictDigest]; empty for an edit that saw no page
/// @param reason    of [GapPolicy#REASONS], why a line is left without anybody; empty for none given
/// @param alongside what else is written in the same transaction, before it is judged what the edit does; false for
///                  what somebody else was faster to do
public record EditRequest(
        EditOccasion occasion,
        RosterEdit edit,
        Author author,
        Optional<String> seen,
        Optional<String> reason,
        Optional<BooleanSupplier> alongside) {

    public EditRequest(EditOccasion occasion, RosterEdit edit, Author author) {
        this(occasion, edit, author, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public EditRequest seen(String digest) {
        return new EditRequest(occasion, edit, author, Optional.of(digest), reason, alongside);
    }

    public EditRequest because(Optional<String> why) {
        return new EditRequest(occasion, edit, author, seen, why, alongside);
    }

    public EditRequest with(BooleanSupplier work) {
        return new EditRequest(occasion, edit, author, seen, reason, Optional.of(work));
    }
}
