package lv.helpline.planning;

import java.time.Instant;
import java.util.List;
import lv.helpline.audit.Author;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;

/// The duties, as they are edited: weekly ones, covers and absences. Each edit is in the audit.
public interface DutyRepository {

    /// The books as they are now, all of one state, without what ended more than a month before.
    RosterData books(Instant now);

    /// The same, but of the covers and absences only those of a time: a year of them is many times a fortnight's.
    RosterData books(Instant now, LocalSpan time);

    /// All of the edit or nothing. Of two who would remove the same, the second is outdated: nothing of their edit is
    /// lost or half done.
    default EditResult save(RosterEdit edit, Author author) {
        return save(edit, List.of(), author);
    }

    /// @param told mails that go when the edit stands, and only then
    EditResult save(RosterEdit edit, List<Outbox.Mail> told, Author author);
}
