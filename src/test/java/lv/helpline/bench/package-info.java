/// Loads that are run by hand and by `ops/bench`; the build runs a few of those that count.
@NullMarked
package lv.helpline.bench;

import org.jspecify.annotations.NullMarked;
