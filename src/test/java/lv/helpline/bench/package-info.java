/// Loads that are run by hand and by `ops/bench`, not by the build.
@NullMarked
package lv.helpline.bench;

import org.jspecify.annotations.NullMarked;
