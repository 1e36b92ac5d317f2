package lv.helpline.roster;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rosters in the words of the house. Days of the week are those of the ordinary week from Monday 23 November 2026.
public final class RosterBuilder {

    private static final LocalDate ORDINARY_MONDAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    private final List<Line> lines;
    private final List<Consultant> consultants = new ArrayList<>();
    private final List<WeeklyDuty> weeklyDuties = new ArrayList<>();
    private final List<Cover> covers = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final List<Closure> closures = new ArrayList<>();
    private final List<SpecialOpening> specialOpenings = new ArrayList<>();
    private final List<Referral> outsideHelp = new ArrayList<>();

    private RosterBuilder(List<Line> lines) {
        this.lines = lines;
    }

    public static RosterBuilder of(Line... lines) {
        return new RosterBuilder(List.of(lines));
    }

    /// Adds an entry of any kind; consultants are entered before what concerns them.
    public RosterBuilder with(Object... entries) {
        for (var entry : entries) {
            switch (entry) {
                case Consultant consultant -> consultants.add(consultant);
                case Duty duty -> weeklyDuties.addAll(duty.weekly());
                case Cover cover -> covers.add(cover);
                case Absence absence -> absences.add(absence);
                case Pause pause -> pauses.add(pause);
                case Closure closure -> closures.add(closure);
                case SpecialOpening opening -> specialOpenings.add(opening);
                case Referral help -> outsideHelp.add(help);
                default -> throw new IllegalArgumentException("no such entry: " + entry);
            }
        }
        return this;
    }

    public RosterData data() {
        return new RosterData(
                lines, consultants, weeklyDuties, covers, absences, pauses, closures, specialOpenings, outsideHelp);
    }

    public Roster roster() {
        return new Roster(data(), new LatvianHolidays());
    }

    /// A line of Rīga's Monday to Friday 9–17 kind: Latvian and English, all at once, 20 s, wrap-up 2 min, grace 15
    /// min.
    public static Line line(String id, String number, Region region, WeeklySpan... hours) {
        return new Line(
                new LineId(id),
                number,
                id,
                region,
                List.of(Language.LATVIAN, Language.ENGLISH),
                OpeningSpan.always(hours.length == 0 ? workdays("09:00", "17:00") : List.of(hours)),
                false,
                new Strategy.AllAtOnce(),
                Duration.ofSeconds(20),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Duration.ofMinutes(15),
                false);
    }

    public static Line ringing(Line line, Strategy strategy) {
        return line(line, line.languages(), strategy, line.grace(), line.general());
    }

    public static Line general(Line line) {
        return line(line, line.languages(), line.strategy(), line.grace(), true);
    }

    public static final Wish WOMAN = new Wish(new WishId("woman"), 5, "sieviete", "a woman");

    public static Line speaking(Line line, Language... languages) {
        return line(line, List.of(languages), line.strategy(), line.grace(), line.general());
    }

    public static Line forgiving(Line line, Duration grace) {
        return line(line, line.languages(), line.strategy(), grace, line.general());
    }

    private static Line line(Line line, List<Language> languages, Strategy strategy, Duration grace, boolean general) {
        return new Line(
                line.id(),
                line.number(),
                line.name(),
                line.region(),
                languages,
                line.hours(),
                line.hoursAssumed(),
                strategy,
                line.ring(),
                line.patience(),
                line.wrapUp(),
                grace,
                general);
    }

    public static List<WeeklySpan> workdays(String start, String end) {
        return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                .map(day -> on(day, start, end))
                .toList();
    }

    public static WeeklySpan on(DayOfWeek day, String start, String end) {
        return new WeeklySpan(day, LocalTime.parse(start), LocalTime.parse(end));
    }

    public static Consultant consultant(int id, String name, Language... languages) {
        var spoken = languages.length == 0 ? Set.of(Language.LATVIAN) : Set.of(languages);
        var contact = new Contact.Mobile("+371200000" + (10 + id));
        return new Consultant(new ConsultantId(id), name, contact, spoken, Set.of(), false, true, true, false);
    }

    public static Consultant takingOverflow(Consultant consultant) {
        return new Consultant(
                consultant.id(),
                consultant.name(),
                consultant.contact(),
                consultant.languages(),
                consultant.regions(),
                true,
                consultant.verified(),
                consultant.whisper(),
                consultant.left());
    }

    /// Such as somebody who was on duty once.
    public static Consultant left(Consultant consultant) {
        return new Consultant(
                consultant.id(),
                consultant.name(),
                consultant.contact(),
                consultant.languages(),
                consultant.regions(),
                consultant.overflow(),
                false,
                consultant.whisper(),
                true);
    }

    public static Consultant unverified(Consultant consultant) {
        return new Consultant(
                consultant.id(),
                consultant.name(),
                consultant.contact(),
                consultant.languages(),
                consultant.regions(),
                consultant.overflow(),
                false,
                consultant.whisper(),
                consultant.left());
    }

    public static Consultant withSecond(Consultant consultant, SecondPhone second) {
        return new Consultant(
                consultant.id(),
                consultant.name(),
                consultant.contact(),
                consultant.languages(),
                consultant.regions(),
                consultant.overflow(),
                consultant.verified(),
                consultant.whisper(),
                consultant.left(),
                Optional.of(second));
    }

    public static Line offering(Line line, Wish... wishes) {
        return new Line(
                line.id(),
                line.number(),
                line.name(),
                line.region(),
                line.languages(),
                line.hours(),
                line.hoursAssumed(),
                line.strategy(),
                line.ring(),
                line.patience(),
                line.wrapUp(),
                line.grace(),
                line.general(),
                List.of(wishes));
    }

    public static Consultant fulfilling(Wish wish, Consultant consultant) {
        return new Consultant(
                consultant.id(),
                consultant.name(),
                consultant.contact(),
                consultant.languages(),
                consultant.regions(),
                consultant.overflow(),
                consultant.verified(),
                consultant.whisper(),
                consultant.left(),
                consultant.second(),
                Set.of(wish.id()));
    }

    /// Around the clock, unless hours follow: `onDuty(anna).in(LATGALE).each(workdays("09:00", "13:00"))`.
    public static On onDuty(Consultant consultant) {
        return new On(consultant.id());
    }

    public static Cover covering(Consultant consultant, Region region, String start, String end) {
        return new Cover(consultant.id(), new DutyScope.OfRegion(region), span(start, end));
    }

    public static Absence absent(Consultant consultant, String start, String end) {
        return new Absence(consultant.id(), span(start, end));
    }

    public static Pause paused(Consultant consultant, String start, String end) {
        return new Pause(consultant.id(), at(start), at(end));
    }

    public static Closure closed(Line line, String start, String end) {
        return new Closure(Optional.of(line.id()), span(start, end));
    }

    public static Closure allClosed(String start, String end) {
        return new Closure(Optional.empty(), span(start, end));
    }

    /// With a message in Latvian.
    public static Closure closedSaying(Line line, String start, String end, String message) {
        return new Closure(
                Optional.of(line.id()), span(start, end), Map.of(Language.LATVIAN, new Announcement(message)));
    }

    /// Checked on 1 November 2026; around the clock, unless hours follow.
    public static Referral outsideHelp(String name, String number, Language language, WeeklySpan... hours) {
        return new Referral(
                new Announcement(name), number, List.of(language), List.of(hours), LocalDate.of(2026, 11, 1));
    }

    public static SpecialOpening opened(Line line, String start, String end) {
        return new SpecialOpening(line.id(), span(start, end));
    }

    public static LocalSpan span(String start, String end) {
        return new LocalSpan(time(start), time(end));
    }

    /// The instant of `2026-11-24 10:00` in Riga; in a repeated hour the first.
    public static Instant at(String time) {
        return time(time).atZone(Roster.ZONE).withEarlierOffsetAtOverlap().toInstant();
    }

    public static Instant monday(String time) {
        return inOrdinaryWeek(DayOfWeek.MONDAY, time);
    }

    public static Instant tuesday(String time) {
        return inOrdinaryWeek(DayOfWeek.TUESDAY, time);
    }

    public static Instant friday(String time) {
        return inOrdinaryWeek(DayOfWeek.FRIDAY, time);
    }

    public static Instant saturday(String time) {
        return inOrdinaryWeek(DayOfWeek.SATURDAY, time);
    }

    private static Instant inOrdinaryWeek(DayOfWeek day, String time) {
        return ORDINARY_MONDAY
                .with(TemporalAdjusters.nextOrSame(day))
                .atTime(LocalTime.parse(time))
                .atZone(Roster.ZONE)
                .toInstant();
    }

    private static LocalDateTime time(String time) {
        return LocalDateTime.parse(time.replace(' ', 'T'));
    }

    public record On(ConsultantId consultant) {

        public Duty in(Region region) {
            return new Duty(consultant, new DutyScope.OfRegion(region), aroundTheClock());
        }

        public Duty at(Line line) {
            return new Duty(consultant, new DutyScope.OfLine(line.id()), aroundTheClock());
        }

        public Duty coordinating() {
            return new Duty(consultant, new DutyScope.CoordinatorOnCall(), aroundTheClock());
        }

        private static List<WeeklySpan> aroundTheClock() {
            return Arrays.stream(DayOfWeek.values())
                    .map(day -> on(day, "00:00", "00:00"))
                    .toList();
        }
    }

    public record Duty(
            ConsultantId consultant,
            DutyScope coverage,
            List<WeeklySpan> spans,
            LocalDate from,
            Optional<LocalDate> until,
            int everyWeeks) {

        private Duty(ConsultantId consultant, DutyScope coverage, List<WeeklySpan> spans) {
            this(consultant, coverage, spans, LONG_AGO, Optional.empty(), 1);
        }

        public Duty each(List<WeeklySpan> otherSpans) {
            return new Duty(consultant, coverage, otherSpans, from, until, everyWeeks);
        }

        /// @param first a date in the first of the weeks
        public Duty everyWeeks(int weeks, String first) {
            return new Duty(consultant, coverage, spans, LocalDate.parse(first), until, weeks);
        }

        public Duty until(String date) {
            return new Duty(consultant, coverage, spans, from, Optional.of(LocalDate.parse(date)), everyWeeks);
        }

        List<WeeklyDuty> weekly() {
            return spans.stream()
                    .map(span -> new WeeklyDuty(consultant, coverage, span, from, until, everyWeeks))
                    .toList();
        }
    }
}
