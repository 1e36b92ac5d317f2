package lv.helpline.planning;

import java.time.Instant;
import lv.helpline.roster.edit.RosterEdit;

/// An edit that its author can take back for a while.
///
/// @param at when it was made
public record UndoableEdit(long id, Kind kind, RosterEdit edit, Instant at) {

    /// Where the edit went.
    public enum Kind {
        /// Into the roster.
        LIVE,
        /// Into the draft.
        DRAFTED,
        /// The whole draft went into the roster; undone, it is a draft again.
        PUBLISHED,
        /// The draft was thrown away; undone, it is there again.
        DISCARDED
    }
}
