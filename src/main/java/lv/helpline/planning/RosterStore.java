package lv.helpline.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lv.helpline.audit.AccountId;
import lv.helpline.roster.edit.RosterEdit;

/// What [RosterEditing], and nothing else, writes: the roster, the drafts of it, and the edits that can be undone.
public interface RosterStore extends DutyRepository {

    /// Keeps other edits away until the transaction ends.
    ///
    /// @param atMost how long it waits for another edit
    /// @return false when another edit lasts longer
    boolean lock(Duration atMost);

    /// All of the edit.
    ///
    /// @return false when something that it removes is not there any more: the transaction is then to be taken back
    boolean write(RosterEdit edit);

    /// [RosterDraft#NONE] when they have none.
    RosterDraft draft(AccountId author);

    /// Keeps the draft in the place of the one whose version it has. A draft that does nothing is none.
    ///
    /// @return false when another window of the same author has changed it meanwhile
    boolean saveDraft(RosterDraft draft, AccountId author, Instant at);

    /// Remembers an edit, so that it can be undone. What is older than [RosterEditing#UNDONE_WITHIN] is forgotten.
    void remember(UndoableEdit.Kind kind, RosterEdit edit, AccountId author, Instant at);

    /// Forgets what was done to a draft that is no draft any more.
    void forgetDrafted(AccountId author);

    /// The last edit of theirs that was made after `since`.
    Optional<UndoableEdit> last(AccountId author, Instant since);

    /// Takes the edit out of those that can be undone.
    ///
    /// @return false when it is not there any more
    boolean forget(UndoableEdit edit, AccountId author);
}
