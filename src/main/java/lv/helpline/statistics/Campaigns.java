package lv.helpline.statistics;

import java.util.List;
import lv.helpline.audit.Author;
import lv.helpline.shared.EditResult;

/// Notes of what was done in public, or will be. Each edit is in the audit. A note is never changed: it is removed and
/// another is added.
public interface Campaigns {

    /// In the order of their days.
    List<Campaign> all();

    /// @param campaign gets its id here
    EditResult add(Campaign campaign, Author author);

    EditResult remove(int id, Author author);
}
