/// Makes the sounds that Asterisk plays of `asterisk-config/prompts`, and checks them: the program of `ops/prompts`.
///
/// Must not know anything but the JDK: `ops/prompts` compiles it by itself, before Maven has compiled anything.
@NullMarked
package lv.helpline.prompts;

import org.jspecify.annotations.NullMarked;
