/// What the dialplan asks: one script of one screen for each question, and the answer's grammar.
///
/// Knows the dialplan's variables and hang-ups. Must not know SQL. Runs in the router.
@NullMarked
package lv.helpline.asterisk.scripts;

import org.jspecify.annotations.NullMarked;
