package lv.helpline.planning;

import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.shared.EditResult;

/// When consultants would rather not be on duty, as they say themselves. Each edit is in the audit.
public interface DutyPreferences {

    /// @param id of the row
    record Entry(int id, DutyPreference wish) {}

    /// Everybody's, in the order in which they start.
    List<Entry> endingAfter(LocalDateTime past);

    /// The same without the rows.
    default List<DutyPreference> wishesEndingAfter(LocalDateTime past) {
        return endingAfter(past).stream().map(Entry::wish).toList();
    }

    EditResult add(DutyPreference wish, Author author);

    /// Outdated when it is not theirs, or not there.
    EditResult remove(ConsultantId consultant, int id, Author author);
}
