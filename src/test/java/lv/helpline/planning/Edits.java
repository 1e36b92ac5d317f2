package lv.helpline.planning;

import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;

/// Edits that a test needs and is not about.
public final class Edits {

    private Edits() {}

    /// As an administrator's table does it, whatever gap it leaves.
    public static EditResult save(RosterEditing editing, RosterEdit edit, Author author) {
        return editing.save(new EditRequest(new EditOccasion.Table(Role.ADMINISTRATOR), edit, author)
                        .because(Optional.of("nobody-found")))
                .asEditResult();
    }
}
