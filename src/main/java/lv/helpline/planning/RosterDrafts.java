package lv.helpline.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;

/// What an editor of the roster has before them: a draft, and the last edit, which can be taken back for a while. Each
/// has one of their own, the same on every router.
public interface RosterDrafts {

    /// How long an edit can be taken back.
    Duration UNDONE_WITHIN = Duration.ofMinutes(30);

    /// An edit that is not valid yet.
    ///
    /// @param seen    the digest of what was around it in the books when it was last saved
    /// @param version of the row; 0 for no row yet
    record Draft(RosterEdit edit, String seen, int version) {
        public static final Draft NONE = new Draft(RosterEdit.NONE, "", 0);
    }

    /// @param ofDraft whether the edit went into the draft
    /// @param at      when it was made
    record LastEdit(long id, RosterEdit edit, boolean ofDraft, Instant at) {}

    /// An edit that somebody decided on.
    ///
    /// @param seen the digest of what was around it in the books when its author saw it
    /// @param also what the audit is to say beside it, such as a hole and its reason
    /// @param told mails that go when it stands
    record Decision(RosterEdit edit, String seen, List<Change> also, List<Outbox.Mail> told) {
        public Decision {
            also = List.copyOf(also);
            told = List.copyOf(told);
        }
    }

    Draft draft(AccountId author);

    /// Empty when there is none, or it is too old to be taken back.
    Optional<LastEdit> last(AccountId author, Instant now);

    /// Makes an edit valid. Outdated when something around it is not as its author saw it.
    EditResult save(Decision decision, Author author);

    /// Puts an edit into the draft.
    ///
    /// @param whole the draft with it
    EditResult keep(RosterEdit edit, Draft whole, Author author);

    /// Makes the draft valid, and there is none any more.
    EditResult publish(Decision decision, int version, Author author);

    /// Throws the draft away.
    EditResult discard(int version, Author author);

    /// Takes the last edit back. Outdated when it is gone, or the duties have changed so that it cannot be taken back.
    EditResult undo(LastEdit last, List<Outbox.Mail> told, Author author);
}
