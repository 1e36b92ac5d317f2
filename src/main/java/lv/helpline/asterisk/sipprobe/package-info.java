/// Tries whether Asterisk takes calls, by a call over SIP that Asterisk's dialplan refuses at once in a way of
/// its own: it leaves no record, counts nowhere and rings nobody.
///
/// Knows as much SIP as that takes (RFC 3261). Must not know rosters, calls, pages or SQL.
@NullMarked
package lv.helpline.asterisk.sipprobe;

import org.jspecify.annotations.NullMarked;
