package lv.helpline.duty;

import static java.util.Comparator.comparing;

import java.util.List;

/// A dated span in which a consultant would rather not be on duty. No call goes by it: whoever seeks a substitute asks
/// others first.
public record RatherNot(ConsultantId consultant, LocalSpan span) {

    /// The candidates for a span in their order, those who would rather not in any part of it at the end.
    public static List<Candidate> askedLast(List<Candidate> candidates, List<RatherNot> wishes, LocalSpan span) {
        return candidates.stream()
                .sorted(comparing(candidate -> wishes.stream()
                        .anyMatch(wish -> wish.concerns(candidate.consultant().id(), span))))
                .toList();
    }

    public boolean concerns(ConsultantId somebody, LocalSpan other) {
        return consultant.equals(somebody)
                && span.start().isBefore(other.end())
                && other.start().isBefore(span.end());
    }
}
