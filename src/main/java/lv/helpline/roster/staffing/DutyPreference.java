package lv.helpline.roster.staffing;

import java.util.List;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;

/// A dated span in which a consultant can take a duty more, or would rather not be on duty, as they say themselves. No
/// call goes by it, and it forbids nothing: whoever seeks a substitute asks them first, or last.
public record DutyPreference(ConsultantId consultant, Kind kind, LocalSpan span) {

    public enum Kind {
        CAN,
        RATHER_NOT
    }

    /// What somebody says of a whole span: that they would rather not, if they say so of any part of it; that they can,
    /// if they say so of all of it; empty for anything less.
    public static Optional<Kind> of(List<DutyPreference> all, ConsultantId consultant, LocalSpan span) {
        if (all.stream().anyMatch(each -> each.isOf(consultant, Kind.RATHER_NOT) && each.span.overlaps(span))) {
            return Optional.of(Kind.RATHER_NOT);
        }
        var can = all.stream()
                .filter(each -> each.isOf(consultant, Kind.CAN))
                .map(DutyPreference::span)
                .toList();
        return span.without(can).isEmpty() ? Optional.of(Kind.CAN) : Optional.empty();
    }

    /// The same of several spans: that they would rather not in any of them, or that they can in each.
    public static Optional<Kind> of(List<DutyPreference> all, ConsultantId consultant, List<LocalSpan> spans) {
        var each =
                spans.stream().map(span -> of(all, consultant, span)).distinct().toList();
        var ratherNot = Optional.of(Kind.RATHER_NOT);
        if (each.contains(ratherNot)) {
            return ratherNot;
        }
        return each.size() == 1 ? each.getFirst() : Optional.empty();
    }

    private boolean isOf(ConsultantId somebody, Kind wanted) {
        return consultant.equals(somebody) && kind == wanted;
    }
}
