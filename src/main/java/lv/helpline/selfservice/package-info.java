/// What consultants do by themselves, by telephone or on their page: pauses, swaps, reminders.
///
/// Must not know pages, SQL or Spring; has no clock.
@NullMarked
package lv.helpline.selfservice;

import org.jspecify.annotations.NullMarked;
