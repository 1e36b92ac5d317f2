package lv.helpline.planning;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.CoverageGaps;
import lv.helpline.roster.staffing.Substitutes;

/// A coverage gap that is offered to all who suit: whoever takes it first is on duty then.
///
/// @param to      who may take it, in the order of their ids
/// @param endedAt when it was taken, filled otherwise or withdrawn; empty while it can be taken
/// @param takenBy empty for nobody
public record DutyOffer(
        int id,
        LineId line,
        LocalSpan span,
        Instant offeredAt,
        List<ConsultantId> to,
        Optional<Instant> endedAt,
        Optional<ConsultantId> takenBy) {

    public DutyOffer {
        to = List.copyOf(to);
    }

    /// How it stands for one of those to whom it is offered.
    public sealed interface Status {

        /// It is theirs for the taking.
        ///
        /// @param left what of it has nobody
        record Vacant(DutyOffer offer, Line line, ConsultantId taker, List<LocalSpan> left) implements Status {

            public Vacant {
                left = List.copyOf(left);
            }

            RosterEdit edit() {
                var scope = new DutyScope.OfLine(line.id());
                return RosterEdit.ofCovers(
                        List.of(),
                        left.stream().map(span -> new Cover(taker, scope, span)).toList());
            }
        }

        /// They are on duty or absent in some part of it, or they do not suit any more.
        record NotFree() implements Status {}

        /// They have taken it.
        record Yours() implements Status {}

        /// Another has taken it.
        record SomebodyWasFaster() implements Status {}

        /// Nobody is missing any more, it was withdrawn, or its time is over.
        record Over() implements Status {}
    }

    /// What of the span has nobody, from this minute on: it is filled in parts, or is not open any more.
    public List<LocalSpan> left(Roster roster, Instant at) {
        return endedAt.isPresent() ? List.of() : gaps(roster, roster.getLine(line), span, at);
    }

    /// What of a time can be offered.
    public static List<LocalSpan> gaps(Roster roster, Line line, LocalSpan span, Instant at) {
        var minute = at.truncatedTo(ChronoUnit.MINUTES);
        var from = span.startsAt().isBefore(minute) ? minute : span.startsAt();
        return from.isBefore(span.endsAt())
                ? CoverageGaps.of(roster, line, from, span.endsAt()).stream()
                        .map(gap -> LocalSpan.between(gap.start(), gap.end()))
                        .toList()
                : List.of();
    }

    public Status status(ConsultantId asks, Roster roster, Instant at) {
        if (takenBy.isPresent()) {
            return takenBy.get().equals(asks) ? new Status.Yours() : new Status.SomebodyWasFaster();
        }
        var left = left(roster, at);
        if (left.isEmpty()) {
            return new Status.Over();
        }
        var scope = new DutyScope.OfLine(line);
        var suits = left.stream().allMatch(part -> Substitutes.suits(roster, asks, scope, part));
        return suits ? new Status.Vacant(this, roster.getLine(line), asks, left) : new Status.NotFree();
    }
}
