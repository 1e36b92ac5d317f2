/// Asterisk's manager interface, for looking only: the user events that the dialplan sends of calls while they last,
/// and how often a phone was refused.
///
/// Knows the manager's lines and the events' grammar. Must not know rosters, pages or SQL, and reads nothing else that
/// the manager says: what is not one of our events is dropped as it is read. No call needs any of it.
@NullMarked
package lv.helpline.asterisk.ami;

import org.jspecify.annotations.NullMarked;
