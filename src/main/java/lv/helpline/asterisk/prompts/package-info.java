/// Which prompts say when a line opens, and how things stand with a duty.
@NullMarked
package lv.helpline.asterisk.prompts;

import org.jspecify.annotations.NullMarked;
