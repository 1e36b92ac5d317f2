package lv.helpline.roster;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;

/// A dated duty, in addition to the weekly ones.
public record Cover(ConsultantId consultant, DutyScope coverage, LocalSpan span) {

    /// Whether the same person would have both for the same at one time.
    public boolean overlaps(Cover other) {
        return consultant.equals(other.consultant) && coverage.equals(other.coverage) && span.overlaps(other.span);
    }

    /// What of it this roster does not have yet, in order: the database refuses a cover that overlaps another of
    /// the same person for the same.
    public List<Cover> missingIn(RosterData roster) {
        var parts = new ArrayList<Cover>();
        var from = span.start();
        var others = roster.covers().stream()
                .filter(other -> other.consultant().equals(consultant)
                        && other.coverage().equals(coverage)
                        && other.span().overlaps(span))
                .map(Cover::span)
                .sorted(comparing(LocalSpan::start))
                .toList();
        for (var other : others) {
            if (from.isBefore(other.start())) {
                parts.add(new Cover(consultant, coverage, new LocalSpan(from, other.start())));
            }
            from = other.end().isAfter(from) ? other.end() : from;
        }
        if (from.isBefore(span.end())) {
            parts.add(new Cover(consultant, coverage, new LocalSpan(from, span.end())));
        }
        return parts;
    }
}
