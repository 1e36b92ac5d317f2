package lv.helpline.planning.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lv.helpline.audit.AccountId;
import lv.helpline.planning.proposals.StaffingProblem;
import lv.helpline.planning.proposals.StaffingSolver;

/// The searches for proposals: one at a time, and of each account the last one. They are in memory only, and go
/// with the process.
final class ProposalRuns implements AutoCloseable {

    private final Optional<StaffingSolver> solver;
    private final Duration atMost;
    private final Map<AccountId, ProposalRun> runs = new HashMap<>();

    ProposalRuns(Optional<StaffingSolver> solver, Duration atMost) {
        this.solver = solver;
        this.atMost = atMost;
    }

    /// Whether there is a solver at all.
    boolean areOffered() {
        return solver.isPresent();
    }

    /// How long a search lasts at most.
    Duration atMost() {
        return atMost;
    }

    /// @return false while another search goes on, theirs or somebody else's
    synchronized boolean begin(AccountId who, ProposalRun.Weeks weeks, Supplier<StaffingProblem> problem) {
        if (isBusy()) {
            return false;
        }
        runs.put(who, ProposalRun.begun(weeks, problem, solver.orElseThrow(), atMost));
        return true;
    }

    synchronized boolean isBusy() {
        return runs.values().stream().anyMatch(ProposalRun::isLooking);
    }

    synchronized Optional<ProposalRun> last(AccountId who) {
        return Optional.ofNullable(runs.get(who));
    }

    /// Not while it goes on, so that no two are under way.
    synchronized void forget(AccountId who) {
        last(who).filter(run -> !run.isLooking()).ifPresent(_ -> runs.remove(who));
    }

    @Override
    public synchronized void close() {
        runs.values().forEach(ProposalRun::stop);
    }
}
