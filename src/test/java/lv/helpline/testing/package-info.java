/// What tests of several parts share.
@NullMarked
package lv.helpline.testing;

import org.jspecify.annotations.NullMarked;
