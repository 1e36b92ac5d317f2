/// What an anonymous record of a call is.
///
/// Must not know any telephone number, and has no field that could hold one.
@NullMarked
package lv.helpline.calllog;

import org.jspecify.annotations.NullMarked;
