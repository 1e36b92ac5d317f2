/// Fills coverage gaps by Timefold Solver. Runs with the pages, if its library is there; nothing else knows of it.
@NullMarked
package lv.helpline.solver;

import org.jspecify.annotations.NullMarked;
