/// Who may sign in, and as what: accounts and roles.
///
/// Knows no password and no session. Must not know pages, SQL or Spring; has no clock: an `Instant` is handed in.
@NullMarked
package lv.helpline.accounts;

import org.jspecify.annotations.NullMarked;
