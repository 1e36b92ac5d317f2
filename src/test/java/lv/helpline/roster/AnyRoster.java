package lv.helpline.roster;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/// Any roster around a day on which something awkward happens, and an instant to ask about, often right at an
/// edge.
public final class AnyRoster extends DomainContextBase {

    private static final List<Language> LANGUAGES = List.of(Language.LATVIAN, Language.ENGLISH, Language.RUSSIAN);
    private static final List<Region> REGIONS = List.of(Region.RIGA, Region.LATGALE, Region.KURZEME);

    /// @param day the awkward day; `at` is on it, the day before or the day after
    public record Question(RosterData data, LocalDate day, Instant at) {

        /// A strip long enough for everything that lasts until `at`, and for turns within five days.
        public MinuteByMinute slowly(Holidays holidays) {
            return new MinuteByMinute(data, holidays, day.minusDays(2), 9);
        }
    }

    @Provide
    Arbitrary<Question> questions() {
        return awkwardDays()
                .flatMap(day ->
                        Combinators.combine(rosters(day), instants(day)).as((data, at) -> new Question(data, day, at)));
    }

    private static Arbitrary<LocalDate> awkwardDays() {
        var clockChanges = Arbitraries.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25));
        var holidays = Arbitraries.of(
                LocalDate.of(2026, 11, 18),
                LocalDate.of(2028, 11, 20),
                LocalDate.of(2025, 5, 5),
                LocalDate.of(2026, 6, 23),
                LocalDate.of(2026, 12, 31),
                LocalDate.of(2027, 1, 3),
                LocalDate.of(2027, 1, 4));
        return Arbitraries.oneOf(clockChanges, holidays, Arbitraries.just(LocalDate.of(2026, 11, 24)));
    }

    private static Arbitrary<RosterData> rosters(LocalDate day) {
        var consultantIds = Arbitraries.integers().between(1, 5).map(ConsultantId::new);
        var lineIds = Arbitraries.of(lineId(0), lineId(1), lineId(2));
        var coverages = Arbitraries.oneOf(
                Arbitraries.of(REGIONS).map(DutyScope.OfRegion::new), lineIds.map(DutyScope.OfLine::new));
        var spans = localSpans(day);
        var everyWeeks = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(1)),
                Tuple.of(1, Arbitraries.integers().between(2, WeeklyDuty.MOST_WEEKS)));
        var weekly = Combinators.combine(consultantIds, coverages, weeklySpans(day), inForce(day), everyWeeks)
                .as((who, what, span, dates, weeks) ->
                        new WeeklyDuty(who, what, span, dates.from(), dates.until(), weeks));
        var covers = Combinators.combine(consultantIds, coverages, spans).as(Cover::new);
        var absences = Combinators.combine(consultantIds, spans).as(Absence::new);
        var pauses = Combinators.combine(
                        consultantIds, spans.filter(span -> span.startsAt().isBefore(span.endsAt())))
                .as((who, span) -> new Pause(who, span.startsAt(), span.endsAt()));
        var closures = Combinators.combine(lineIds.optional(), spans).as((line, span) -> new Closure(line, span));
        var openings = Combinators.combine(lineIds, spans).as(SpecialOpening::new);
        var dated = Combinators.combine(
                        covers.list().ofMaxSize(3),
                        absences.list().ofMaxSize(2),
                        pauses.list().ofMaxSize(2),
                        closures.list().ofMaxSize(2),
                        openings.list().ofMaxSize(2))
                .as(Dated::new);
        return Combinators.combine(lines(day), consultants(), weekly.list().ofMaxSize(16), dated)
                .as((lines, consultants, duties, others) -> new RosterData(
                        lines,
                        consultants,
                        duties,
                        others.covers(),
                        others.absences(),
                        others.pauses(),
                        others.closures(),
                        others.openings(),
                        List.of()));
    }

    private static Arbitrary<List<Line>> lines(LocalDate day) {
        return Combinators.combine(line(0, day), line(1, day), line(2, day)).as(List::of);
    }

    private static Arbitrary<Line> line(int index, LocalDate day) {
        var strategies = Arbitraries.of(
                new Strategy.AllAtOnce(), new Strategy.OneByOne(), new Strategy.Waves(2), new Strategy.Waves(3));
        var languages = Arbitraries.of(LANGUAGES).list().uniqueElements().ofMinSize(1);
        var wrapUps = Arbitraries.of(Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(10));
        var wishes = Arbitraries.of(List.<Wish>of(), List.of(RosterBuilder.WOMAN));
        return Combinators.combine(Arbitraries.of(REGIONS), languages, hours(day), strategies, wrapUps, wishes)
                .as((region, spoken, hours, strategy, wrapUp, offered) -> new Line(
                        lineId(index),
                        "2572322" + index,
                        "Line " + index,
                        region,
                        spoken,
                        hours,
                        false,
                        strategy,
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(10),
                        wrapUp,
                        Duration.ofMinutes(15),
                        index == 0,
                        offered));
    }

    private static Arbitrary<List<Consultant>> consultants() {
        var languages = Arbitraries.of(LANGUAGES).set().ofMinSize(1);
        var fulfilled = Arbitraries.of(Set.<WishId>of(), Set.of(RosterBuilder.WOMAN.id()));
        var traits = Combinators.combine(languages, Arbitraries.of(true, false), fulfilled)
                .as(Traits::new);
        return traits.list()
                .ofSize(5)
                .map(all -> IntStream.range(0, all.size())
                        .mapToObj(index -> new Consultant(
                                new ConsultantId(index + 1),
                                "Consultant " + index,
                                new Contact.SipPhone("phone" + index),
                                all.get(index).languages(),
                                Set.of(),
                                all.get(index).overflow(),
                                true,
                                true,
                                false,
                                Optional.empty(),
                                all.get(index).fulfils()))
                        .toList());
    }

    private static Arbitrary<List<OpeningSpan>> hours(LocalDate day) {
        var aroundTheClock = Stream.of(DayOfWeek.values())
                .map(each -> new WeeklySpan(each, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))
                .toList();
        return Arbitraries.oneOf(
                openingSpans(day).list().ofMaxSize(6), Arbitraries.just(OpeningSpan.always(aroundTheClock)));
    }

    /// Some of them begin or end on a day around that one.
    private static Arbitrary<OpeningSpan> openingSpans(LocalDate day) {
        var near = Arbitraries.integers().between(-2, 3).map(day::plusDays);
        var first = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(OpeningSpan.EVER)), Tuple.of(1, near));
        var end = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Optional.<LocalDate>empty())), Tuple.of(1, near.map(Optional::of)));
        return Combinators.combine(weeklySpans(day), first, end)
                .as((span, from, until) -> new OpeningSpan(span, from, until.filter(from::isBefore)));
    }

    private static Arbitrary<WeeklySpan> weeklySpans(LocalDate day) {
        var days = Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.of(
                                day.minusDays(1).getDayOfWeek(),
                                day.getDayOfWeek(),
                                day.plusDays(1).getDayOfWeek())),
                Tuple.of(1, Arbitraries.of(DayOfWeek.class)));
        var anySpan = Combinators.combine(days, times(), times()).as(WeeklySpan::new);
        var wholeDay = days.map(each -> new WeeklySpan(each, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
        return Arbitraries.oneOf(anySpan, wholeDay);
    }

    private static Arbitrary<LocalSpan> localSpans(LocalDate day) {
        return Combinators.combine(localTimes(day), localTimes(day))
                .filter((one, other) -> !one.equals(other))
                .as((one, other) -> one.isBefore(other) ? new LocalSpan(one, other) : new LocalSpan(other, one));
    }

    private static Arbitrary<LocalDateTime> localTimes(LocalDate day) {
        return Combinators.combine(Arbitraries.integers().between(-1, 1).map(day::plusDays), times())
                .as(LocalDate::atTime);
    }

    /// Few different times, so that spans meet, overlap and coincide; many in and around the hours of a clock change.
    private static Arbitrary<LocalTime> times() {
        return Arbitraries.of(
                LocalTime.of(0, 0),
                LocalTime.of(2, 0),
                LocalTime.of(2, 59),
                LocalTime.of(3, 0),
                LocalTime.of(3, 15),
                LocalTime.of(3, 30),
                LocalTime.of(4, 0),
                LocalTime.of(4, 1),
                LocalTime.of(5, 0),
                LocalTime.of(9, 0),
                LocalTime.of(13, 0),
                LocalTime.of(17, 0),
                LocalTime.of(22, 0),
                LocalTime.of(23, 59));
    }

    private static Arbitrary<InForce> inForce(LocalDate day) {
        return Arbitraries.of(
                new InForce(day.minusYears(1), Optional.empty()),
                new InForce(day.minusYears(1).minusWeeks(1), Optional.empty()),
                new InForce(day.minusYears(1), Optional.of(day)),
                new InForce(day.minusYears(1), Optional.of(day.plusDays(1))),
                new InForce(day, Optional.empty()),
                new InForce(day, Optional.of(day.plusDays(1))),
                new InForce(day.plusDays(1), Optional.empty()));
    }

    /// Both passes through a repeated hour, each at, a second before and a second after the times in the roster.
    private static Arbitrary<Instant> instants(LocalDate day) {
        var seconds = Arbitraries.integers().between(-1, 1);
        var passes = Arbitraries.of(true, false);
        var atAnEdge = Combinators.combine(localTimes(day), passes, seconds).as((time, first, second) -> {
            var zoned = time.atZone(Roster.ZONE);
            return (first ? zoned.withEarlierOffsetAtOverlap() : zoned.withLaterOffsetAtOverlap())
                    .toInstant()
                    .plusSeconds(second);
        });
        var anyTime = Arbitraries.integers()
                .between(0, 3 * 24 * 60 * 60)
                .map(second ->
                        day.minusDays(1).atStartOfDay(Roster.ZONE).toInstant().plusSeconds(second));
        var whereClocksChange = Arbitraries.integers()
                .between(0, 3 * 60 * 60)
                .map(second -> day.atTime(2, 30).atZone(Roster.ZONE).toInstant().plusSeconds(second));
        return Arbitraries.oneOf(atAnEdge, anyTime, whereClocksChange);
    }

    private static LineId lineId(int index) {
        return new LineId("line-" + index);
    }

    private record Traits(Set<Language> languages, boolean overflow, Set<WishId> fulfils) {}

    private record InForce(LocalDate from, Optional<LocalDate> until) {}

    private record Dated(
            List<Cover> covers,
            List<Absence> absences,
            List<Pause> pauses,
            List<Closure> closures,
            List<SpecialOpening> openings) {}
}
