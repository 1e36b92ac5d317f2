package lv.helpline.solver;

import lv.helpline.planning.proposals.StaffingLimits;
import lv.helpline.planning.proposals.StaffingPerson;

/// Somebody, with what limits their duties. Each is one object, by which Timefold tells them apart.
final class SolverPerson {

    private final StaffingPerson person;
    private final StaffingLimits limits;

    SolverPerson(StaffingPerson person, StaffingLimits limits) {
        this.person = person;
        this.limits = limits;
    }

    StaffingPerson person() {
        return person;
    }

    StaffingLimits limits() {
        return limits;
    }

    @Override
    public String toString() {
        return "consultant " + person.id();
    }
}
