/// Who may open the pages, what they may edit, and the book of what they changed.
///
/// Knows accounts, roles, edits of the books and refusals of them. Must not know pages, sessions, SQL or Spring; has no
/// clock: an `Instant` is handed in.
@NullMarked
package lv.helpline.admin;

import org.jspecify.annotations.NullMarked;
