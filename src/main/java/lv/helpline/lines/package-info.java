/// The lines' own settings, and where callers are sent to when nobody can be reached.
///
/// Must not know pages, SQL or Spring.
@NullMarked
package lv.helpline.lines;

import org.jspecify.annotations.NullMarked;
