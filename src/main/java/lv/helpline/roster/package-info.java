/// When a line is open and who is on duty.
///
/// Knows zones, spans, precedence and holidays. Must not know Spring, SQL, Asterisk or calls; has no clock: every
/// question carries its own `Instant`.
@NullMarked
package lv.helpline.roster;

import org.jspecify.annotations.NullMarked;
