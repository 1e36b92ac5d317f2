package lv.helpline.roster.staffing;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyHours;
import lv.helpline.roster.DutyPeriod;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Candidate.Reason;

/// Who could take a duty over: the same ranking for the roster page and for the helpline when it phones for a cover.
public final class Substitutes {

    private static final Duration FORTNIGHT = Duration.ofDays(14);

    private Substitutes() {}

    /// Everybody who is free for all of the span and suits, the best first: whoever is coordinator on call in any part
    /// of it is last; of the others, who says that they can comes first, then who says nothing, then who would
    /// rather not; of equals who lacks the fewest of the languages, then who serves the region, then who helps out
    /// elsewhere, then who is on duty the least in the fortnights before and after the span's start.
    ///
    /// Free is who is neither absent nor on duty for callers in any part of the span, nor resting when it starts.
    /// Who suits has a verified number and speaks one of the languages at least; the coordination is taken over by
    /// those who have it at other times.
    public static List<Candidate> of(
            Roster roster, List<DutyPreference> preferences, DutyScope dutyScope, LocalSpan span) {
        var start = span.startsAt();
        var hours = DutyHours.between(roster, start.minus(FORTNIGHT), start.plus(FORTNIGHT));
        return of(roster, preferences, dutyScope, span, hours::of);
    }

    /// The same where whoever asks knows how long each is on duty, for they ask of many spans.
    public static List<Candidate> of(
            Roster roster,
            List<DutyPreference> preferences,
            DutyScope dutyScope,
            LocalSpan span,
            Function<ConsultantId, Duration> hours) {
        var wanted = Wanted.of(roster, dutyScope);
        return roster.data().consultants().stream()
                .filter(Consultant::hasVerifiedPhone)
                .filter(wanted.suits())
                .filter(consultant -> roster.isFree(consultant.id(), span))
                .map(consultant -> Weighed.of(
                        consultant,
                        wanted.region().isPresent() && coordinates(roster, consultant, span),
                        DutyPreference.of(preferences, consultant.id(), span),
                        wanted,
                        hours.apply(consultant.id())))
                .sorted(Weighed.BEST_FIRST)
                .map(Weighed::candidate)
                .toList();
    }

    /// Everybody else who serves, each with the first reason that keeps them from being among those above. In the order
    /// of their ids.
    public static List<Candidate> others(Roster roster, DutyScope dutyScope, LocalSpan span) {
        var wanted = Wanted.of(roster, dutyScope);
        return roster.data().serving().stream()
                .sorted(comparing(Consultant::id))
                .flatMap(
                        consultant -> hindrance(roster, wanted, consultant, span)
                                .map(reason -> new Candidate(consultant, List.of(reason)))
                                .stream())
                .toList();
    }

    /// Whether somebody suits and is free for all of the span.
    public static boolean suits(Roster roster, ConsultantId consultant, DutyScope dutyScope, LocalSpan span) {
        var who = roster.getConsultant(consultant);
        return !who.left()
                && hindrance(roster, Wanted.of(roster, dutyScope), who, span).isEmpty();
    }

    /// Those of the others who suit and are on duty for callers in some part of the span.
    public static List<Candidate> onDutyAlready(Roster roster, DutyScope dutyScope, LocalSpan span) {
        return others(roster, dutyScope, span).stream()
                .filter(candidate -> candidate.reasons().getFirst() instanceof Reason.OnDutyAlready)
                .toList();
    }

    private static Optional<Reason> hindrance(Roster roster, Wanted wanted, Consultant consultant, LocalSpan span) {
        if (!wanted.suits().test(consultant)) {
            return Optional.of(new Reason.DoesNotSuit());
        }
        if (!consultant.hasVerifiedPhone()) {
            return Optional.of(new Reason.NotVerified());
        }
        if (roster.isFree(consultant.id(), span)) {
            return Optional.empty();
        }
        var regions = regionsOfDuties(roster, consultant, span);
        if (!regions.isEmpty()) {
            return Optional.of(new Reason.OnDutyAlready(regions));
        }
        return Optional.of(roster.isAbsent(consultant.id(), span) ? new Reason.Away() : new Reason.Rests());
    }

    private static List<Region> regionsOfDuties(Roster roster, Consultant consultant, LocalSpan span) {
        return dutyPeriods(roster, consultant, span)
                .flatMap(period -> period.covers().stream())
                .flatMap(scope -> regionOf(roster, scope).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Region> regionOf(Roster roster, DutyScope dutyScope) {
        return switch (dutyScope) {
            case DutyScope.OfRegion(var region) -> Optional.of(region);
            case DutyScope.OfLine(var line) -> Optional.of(roster.getLine(line).region());
            case DutyScope.CoordinatorOnCall() -> Optional.empty();
        };
    }

    private static boolean coordinates(Roster roster, Consultant consultant, LocalSpan span) {
        return dutyPeriods(roster, consultant, span)
                .anyMatch(period -> period.covers().contains(new DutyScope.CoordinatorOnCall()));
    }

    private static Stream<DutyPeriod> dutyPeriods(Roster roster, Consultant consultant, LocalSpan span) {
        return roster.dutyPeriodsOf(consultant.id(), span.startsAt(), span.endsAt()).stream();
    }

    /// @param region empty for the coordination
    private record Wanted(List<Language> languages, Optional<Region> region, Predicate<Consultant> suits) {

        static Wanted of(Roster roster, DutyScope dutyScope) {
            return switch (dutyScope) {
                case DutyScope.OfLine(var line) -> {
                    var found = roster.getLine(line);
                    yield ofLines(Stream.of(found), found.region());
                }
                case DutyScope.OfRegion(var region) ->
                    ofLines(roster.data().lines().stream().filter(line -> line.region() == region), region);
                case DutyScope.CoordinatorOnCall() -> new Wanted(List.of(), Optional.empty(), roster::mayCoordinate);
            };
        }

        private static Wanted ofLines(Stream<Line> lines, Region region) {
            var languages =
                    lines.flatMap(line -> line.languages().stream()).distinct().toList();
            return new Wanted(
                    languages,
                    Optional.of(region),
                    consultant -> languages.stream().anyMatch(consultant::speaks));
        }
    }

    private record Weighed(
            Consultant consultant,
            boolean coordinates,
            Optional<DutyPreference.Kind> preference,
            List<Language> lacks,
            Optional<Reason> place,
            Duration onDuty) {

        static final Comparator<Weighed> BEST_FIRST = comparing(Weighed::coordinates)
                .thenComparingInt(Weighed::willingness)
                .thenComparingInt(each -> each.lacks.size())
                .thenComparingInt(each -> each.place.map(Weighed::distance).orElse(0))
                .thenComparing(Weighed::onDuty)
                .thenComparing(each -> each.consultant.id());

        static Weighed of(
                Consultant consultant,
                boolean coordinates,
                Optional<DutyPreference.Kind> preference,
                Wanted wanted,
                Duration onDuty) {
            return new Weighed(
                    consultant,
                    coordinates,
                    preference,
                    wanted.languages().stream()
                            .filter(language -> !consultant.speaks(language))
                            .toList(),
                    wanted.region().map(region -> place(consultant, region)),
                    onDuty);
        }

        private int willingness() {
            return preference
                    .map(kind -> kind == DutyPreference.Kind.CAN ? -1 : 1)
                    .orElse(0);
        }

        private static Reason reason(DutyPreference.Kind preference) {
            return switch (preference) {
                case CAN -> new Reason.Can();
                case RATHER_NOT -> new Reason.RatherNot();
            };
        }

        private static Reason place(Consultant consultant, Region region) {
            if (consultant.regions().contains(region)) {
                return new Reason.ServesRegion(region);
            }
            return consultant.overflow() ? new Reason.HelpsOut() : new Reason.ServesElsewhere();
        }

        private static int distance(Reason place) {
            return switch (place) {
                case Reason.ServesRegion _ -> 0;
                case Reason.HelpsOut _ -> 1;
                default -> 2;
            };
        }

        Candidate candidate() {
            var reasons = new ArrayList<Reason>();
            if (coordinates) {
                reasons.add(new Reason.CoordinatesThen());
            }
            preference.map(Weighed::reason).ifPresent(reasons::add);
            place.ifPresent(there -> {
                reasons.add(lacks.isEmpty() ? new Reason.SpeaksAll() : new Reason.LacksLanguages(lacks));
                reasons.add(there);
            });
            reasons.add(new Reason.OnDutyFor(onDuty));
            return new Candidate(consultant, reasons);
        }
    }
}
