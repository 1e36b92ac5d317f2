package lv.helpline.admin;

import lv.helpline.duty.Coverage;
import lv.helpline.duty.LocalSpan;

/// Searches for a cover: those who could fill a hole are phoned one after the other, in decent hours, until one
/// presses 1; then the roster is changed and all concerned are told.
public interface CoverSearches {

    /// Begins one. An overlapping one that is under way is not doubled. In the audit. It ends by itself once nobody is
    /// missing any more.
    ///
    /// @param coverage a line or a region
    Saved begin(Coverage coverage, LocalSpan span, Author author);
}
