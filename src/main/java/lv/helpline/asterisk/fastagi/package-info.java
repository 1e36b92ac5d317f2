/// The FastAGI server: who may ask, how much, how long, and the names that the dialplan and the scripts share.
///
/// Must not know rosters' rules or SQL. Runs in the router.
@NullMarked
package lv.helpline.asterisk.fastagi;

import org.jspecify.annotations.NullMarked;
