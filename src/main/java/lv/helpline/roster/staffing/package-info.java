/// What a roster means for those who staff it: coverage gaps, substitutes and hours.
///
/// Pure, as the roster is.
@NullMarked
package lv.helpline.roster.staffing;

import org.jspecify.annotations.NullMarked;
