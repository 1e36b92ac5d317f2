package lv.helpline.wallboard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.lines.Published;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Line;
import lv.helpline.roster.Referral;
import lv.helpline.roster.staffing.CoverageGap;

/// A warning on the wallboard: something that somebody should fix, the most important kind first.
public sealed interface Warning {

    /// Whether callers suffer from it now.
    boolean isUrgent();

    /// Asterisk takes no calls: whoever calls reaches nobody and is told nothing.
    record NoCallsTaken(Instant since) implements Warning {
        @Override
        public boolean isUrgent() {
            return true;
        }
    }

    /// The trunk refuses our calls to mobiles, so no phone of theirs rings. Nobody has missed a call.
    ///
    /// @param rings how many it has refused of late
    record TrunkRefuses(int rings) implements Warning {
        @Override
        public boolean isUrgent() {
            return true;
        }
    }

    /// The line is open and nobody is on duty for it who would be rung.
    ///
    /// @param until   when that ends, as far as is looked ahead
    /// @param there   whether somebody is on duty, but rests or has a number that is not verified
    /// @param instead who is rung in their place, in order; nobody at all if empty
    record EmptyLine(Line line, Optional<Instant> until, boolean there, List<Consultant> instead) implements Warning {
        @Override
        public boolean isUrgent() {
            return true;
        }
    }

    /// The router has no roster, or goes by one that is too old.
    ///
    /// @param of when it was read; empty when there is none
    record StaleRoster(Optional<Instant> of) implements Warning {
        @Override
        public boolean isUrgent() {
            return true;
        }
    }

    /// The database takes no writes: no edit is saved.
    record NothingSaved(Instant since) implements Warning {
        @Override
        public boolean isUrgent() {
            return true;
        }
    }

    /// Asterisk has not fetched its own copy for too long.
    ///
    /// @param last when it did, if it ever did
    record StaleFallback(Optional<Instant> last) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }

    /// The line will be empty within the look ahead.
    record GapsAhead(Line line, List<CoverageGap> gaps) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }

    /// These have a duty within the look ahead, and are not rung for callers before their phone has answered a test
    /// call.
    record Unverified(List<Consultant> consultants) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }

    /// These have a number that Asterisk does not dial, so their phones do not ring.
    record NotRung(List<Consultant> consultants) implements Warning {
        @Override
        public boolean isUrgent() {
            return true;
        }
    }

    /// The last test call of these was answered by nobody who pressed 1.
    record FailedTests(List<Consultant> consultants) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }

    /// These have missed three calls in a row and are rung last.
    record MissedThree(List<Consultant> consultants) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }

    /// Somebody may be guessing PINs on the duty line.
    ///
    /// @param count how many were wrong today
    record ManyWrongPins(int count) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }

    /// Entries of the list of outside help have to be checked again.
    record OutsideHelpDue(List<Referral> entries) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }

    /// An administrator is asked whether what everybody may read is still right.
    ///
    /// @param lastChecked the oldest of its entries
    record ToCheck(Published published, LocalDate lastChecked) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }

    /// Fewer than two administrators could sign in: with the one's phone lost, nobody can.
    record FewAdministrators(int there) implements Warning {
        @Override
        public boolean isUrgent() {
            return false;
        }
    }
}
