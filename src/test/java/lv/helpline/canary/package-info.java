/// The search for callers, in every form in which a number or a name may be written down.
@NullMarked
package lv.helpline.canary;

import org.jspecify.annotations.NullMarked;
