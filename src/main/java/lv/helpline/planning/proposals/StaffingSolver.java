package lv.helpline.planning.proposals;

import java.time.Duration;
import java.util.function.Consumer;

/// Finds who fills the gaps. The program runs without one, and then proposes nothing.
public interface StaffingSolver {

    /// The best that was found: it keeps to the limits, and [StaffingCosts] says what is better. The same problem has
    /// the same answer, unless the time is over before.
    ///
    /// Ends soon when its thread is interrupted, with what was found until then.
    ///
    /// @param atMost how long it may look
    /// @param better hears from time to time of what is better than all before
    Assignment solve(StaffingProblem problem, Duration atMost, Consumer<Assignment> better);
}
