/// What several parts use and none owns.
@NullMarked
package lv.helpline.shared;

import org.jspecify.annotations.NullMarked;
