/// Who could fill the coverage gaps of some weeks: the problem as a solver is given it, and what was found, in the
/// words of the roster.
///
/// Pure, and without any solver: [lv.helpline.planning.proposals.StaffingSolver] is the port of one.
@NullMarked
package lv.helpline.planning.proposals;

import org.jspecify.annotations.NullMarked;
