/// The lines' own settings, and where callers are sent to when nobody can be reached, where they can come
/// in person, and when that was last checked.
///
/// Must not know pages, SQL or Spring.
@NullMarked
package lv.helpline.lines;

import org.jspecify.annotations.NullMarked;
