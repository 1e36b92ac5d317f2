/// FastAGI: the bounded server, its scripts of one screen each, and the answer's grammar.
///
/// Knows the dialplan's variables, the answer's grammar and hang-ups. Must not know rosters' rules or SQL.
@NullMarked
package lv.helpline.agi;

import org.jspecify.annotations.NullMarked;
