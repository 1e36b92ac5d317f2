package lv.helpline.planning.proposals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lv.helpline.planning.EditingRights;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.staffing.Candidate;
import lv.helpline.roster.staffing.CoverageGaps;
import lv.helpline.roster.staffing.Substitutes;

/// A cover that is proposed, and why it is this person's.
public record Proposal(ConsultantId consultant, DutyScope scope, LocalSpan span, List<Reason> reasons) {

    public Proposal {
        reasons = List.copyOf(reasons);
    }

    /// In the order in which they are said.
    public sealed interface Reason {

        /// Nobody else suits and is free for all of it.
        record OnlyOne() implements Reason {}

        /// Of those who suit and are free for all of it, nobody else speaks these.
        record OnlySpeaker(List<Language> languages) implements Reason {

            public OnlySpeaker {
                languages = List.copyOf(languages);
            }
        }

        /// So many others suit and are free for all of it.
        record Others(int count) implements Reason {}

        /// What speaks for and against whoever stands in.
        record OfCandidate(Candidate.Reason reason) implements Reason {}

        /// With all that is proposed they are on duty in these weeks for so much less than they usually are.
        record BelowUsual(Duration time) implements Reason {}

        /// For so much more.
        record AboveUsual(Duration time) implements Reason {}

        /// For as much, to the hour.
        record AsUsual() implements Reason {}
    }

    public DutyOccurrence duty() {
        return new DutyOccurrence(consultant, scope, span);
    }

    /// Whether it still makes sense in a roster that may have changed: who is proposed suits and is free, some of the
    /// time is still a gap, and it begins late enough to wait in a draft.
    public boolean fits(Roster roster, Instant now) {
        return !EditingRights.isWithin(span.start(), now)
                && roster.data().consultants().stream()
                        .anyMatch(each -> each.id().equals(consultant))
                && fillsAGap(roster)
                && Substitutes.suits(roster, consultant, scope, span);
    }

    private boolean fillsAGap(Roster roster) {
        return roster.data().lines().stream()
                .filter(line -> scope.equals(new DutyScope.OfLine(line.id()))
                        || scope.equals(new DutyScope.OfRegion(line.region())))
                .anyMatch(line -> !CoverageGaps.of(roster, line, span.startsAt(), span.endsAt())
                        .isEmpty());
    }
}
