/// What the helpline phones its own people about, and whom: the coordinator when something is amiss, colleagues
/// when a coverage gap is to be covered, and each phone for a test. Values and decisions; an instant is handed in.
///
/// Knows the roster and the router's decision. Must not know Spring, tables, channels or prompts, and originates
/// nothing: Asterisk asks for the next call.
@NullMarked
package lv.helpline.callout;

import org.jspecify.annotations.NullMarked;
