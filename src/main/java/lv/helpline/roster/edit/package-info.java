/// An edit of the roster, its inverse, and what becomes of it when the roster has changed meanwhile.
///
/// Pure, as the roster is.
@NullMarked
package lv.helpline.roster.edit;

import org.jspecify.annotations.NullMarked;
