package lv.helpline.selfservice.web;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Pause;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Candidate;
import lv.helpline.roster.staffing.DutyEnd;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.roster.staffing.Shifts;
import lv.helpline.roster.staffing.Substitutes;
import lv.helpline.selfservice.Swaps.Proposal;

/// What the roster says to one consultant, at one moment.
///
/// @param entered everybody's preferences that are to come
record MyDuty(Roster roster, ConsultantId me, Instant now, List<DutyPreferences.Entry> entered) {

    static final int DAYS = 28;

    /// Everybody's.
    List<DutyPreference> preferences() {
        return entered.stream().map(DutyPreferences.Entry::preference).toList();
    }

    List<DutyPreferences.Entry> ownPreferences() {
        return entered.stream()
                .filter(entry -> entry.preference().consultant().equals(me))
                .toList();
    }

    /// The shifts that are under way or to come, each whole.
    List<Shift> shifts() {
        return shiftsOf(me);
    }

    private List<Shift> shiftsOf(ConsultantId consultant) {
        var today = LocalDate.ofInstant(now, Roster.ZONE);
        var from = today.minusDays(1).atStartOfDay(Roster.ZONE).toInstant();
        var until = today.plusDays(DAYS + 1).atStartOfDay(Roster.ZONE).toInstant();
        return Shifts.of(roster, consultant, from, until).stream()
                .filter(shift -> shift.end().isAfter(now))
                .toList();
    }

    Optional<Shift> shift(LocalDateTime start) {
        return shifts().stream()
                .filter(shift -> shift.span().start().equals(start))
                .findFirst();
    }

    private Optional<Shift> shift(ConsultantId consultant, LocalSpan span) {
        return shiftsOf(consultant).stream()
                .filter(shift -> shift.span().equals(span))
                .findFirst();
    }

    /// What a duty serves, as it is told in few words.
    ///
    /// @param areKey whether the words are the key of a message
    public record Served(String words, boolean areKey) {}

    /// A region stands for all of its lines.
    List<Served> served(Shift shift) {
        var served = new ArrayList<Served>();
        for (var region : Region.values()) {
            var lines = shift.lines().stream()
                    .filter(line -> line.region() == region)
                    .toList();
            if (!lines.isEmpty() && lines.containsAll(linesOf(region))) {
                served.add(new Served(keyOf(region), true));
            } else {
                lines.forEach(line -> served.add(new Served(line.name(), false)));
            }
        }
        if (shift.coordination()) {
            served.add(new Served("duty.coordination", true));
        }
        return List.copyOf(served);
    }

    private List<Line> linesOf(Region region) {
        return roster.data().lines().stream()
                .filter(line -> line.region() == region)
                .toList();
    }

    private static String keyOf(Region region) {
        return "region." + region.name().toLowerCase(Locale.ROOT);
    }

    /// What the duty serves that a proposal asks somebody to take.
    List<Served> served(Proposal proposal) {
        return shift(proposal.consultant(), proposal.span()).map(this::served).orElse(List.of());
    }

    /// What the duty serves that is taken in return; nothing for a proposal without one.
    List<Served> servedBack(Proposal proposal) {
        return proposal.back()
                .flatMap(back -> shift(proposal.colleague(), back))
                .map(this::served)
                .orElse(List.of());
    }

    /// Until when they are on duty without a break, if they are now.
    Optional<Instant> onDutyUntil() {
        Optional<Instant> until = Optional.empty();
        for (var shift : shifts()) {
            if (!shift.start().isAfter(now) || until.equals(Optional.of(shift.start()))) {
                until = Optional.of(shift.end());
            }
        }
        return until;
    }

    /// Until when they are on duty for what, if not until the same time for all of it.
    List<EndView> differentEnds() {
        var ends = Shifts.ends(shifts(), now);
        return ends.stream().map(DutyEnd::end).distinct().count() < 2
                ? List.of()
                : ends.stream()
                        .map(end -> new EndView(
                                end.region().map(MyDuty::keyOf).orElse("duty.as-coordinator"),
                                LocalDateTime.ofInstant(end.end(), Roster.ZONE)))
                        .toList();
    }

    /// @param place the key of its words
    public record EndView(String place, LocalDateTime end) {}

    /// Until when they rest, if they do now: rests that meet are one.
    Optional<Instant> restsUntil() {
        Optional<Instant> until = Optional.empty();
        var rests = roster.data().pauses().stream()
                .filter(pause -> pause.consultant().equals(me))
                .sorted(comparing(Pause::start))
                .toList();
        for (var rest : rests) {
            var reached = until.orElse(now);
            if (!rest.start().isAfter(reached) && rest.end().isAfter(reached)) {
                until = Optional.of(rest.end());
            }
        }
        return until;
    }

    List<Absence> absences() {
        return roster.data().absences().stream()
                .filter(absence -> absence.consultant().equals(me)
                        && absence.span().endsAt().isAfter(now))
                .sorted(comparing(absence -> absence.span().start()))
                .toList();
    }

    /// Who else is on duty for what the shift serves, at its start.
    List<String> others(Shift shift) {
        return shift.lines().stream()
                .flatMap(line -> roster.onDuty(line, shift.start()).stream())
                .filter(each -> !each.id().equals(me))
                .map(Consultant::name)
                .distinct()
                .toList();
    }

    /// Who is free and suits, for all that the shift serves, the best first.
    List<Consultant> substitutes(Shift shift) {
        var coverages = shift.coordination()
                ? Stream.<DutyScope>of(new DutyScope.CoordinatorOnCall())
                : shift.lines().stream().map(line -> (DutyScope) new DutyScope.OfLine(line.id()));
        return coverages
                .map(dutyScope -> Substitutes.of(roster, preferences(), dutyScope, shift.span()).stream()
                        .map(Candidate::consultant)
                        .filter(each -> !each.id().equals(me))
                        .toList())
                .reduce((some, others) -> some.stream().filter(others::contains).toList())
                .orElse(List.of());
    }

    /// Whether both have the duties that it is about: else it is overtaken.
    boolean holds(Proposal proposal) {
        return shift(proposal.consultant(), proposal.span()).isPresent()
                && proposal.back()
                        .map(back -> shift(proposal.colleague(), back).isPresent())
                        .orElse(true);
    }
}
