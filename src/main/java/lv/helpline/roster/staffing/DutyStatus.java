package lv.helpline.roster.staffing;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyPeriod;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;

/// Whether a consultant is on duty or paused at an instant: what they are told of themselves, and what they may
/// ask for.
///
/// @param at          the instant
/// @param current     the duty that is under way
/// @param lines       the single lines that it covers, by number; those of its regions are not among them
/// @param next        the next duty that starts within [#AHEAD]
/// @param pausedUntil when the pause that is under way ends
/// @param colleagues  the coordinators on call, but for the consultant
public record DutyStatus(
        Consultant consultant,
        Instant at,
        Optional<DutyPeriod> current,
        List<Line> lines,
        Optional<DutyPeriod> next,
        Optional<Instant> pausedUntil,
        List<Consultant> colleagues) {

    /// How far ahead the next duty is looked for.
    public static final Duration AHEAD = Duration.ofDays(28);

    public DutyStatus {
        lines = List.copyOf(lines);
        colleagues = List.copyOf(colleagues);
    }

    /// @throws java.util.NoSuchElementException for a consultant who is not in the roster
    public static DutyStatus of(Roster roster, ConsultantId id, Instant at) {
        var dutyPeriods = roster.dutyPeriodsOf(id, at, at.plus(AHEAD));
        var current =
                dutyPeriods.stream().filter(each -> !each.start().isAfter(at)).findFirst();
        var lines = roster.data().lines().stream()
                .filter(line ->
                        current.stream().anyMatch(each -> each.covers().contains(new DutyScope.OfLine(line.id()))))
                .sorted(comparing(Line::number))
                .collect(toList());
        return new DutyStatus(
                roster.getConsultant(id),
                at,
                current,
                lines,
                dutyPeriods.stream().filter(each -> each.start().isAfter(at)).findFirst(),
                roster.pausedUntil(id, at),
                roster.coordinators(at).stream()
                        .filter(each -> !each.id().equals(id))
                        .toList());
    }

    /// The duty that somebody means who cannot come: the one under way, else the next.
    public Optional<DutyPeriod> pending() {
        return current.or(() -> next);
    }

    /// Whether there is anything to rest from.
    public boolean mayPause() {
        return pausedUntil.isEmpty() && current.filter(DutyPeriod::isForCallers).isPresent();
    }

    /// The absence of somebody who does not do that duty, or not the rest of it: from the minute that it is, to its
    /// end.
    public Absence absence(DutyPeriod given) {
        var from = given.start().isAfter(at) ? given.start() : at;
        return new Absence(
                consultant.id(),
                new LocalSpan(
                        from.atZone(Roster.ZONE).toLocalDateTime().withSecond(0).withNano(0),
                        given.end().atZone(Roster.ZONE).toLocalDateTime()));
    }
}
