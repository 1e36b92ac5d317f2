package lv.helpline.planning.web;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import lv.helpline.planning.MadeHoles;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Coverage;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterText;
import lv.helpline.roster.edit.Shift;
import lv.helpline.roster.staffing.Stretch;
import lv.helpline.roster.staffing.Substitutes;

/// What the side sheets of the roster show, in the words of one language.
final class RosterSheets {

    private static final int SUGGESTED = 6;
    private static final int OTHERS = 80;

    private final OpenRoster open;
    private final RosterWords.Spoken words;

    RosterSheets(OpenRoster open, RosterWords.Spoken words) {
        this.open = open;
        this.words = words;
    }

    /// Somebody who could take a duty.
    ///
    /// @param shift the duty by them, in text
    public record Suggested(int id, String name, List<String> reasons, String shift) {}

    /// A duty that another can be swapped with.
    public record Other(String shift, String name, String text) {}

    public record EmptyTime(String line, String when, List<Suggested> suggested) {}

    /// How a part of a line's open time is staffed.
    public record Part(String times, List<String> names, String start, String end) {}

    List<Suggested> suggested(Shift shift) {
        return Substitutes.of(open.view(), open.wishes(), shift.coverage(), shift.span()).stream()
                .filter(candidate -> !candidate.consultant().id().equals(shift.consultant()))
                .limit(SUGGESTED)
                .map(candidate -> new Suggested(
                        candidate.consultant().id().value(),
                        candidate.consultant().name(),
                        candidate.reasons().stream().map(words::reason).toList(),
                        RosterText.of(shift.by(candidate.consultant().id()))))
                .toList();
    }

    List<Suggested> suggested(Coverage coverage, LocalSpan span) {
        return suggested(new Shift(NOBODY, coverage, span));
    }

    private static final ConsultantId NOBODY = new ConsultantId(Integer.MAX_VALUE);

    /// A duty that nobody has yet, in text: the forms put somebody in.
    String empty(Coverage coverage, LocalSpan span) {
        return RosterText.of(new Shift(NOBODY, coverage, span));
    }

    List<Consultant> everybody() {
        return open.view().data().serving().stream()
                .sorted(Comparator.comparing(Consultant::name))
                .toList();
    }

    /// The coming duties of others within a fortnight of this one, those of the same kind first.
    List<Other> others(Shift shift) {
        var date = shift.span().start().toLocalDate();
        var now = LocalDateTime.ofInstant(open.now(), Roster.ZONE);
        return Shift.touching(open.view().data(), date.minusDays(7), date.plusDays(14)).stream()
                .filter(other -> !other.consultant().equals(shift.consultant())
                        && other.span().start().isAfter(now)
                        && !other.span().equals(shift.span()))
                .distinct()
                .sorted(Comparator.comparing((Shift other) -> !other.coverage().equals(shift.coverage()))
                        .thenComparing(other -> other.span().start())
                        .thenComparing(Shift::consultant))
                .limit(OTHERS)
                .map(other -> new Other(
                        RosterText.of(other),
                        words.name(other.consultant()),
                        words.when(other.span()) + " · " + words.where(other)))
                .toList();
    }

    List<EmptyTime> empty(List<MadeHoles.MadeHole> holes) {
        return holes.stream()
                .map(made -> {
                    var span =
                            LocalSpan.between(made.hole().start(), made.hole().end());
                    return new EmptyTime(
                            made.line().name(),
                            words.when(span),
                            suggested(new Coverage.OfLine(made.line().id()), span));
                })
                .toList();
    }

    List<Part> parts(List<Stretch> stretches) {
        return stretches.stream()
                .map(stretch -> {
                    var span = LocalSpan.between(stretch.start(), stretch.end());
                    return new Part(
                            words.times(span),
                            stretch.onDuty().stream().map(each -> each.name()).toList(),
                            span.start().toString(),
                            span.end().toString());
                })
                .toList();
    }
}
