/// What the wallboard shows: each line, who is on duty, where calls are, and what somebody should fix.
///
/// Knows the roster, and calls as they are told while they last. Must not know channels, pages, tables or Spring; has
/// no clock: an `Instant` is handed in.
@NullMarked
package lv.helpline.wallboard;

import org.jspecify.annotations.NullMarked;
