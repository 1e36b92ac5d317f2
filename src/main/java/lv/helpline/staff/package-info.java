/// The people: contacts, PINs, calendar subscriptions, and leaving.
///
/// Must not know pages, SQL or Spring.
@NullMarked
package lv.helpline.staff;

import org.jspecify.annotations.NullMarked;
