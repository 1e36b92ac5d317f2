package lv.helpline.routing.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.SecondPhone.Rings;
import lv.helpline.roster.Wish;
import lv.helpline.roster.WishId;
import lv.helpline.routing.Alternative;
import lv.helpline.routing.CallRouter;
import lv.helpline.routing.Decision;
import lv.helpline.routing.ReachablePeople;
import lv.helpline.routing.Reason;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Rule;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.Target;

/// What the router would do with a call, asked of the router's own decision over a snapshot, and told in the pages'
/// terms. The only place of the pages that knows how a question to the router is put and what its answer holds.
public final class RoutingSimulator {

    private static final int DAYS = 14;

    private final Snapshot snapshot;
    private final Holidays holidays;

    public RoutingSimulator(Snapshot snapshot, Holidays holidays) {
        this.snapshot = snapshot;
        this.holidays = holidays;
    }

    /// What becomes of a call.
    public enum Verdict {
        /// First the caller chooses a language.
        ASKS,
        RINGS,
        CLOSED,
        NOBODY
    }

    /// @param until    when a closed line opens, or an open one closes
    /// @param wishes   those that the caller is asked for, in this language
    /// @param openNow  the names of whom else the caller is told of: another line, or another organisation
    public record Answer(
            Verdict verdict,
            Line line,
            Language language,
            ZonedDateTime at,
            Optional<ZonedDateTime> until,
            List<Ring> steps,
            List<Told> reasons,
            List<Wish> wishes,
            List<String> openNow) {

        /// The verdict in a message's key.
        public String word() {
            return verdict == Verdict.ASKS && line.languages().size() == 1
                    ? "asks-for-a-wish"
                    : verdict.name().toLowerCase(Locale.ROOT);
        }

        /// The names of whom it rings first.
        public List<String> first() {
            return steps.stream()
                    .limit(1)
                    .flatMap(step -> step.names().stream())
                    .toList();
        }

        /// The names of whom it rings when they do not take the call, in that order.
        public List<String> later() {
            return steps.stream().skip(1).flatMap(step -> step.names().stream()).toList();
        }
    }

    /// People who are rung together.
    ///
    /// @param from  after how many seconds of ringing it begins
    public record Ring(int number, String rule, List<Rung> rung, long from, long seconds) {
        public List<String> names() {
            return rung.stream().map(Rung::name).toList();
        }
    }

    /// Somebody who is rung.
    public record Rung(String name, List<Contact> phones, Rings rings) {
        public boolean hasTwoPhones() {
            return phones.size() > 1;
        }

        /// In a message's key.
        public String how() {
            return rings.name().toLowerCase(Locale.ROOT);
        }
    }

    /// A rule that took part, by its code, and whom it is about.
    public record Told(String rule, List<String> names) {}

    /// Whom a consultant can bring into a call, by their names.
    public record Joining(List<String> coordinators, List<String> colleagues) {}

    /// How a span of a day looks to callers.
    public enum Cover {
        /// Somebody is on duty for the line.
        STAFFED,
        /// Nobody is, and others are rung.
        OVERFLOW,
        /// Open, and nobody at all is rung.
        GAP
    }

    /// @param from in minutes since midnight by the clock on the wall
    /// @param to   at most 1440
    public record Span(Cover cover, int from, int to) {
        public String times() {
            return clock(from) + "–" + clock(to);
        }

        private static String clock(int minutes) {
            return "%02d:%02d".formatted(minutes / 60, minutes % 60);
        }
    }

    /// @param holiday its key, if the date is one
    /// @param spans   when the line is open; none on a closed day
    public record Day(LocalDate date, Optional<String> holiday, List<Span> spans) {
        public boolean isOpen() {
            return !spans.isEmpty();
        }

        public boolean hasGap() {
            return spans.stream().anyMatch(span -> span.cover() == Cover.GAP);
        }
    }

    /// Of a caller without a wish.
    public Answer ask(Line line, Optional<Language> language, Instant at) {
        return ask(line, language, Optional.empty(), at);
    }

    /// Empty language: none was asked for.
    ///
    /// @param wish counts for who has chosen a language, if the line offers it
    public Answer ask(Line line, Optional<Language> language, Optional<WishId> wish, Instant at) {
        var request = new RoutingRequest(line.number(), Optional.empty());
        var decision = CallRouter.decide(
                snapshot, language.map(spoken -> request.choosing(spoken, wish)).orElse(request), at);
        return new Answer(
                verdictOf(decision),
                line,
                decision.language(),
                at.atZone(Roster.ZONE),
                snapshot.roster().opening(line, at).until().map(until -> until.atZone(Roster.ZONE)),
                stepsOf(decision),
                decision.reasons().stream().map(this::told).toList(),
                CallRouter.decide(snapshot, request, at) instanceof Decision.Menu menu
                        ? menu.wishes().getOrDefault(decision.language(), List.of())
                        : List.of(),
                openNowOf(decision).stream().toList());
    }

    /// Whom the consultant who takes such a call can bring into it, by their names, themselves included.
    public Joining joining(Line line, Optional<Language> language, Instant at) {
        var spoken = language.or(() -> Optional.of(line.languages().getFirst()));
        var people = ReachablePeople.of(snapshot, Optional.empty(), decide(line, spoken, at), at);
        return new Joining(names(people.coordinators()), names(people.colleagues()));
    }

    private static List<String> names(List<Consultant> people) {
        return people.stream().map(Consultant::name).toList();
    }

    /// The day of `from` and those after it, for a caller who has chosen a language: the line's first if none is given.
    public List<Day> fortnight(Line line, Optional<Language> language, LocalDate from) {
        var spoken = language.or(() -> Optional.of(line.languages().getFirst()));
        return from.datesUntil(from.plusDays(DAYS))
                .map(date -> new Day(date, holidays.on(date), spansOf(line, spoken, date)))
                .toList();
    }

    private List<Span> spansOf(Line line, Optional<Language> language, LocalDate date) {
        var midnight = date.atStartOfDay(Roster.ZONE).toInstant();
        var nextMidnight = date.plusDays(1).atStartOfDay(Roster.ZONE).toInstant();
        var edges = Stream.concat(Stream.of(midnight), snapshot.roster().changes(midnight, nextMidnight).stream())
                .distinct()
                .toList();
        var spans = new ArrayList<Span>();
        for (var i = 0; i < edges.size(); i++) {
            var begin = edges.get(i);
            var end = i + 1 < edges.size() ? edges.get(i + 1) : nextMidnight;
            coverOf(decide(line, language, begin))
                    .ifPresent(
                            cover -> append(spans, new Span(cover, minuteOf(begin), endMinuteOf(end, nextMidnight))));
        }
        return List.copyOf(spans);
    }

    private static void append(List<Span> spans, Span next) {
        if (!spans.isEmpty()
                && spans.getLast().to() == next.from()
                && spans.getLast().cover() == next.cover()) {
            spans.set(spans.size() - 1, new Span(next.cover(), spans.getLast().from(), next.to()));
        } else if (next.from() < next.to()) {
            spans.add(next);
        }
    }

    private static int minuteOf(Instant instant) {
        return instant.atZone(Roster.ZONE).toLocalTime().toSecondOfDay() / 60;
    }

    private static int endMinuteOf(Instant end, Instant nextMidnight) {
        return end.equals(nextMidnight) ? LocalTime.MAX.toSecondOfDay() / 60 + 1 : minuteOf(end);
    }

    private Decision decide(Line line, Optional<Language> language, Instant at) {
        return CallRouter.decide(snapshot, new RoutingRequest(line.number(), language), at);
    }

    private static Verdict verdictOf(Decision decision) {
        return switch (decision) {
            case Decision.Menu _ -> Verdict.ASKS;
            case Decision.Ring _ -> Verdict.RINGS;
            case Decision.Closed _ -> Verdict.CLOSED;
            case Decision.Nobody _, Decision.Unknown _ -> Verdict.NOBODY;
        };
    }

    private static Optional<Cover> coverOf(Decision decision) {
        return switch (decision) {
            case Decision.Ring ring ->
                Optional.of(ring.plan().steps().getFirst().rule() == Rule.ON_DUTY ? Cover.STAFFED : Cover.OVERFLOW);
            case Decision.Nobody _ -> Optional.of(Cover.GAP);
            case Decision.Menu _, Decision.Closed _, Decision.Unknown _ -> Optional.empty();
        };
    }

    private List<Ring> stepsOf(Decision decision) {
        if (!(decision instanceof Decision.Ring ring)) {
            return List.of();
        }
        var rings = new ArrayList<Ring>();
        var from = Duration.ZERO;
        for (var step : ring.plan().steps()) {
            rings.add(new Ring(
                    rings.size() + 1,
                    step.rule().code(),
                    step.targets().stream().map(this::rung).toList(),
                    from.toSeconds(),
                    step.ring().toSeconds()));
            from = from.plus(step.ring());
        }
        return rings;
    }

    private Rung rung(Target target) {
        return new Rung(nameOf(target.consultant()), target.phones(), target.rings());
    }

    private static Optional<String> openNowOf(Decision decision) {
        return switch (decision) {
            case Decision.Closed closed -> nameOf(closed.alternative());
            case Decision.Nobody nobody -> nameOf(nobody.alternative());
            case Decision.Unknown unknown -> unknown.general().map(Line::name);
            case Decision.Menu _, Decision.Ring _ -> Optional.empty();
        };
    }

    private static Optional<String> nameOf(Alternative alternative) {
        return switch (alternative) {
            case Alternative.OpenLine(var line) -> Optional.of(line.name());
            case Alternative.Outside(var help) -> Optional.of(help.name().text());
            case Alternative.Nowhere() -> Optional.empty();
        };
    }

    private Told told(Reason reason) {
        return new Told(
                reason.rule().code(),
                reason.consultants().stream().map(this::nameOf).toList());
    }

    private String nameOf(ConsultantId consultant) {
        return snapshot.roster().getConsultant(consultant).name();
    }

    /// What lines offer, in the order of the keys.
    public List<Wish> wishes() {
        return snapshot.roster().data().lines().stream()
                .flatMap(line -> line.wishes().stream())
                .distinct()
                .sorted(Comparator.comparingInt(Wish::key))
                .toList();
    }

    /// What callers and consultants speak, Latvian first.
    public List<Language> languages() {
        var roster = snapshot.roster().data();
        return Stream.concat(
                        roster.lines().stream().flatMap(line -> line.languages().stream()),
                        roster.consultants().stream().flatMap(consultant -> consultant.languages().stream()))
                .distinct()
                .sorted(Comparator.comparing((Language language) -> !language.equals(Language.LATVIAN))
                        .thenComparing(Language::code))
                .toList();
    }
}
