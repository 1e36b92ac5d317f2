package lv.helpline.planning;

import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.shared.EditResult;

/// When consultants can take a duty more, and when they would rather not, as they say themselves. Each edit is in the
/// audit.
public interface DutyPreferences {

    /// @param id of the row
    record Entry(int id, DutyPreference preference) {}

    /// Everybody's, in the order in which they start.
    List<Entry> endingAfter(LocalDateTime past);

    /// The same without the rows.
    default List<DutyPreference> preferencesEndingAfter(LocalDateTime past) {
        return endingAfter(past).stream().map(Entry::preference).toList();
    }

    EditResult add(DutyPreference preference, Author author);

    /// Outdated when it is not theirs, or not there.
    EditResult remove(ConsultantId consultant, int id, Author author);
}
