package lv.helpline.statistics;

import java.time.LocalDate;
import java.util.List;
import lv.helpline.audit.Author;
import lv.helpline.shared.EditResult;

/// Notes of what was done in public on a day. Each edit is in the audit. A note is never changed: it is removed and
/// another is added.
public interface Campaigns {

    /// In the order of their days.
    List<Campaign> all();

    EditResult add(LocalDate day, String note, Author author);

    EditResult remove(int id, Author author);
}
