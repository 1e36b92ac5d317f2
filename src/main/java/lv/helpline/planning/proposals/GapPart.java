package lv.helpline.planning.proposals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Candidate;

/// A part `[start, end)` of the coverage gaps of a region that one person is to fill, or nobody.
///
/// @param id         its place among the parts of its problem
/// @param scope      what who fills it is on duty for: the line, or the region where several of its lines have a gap
/// @param languages  of the lines concerned
/// @param candidates who could fill it, the best first, see [lv.helpline.roster.staffing.Substitutes]
public record GapPart(
        int id, DutyScope scope, List<Language> languages, Instant start, Instant end, List<Candidate> candidates) {

    public GapPart {
        languages = List.copyOf(languages);
        candidates = List.copyOf(candidates);
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("part: its end has to be after its start");
        }
    }

    public long minutes() {
        return Duration.between(start, end).toMinutes();
    }

    /// On which it starts.
    public LocalDate date() {
        return LocalDate.ofInstant(start, Roster.ZONE);
    }

    public Optional<Candidate> findCandidate(ConsultantId consultant) {
        return candidates.stream()
                .filter(candidate -> candidate.consultant().id().equals(consultant))
                .findFirst();
    }

    boolean continuesIn(GapPart next) {
        return end.equals(next.start) && scope.equals(next.scope);
    }
}
