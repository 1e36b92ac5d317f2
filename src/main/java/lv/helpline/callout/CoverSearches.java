package lv.helpline.callout;

import lv.helpline.audit.Author;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.EditResult;

/// Searches for a cover: those who could fill a coverage gap are phoned one after the other, in calling hours,
/// until one presses 1; then the roster is changed and all concerned are told.
public interface CoverSearches {

    /// Begins one. An overlapping one that is under way is not doubled. In the audit. It ends by itself once nobody is
    /// missing any more.
    ///
    /// @param coverage a line or a region
    EditResult begin(DutyScope dutyScope, LocalSpan span, Author author);
}
