/// Loads that are run by hand and by `ops/bench`; the build runs a few of those that count.
///
/// Figures that stand beside each other are of [Quick] and [CoreBench]: one run, repetitions that take turns, a
/// table of [Measure]s. [Results] compares it with the one in the tree.
@NullMarked
package lv.helpline.bench;

import org.jspecify.annotations.NullMarked;
