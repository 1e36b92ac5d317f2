/// Edits of the roster: drafts, preferences, the calendar of closures and special openings, and the fortnight as a
/// grid.
///
/// Must not know pages, SQL or Spring; has no clock: an `Instant` is handed in.
@NullMarked
package lv.helpline.planning;

import org.jspecify.annotations.NullMarked;
