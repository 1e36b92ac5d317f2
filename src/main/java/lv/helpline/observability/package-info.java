/// What can be seen from outside: Micrometer meters and health.
///
/// Nothing of a caller is in a tag.
@NullMarked
package lv.helpline.observability;

import org.jspecify.annotations.NullMarked;
