/// Which clips say what: times of opening, duties and the names of all prompts.
@NullMarked
package lv.helpline.asterisk.prompts;

import org.jspecify.annotations.NullMarked;
