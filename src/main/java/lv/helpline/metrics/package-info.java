/// What can be seen from outside: Micrometer meters and health.
///
/// Nothing of a caller is in a tag.
@NullMarked
package lv.helpline.metrics;

import org.jspecify.annotations.NullMarked;
