/// From a line, a roster and an instant to a decision, with the reasons.
///
/// Knows calls and duty. Must not know channels, tables or "now": one `Clock` is read at the edge, once a call, and an
/// `Instant` is handed in.
@NullMarked
package lv.helpline.routing;

import org.jspecify.annotations.NullMarked;
