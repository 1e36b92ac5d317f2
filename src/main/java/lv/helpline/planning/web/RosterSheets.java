package lv.helpline.planning.web;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.planning.DutyOffer;
import lv.helpline.planning.NewCoverageGaps;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.roster.staffing.StaffingInterval;
import lv.helpline.roster.staffing.Substitutes;
import org.jspecify.annotations.Nullable;

/// What the side sheets of the roster show, in the words of one language.
final class RosterSheets {

    private static final int SUGGESTED = 6;
    private static final int OTHERS = 80;

    private final RosterEditingSession open;
    private final RosterChangeFormatter.Spoken words;

    RosterSheets(RosterEditingSession open, RosterChangeFormatter.Spoken words) {
        this.open = open;
        this.words = words;
    }

    /// Somebody who could take a duty.
    ///
    /// @param shift the duty by them, in text
    public record Suggested(int id, String name, List<String> reasons, String shift) {}

    /// What a duty can be for.
    public record Scope(String value, String name) {}

    /// When most duties are, as the form proposes it.
    static final LocalSpan OFFICE_HOURS =
            new LocalSpan(LocalDateTime.parse("2000-01-03T09:00"), LocalDateTime.parse("2000-01-03T17:00"));

    /// A duty that another can be swapped with.
    public record Other(String shift, String name, String text) {}

    public record EmptyTime(String line, String when, List<Suggested> suggested) {}

    /// How a part of a line's open time is staffed.
    public record Part(String times, List<String> names, String start, String end) {}

    /// A time without anybody that can be offered, or is.
    ///
    /// @param offer its id; none where it is not offered yet
    /// @param to    to whom it is offered
    public record Gap(
            String times, LocalSpan span, @Nullable Integer offer, List<String> to) {}

    List<Suggested> suggested(DutyOccurrence dutyOccurrence) {
        return Substitutes.of(open.view(), open.preferences(), dutyOccurrence.coverage(), dutyOccurrence.span())
                .stream()
                .filter(candidate -> !candidate.consultant().id().equals(dutyOccurrence.consultant()))
                .limit(SUGGESTED)
                .map(candidate -> new Suggested(
                        candidate.consultant().id().value(),
                        candidate.consultant().name(),
                        candidate.reasons().stream().map(words::reason).toList(),
                        RosterEditCodec.of(
                                dutyOccurrence.by(candidate.consultant().id()))))
                .toList();
    }

    /// Who is on duty already, with that reason: so that nobody wonders why they are not suggested.
    List<Suggested> onDutyAlready(DutyScope dutyScope, LocalSpan span, ConsultantId but) {
        return Substitutes.onDutyAlready(open.view(), dutyScope, span).stream()
                .filter(candidate -> !candidate.consultant().id().equals(but))
                .limit(OTHERS)
                .map(candidate -> new Suggested(
                        candidate.consultant().id().value(),
                        candidate.consultant().name(),
                        candidate.reasons().stream().map(words::reason).toList(),
                        ""))
                .toList();
    }

    List<Suggested> suggested(DutyScope dutyScope, LocalSpan span) {
        return suggested(new DutyOccurrence(NOBODY, dutyScope, span));
    }

    static final ConsultantId NOBODY = new ConsultantId(Integer.MAX_VALUE);

    /// A duty that nobody has yet, in text: the forms put somebody in.
    String empty(DutyScope dutyScope, LocalSpan span) {
        return RosterEditCodec.of(new DutyOccurrence(NOBODY, dutyScope, span));
    }

    /// What a duty may be for: regions, which most duties are for, lines, and nobody but colleagues.
    List<Scope> scopes() {
        var lines = open.view().data().lines();
        return Stream.of(
                        lines.stream().map(Line::region).distinct().sorted().map(DutyScope.OfRegion::new),
                        lines.stream().map(line -> new DutyScope.OfLine(line.id())),
                        Stream.of(new DutyScope.CoordinatorOnCall()))
                .flatMap(scopes -> scopes)
                .map(scope -> new Scope(RosterEditCodec.of(scope), said(scope)))
                .toList();
    }

    private String said(DutyScope scope) {
        return scope instanceof DutyScope.OfRegion
                ? words.text("roster.all-lines-of", words.where(scope))
                : words.where(scope);
    }

    List<Consultant> everybody() {
        return open.view().data().serving().stream()
                .sorted(Comparator.comparing(Consultant::name))
                .toList();
    }

    /// The coming duties of others within a fortnight of this one, those of the same kind first.
    List<Other> others(DutyOccurrence dutyOccurrence) {
        var date = dutyOccurrence.span().start().toLocalDate();
        var swapped = new SwappedDuty(dutyOccurrence, open.now());
        return DutyOccurrence.touching(open.view().data(), date.minusDays(7), date.plusDays(14)).stream()
                .filter(other -> swapped.hindrance(other).isEmpty())
                .distinct()
                .sorted(Comparator.comparing(
                                (DutyOccurrence other) -> !other.coverage().equals(dutyOccurrence.coverage()))
                        .thenComparing(other -> other.span().start())
                        .thenComparing(DutyOccurrence::consultant))
                .limit(OTHERS)
                .map(other -> new Other(
                        RosterEditCodec.of(other),
                        words.name(other.consultant()),
                        words.when(other.span()) + " · " + words.where(other)))
                .toList();
    }

    List<EmptyTime> empty(List<NewCoverageGaps.NewCoverageGap> gaps) {
        return gaps.stream()
                .map(made -> {
                    var span = LocalSpan.between(made.gap().start(), made.gap().end());
                    return new EmptyTime(
                            made.line().name(),
                            words.when(span),
                            suggested(new DutyScope.OfLine(made.line().id()), span));
                })
                .toList();
    }

    /// As the roster in force has them, from now on.
    List<Gap> gaps(Line line, LocalSpan span, List<DutyOffer> offers) {
        return DutyOffer.gaps(open.saved(), line, span, open.now()).stream()
                .map(gap -> {
                    var offer = offers.stream()
                            .filter(each ->
                                    each.line().equals(line.id()) && each.span().overlaps(gap))
                            .findFirst();
                    return new Gap(
                            words.times(gap),
                            gap,
                            offer.map(DutyOffer::id).orElse(null),
                            offer.stream()
                                    .flatMap(each -> each.to().stream())
                                    .map(words::name)
                                    .toList());
                })
                .toList();
    }

    List<Part> parts(List<StaffingInterval> intervals) {
        return intervals.stream()
                .map(staffingInterval -> {
                    var span = LocalSpan.between(staffingInterval.start(), staffingInterval.end());
                    return new Part(
                            words.times(span),
                            staffingInterval.onDuty().stream()
                                    .map(each -> each.name())
                                    .toList(),
                            span.start().toString(),
                            span.end().toString());
                })
                .toList();
    }
}
