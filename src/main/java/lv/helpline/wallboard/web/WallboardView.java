package lv.helpline.wallboard.web;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.lines.Published;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Contact;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.OpeningStatus;
import lv.helpline.roster.Referral;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.roster.staffing.CoverageGap;
import lv.helpline.shared.Formats;
import lv.helpline.wallboard.Board;
import lv.helpline.wallboard.ConsultantStatus;
import lv.helpline.wallboard.ConsultantStatus.Doing;
import lv.helpline.wallboard.LineStatus;
import lv.helpline.wallboard.LiveCalls;
import lv.helpline.wallboard.Warning;
import org.springframework.context.MessageSource;
import org.springframework.web.util.UriComponentsBuilder;

/// The board in the words of a language, with what whoever looks may do about it.
final class WallboardView {

    private final Board board;
    private final ZonedDateTime at;
    private final MessageSource messages;
    private final Locale locale;
    private final boolean administrator;

    WallboardView(Boards.At now, MessageSource messages, Locale locale, boolean administrator) {
        this.board = now.board();
        this.at = now.instant().atZone(Roster.ZONE);
        this.messages = messages;
        this.locale = locale;
        this.administrator = administrator;
    }

    /// Something to fix.
    ///
    /// @param id   which stays the same while the page follows
    /// @param tell what to tell whoever keeps the servers, where a page fixes nothing
    public record Warn(String id, boolean urgent, String title, String detail, List<Fix> fixes, Optional<String> tell) {

        static Warn of(String id, boolean urgent, String title, String detail) {
            return new Warn(id, urgent, title, detail, List.of(), Optional.empty());
        }

        Warn fixedBy(List<Fix> by) {
            return new Warn(id, urgent, title, detail, by, tell);
        }

        Warn telling(String whom) {
            return new Warn(id, urgent, title, detail, fixes, Optional.of(whom));
        }
    }

    /// A way to something that fixes it: a page, or a telephone number.
    public record Fix(String href, String label) {}

    /// @param until    in words, empty when it does not change within a year
    /// @param warnings what is amiss with it, now or soon
    /// @param said     what a screen reader says when it changes
    public record LineShown(
            String id,
            String name,
            String number,
            boolean open,
            boolean urgent,
            String until,
            List<PersonShown> people,
            List<Warn> warnings,
            List<Elapsed> waiting,
            Optional<Elapsed> lastResort,
            String said) {

        /// Whether there is more to say than when it opens.
        public boolean isBusy() {
            return open || !people.isEmpty() || !warnings.isEmpty() || !waiting.isEmpty() || lastResort.isPresent();
        }
    }

    /// @param state   a word: talking, ringing, unverified, paused, wrap-up, free
    /// @param what    the state in words
    /// @param elapsed for how long, where that is known
    public record PersonShown(String name, String state, String what, Optional<Elapsed> elapsed) {}

    /// How long something has been so. The page counts on from there.
    public record Elapsed(long seconds) {
        static Elapsed between(Instant since, ZonedDateTime at) {
            return new Elapsed(Math.max(0, Duration.between(since, at).toSeconds()));
        }

        /// As a clock shows it: `0:07`, `12:40`, `1:02:03`.
        public String text() {
            var hours = seconds / 3600;
            return hours == 0
                    ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                    : "%d:%02d:%02d".formatted(hours, seconds / 60 % 60, seconds % 60);
        }
    }

    /// Why calls are not shown, or not all of them; empty when they are.
    public Optional<String> getLiveGap() {
        return switch (board.link()) {
            case OFF -> Optional.of(text("now.live-off"));
            case LOST -> Optional.of(text("now.live-lost"));
            case THERE -> board.whole() ? Optional.empty() : Optional.of(text("now.live-partial"));
        };
    }

    public boolean isLive() {
        return board.link() == LiveCalls.Link.THERE;
    }

    public boolean isWhole() {
        return board.whole();
    }

    public String getTime() {
        return DateTimeFormatter.ofPattern("HH:mm", locale).format(at);
    }

    /// What is amiss with no single line.
    public List<Warn> getWarnings() {
        return board.warnings().stream()
                .filter(warning -> lineOf(warning).isEmpty())
                .flatMap(warning -> warn(warning).stream())
                .toList();
    }

    private static Optional<Line> lineOf(Warning warning) {
        return switch (warning) {
            case Warning.EmptyLine empty -> Optional.of(empty.line());
            case Warning.GapsAhead ahead -> Optional.of(ahead.line());
            default -> Optional.empty();
        };
    }

    /// Those first in which a caller waits, then those whose callers reach nobody.
    public List<LineShown> getBusyLines() {
        return lines().filter(LineShown::isBusy)
                .sorted(comparing((LineShown line) -> line.waiting().isEmpty()).thenComparing(line -> !line.urgent()))
                .toList();
    }

    public List<LineShown> getQuietLines() {
        return lines().filter(line -> !line.isBusy()).toList();
    }

    public boolean isWithoutRoster() {
        return board.lines().isEmpty();
    }

    public List<String> getCoordinators() {
        return board.coordinators().stream().map(Consultant::name).toList();
    }

    public long getWaiting() {
        return board.lines().stream().mapToLong(line -> line.waiting().size()).sum();
    }

    public long getTalking() {
        return people(Doing.Talking.class);
    }

    /// Who could take a call at once; as far as the roster tells, where calls are not told.
    public long getFree() {
        return people(Doing.Free.class);
    }

    private long people(Class<? extends Doing> doing) {
        return board.lines().stream()
                .flatMap(line -> line.people().stream())
                .filter(person -> doing.isInstance(person.doing()))
                .map(person -> person.consultant().id())
                .distinct()
                .count();
    }

    private Stream<LineShown> lines() {
        return board.lines().stream().map(this::line);
    }

    private LineShown line(LineStatus line) {
        var people = line.people().stream()
                .map(person -> person(person, line.line()))
                .toList();
        var warnings = warnings(line.line());
        var name = line.line().name();
        var busy = line.people().stream()
                .filter(person -> person.doing() instanceof Doing.Talking || person.doing() instanceof Doing.Ringing)
                .map(person -> person.consultant().name() + " " + word(person.doing()));
        var calls = Stream.concat(
                        line.waiting().isEmpty()
                                ? Stream.empty()
                                : Stream.of(
                                        text("now.waiting-count", line.waiting().size())),
                        busy)
                .collect(joining(", "));
        return new LineShown(
                line.line().id().value(),
                name,
                line.line().number(),
                line.opening().open(),
                warnings.stream().anyMatch(Warn::urgent),
                until(line.opening()),
                people,
                warnings,
                line.waiting().stream().map(since -> Elapsed.between(since, at)).toList(),
                line.lastResort().map(phone -> Elapsed.between(phone.since(), at)),
                name + ": " + (calls.isEmpty() ? text("now.no-calls") : calls));
    }

    private List<Warn> warnings(Line line) {
        return board.warnings().stream()
                .filter(warning -> lineOf(warning).map(Line::id).equals(Optional.of(line.id())))
                .flatMap(warning -> warn(warning).stream())
                .toList();
    }

    private PersonShown person(ConsultantStatus person, Line line) {
        var doing = person.doing();
        var what = switch (doing) {
            case Doing.Talking(var number, var _) -> elsewhere(word(doing), number, line);
            case Doing.Ringing(var number, var _) -> elsewhere(word(doing), number, line);
            case Doing.Paused(var until) -> text("now.paused-until", when(until));
            case Doing.WrappingUp(var until) -> text("now.wrap-up-until", when(until));
            case Doing.Unverified(), Doing.Free() -> word(doing);
        };
        return new PersonShown(person.consultant().name(), state(doing), what, elapsed(doing));
    }

    private Optional<Elapsed> elapsed(Doing doing) {
        return switch (doing) {
            case Doing.Talking(var _, var since) -> Optional.of(Elapsed.between(since, at));
            case Doing.Ringing(var _, var since) -> Optional.of(Elapsed.between(since, at));
            case Doing.Paused _, Doing.WrappingUp _, Doing.Unverified _, Doing.Free _ -> Optional.empty();
        };
    }

    private String elsewhere(String what, String number, Line line) {
        return number.equals(line.number())
                ? what
                : board.lines().stream()
                        .map(LineStatus::line)
                        .filter(other -> other.number().equals(number))
                        .map(other -> what + " · " + other.name())
                        .findFirst()
                        .orElse(what);
    }

    /// Whether somebody is free is not known where calls are not told.
    private String word(Doing doing) {
        return doing instanceof Doing.Free && !board.whole()
                ? text("now.state.on-duty")
                : text("now.state." + state(doing));
    }

    private static String state(Doing doing) {
        return switch (doing) {
            case Doing.Talking _ -> "talking";
            case Doing.Ringing _ -> "ringing";
            case Doing.Unverified _ -> "unverified";
            case Doing.Paused _ -> "paused";
            case Doing.WrappingUp _ -> "wrap-up";
            case Doing.Free _ -> "free";
        };
    }

    private String until(OpeningStatus openingStatus) {
        return openingStatus
                .until()
                .map(until -> text(openingStatus.open() ? "now.open-until" : "now.closed-until", when(until)))
                .orElseGet(() -> text(openingStatus.open() ? "now.open" : "now.closed"));
    }

    /// Empty for what whoever looks can do nothing about.
    private Optional<Warn> warn(Warning warning) {
        return switch (warning) {
            case Warning.ToCheck _, Warning.FewAdministrators _ when !administrator -> Optional.empty();
            case Warning.NoCallsTaken(var since) -> Optional.of(noCallsTaken(since));
            case Warning.TrunkRefuses(var rings) -> Optional.of(trunkRefuses(rings));
            case Warning.EmptyLine empty -> Optional.of(emptyLine(empty));
            case Warning.GapsAhead(var line, var gaps) -> Optional.of(gapsAhead(line, gaps));
            case Warning.StaleRoster(var of) -> Optional.of(staleRoster(of));
            case Warning.NothingSaved(var since) -> Optional.of(nothingSaved(since));
            case Warning.StaleFallback(var last) -> Optional.of(staleFallback(last));
            case Warning.Unverified(var consultants) ->
                Optional.of(ofPeople(
                        "unverified",
                        false,
                        text("now.unverified", names(consultants)),
                        text("now.unverified-detail")));
            case Warning.NotRung(var consultants) ->
                Optional.of(ofPeople(
                        "not-rung", true, text("now.not-rung", names(consultants)), text("now.not-rung-detail")));
            case Warning.FailedTests(var consultants) ->
                Optional.of(ofPeople(
                        "failed-tests",
                        false,
                        text("now.failed-tests", names(consultants)),
                        text("now.failed-tests-detail")));
            case Warning.MissedThree(var consultants) ->
                Optional.of(ofPeople(
                        "missed-three",
                        false,
                        text("now.missed-three", names(consultants)),
                        text("now.missed-three-detail")));
            case Warning.ManyWrongPins(var count) -> Optional.of(manyWrongPins(count));
            case Warning.OutsideHelpDue(var entries) -> Optional.of(outsideHelpDue(entries));
            case Warning.ToCheck(var published, var lastChecked) -> Optional.of(toCheck(published, lastChecked));
            case Warning.FewAdministrators _ -> Optional.of(fewAdministrators());
        };
    }

    private Warn noCallsTaken(Instant since) {
        return Warn.of(
                        "no-calls-taken",
                        true,
                        text("now.no-calls-taken"),
                        text("now.no-calls-taken-since", when(since)))
                .telling(text("now.no-calls-taken-tell"));
    }

    private Warn trunkRefuses(int rings) {
        return Warn.of("trunk-refuses", true, text("now.trunk-refuses"), text("now.trunk-refuses-detail", rings))
                .telling(text("now.trunk-refuses-tell"));
    }

    private Warn emptyLine(Warning.EmptyLine empty) {
        return Warn.of(
                        "empty-" + empty.line().id(),
                        empty.instead().isEmpty(),
                        text(empty.instead().isEmpty() ? "now.empty" : "now.empty-elsewhere"),
                        detail(empty))
                .fixedBy(fixes(
                        empty.line(),
                        at.toInstant(),
                        empty.until().orElse(at.plusHours(1).toInstant())));
    }

    private Warn gapsAhead(Line line, List<CoverageGap> gaps) {
        return Warn.of("gap-" + line.id(), false, text("now.gap"), spans(gaps))
                .fixedBy(fixes(line, gaps.getFirst().start(), gaps.getFirst().end()));
    }

    /// @param of when the roster was read; empty when there is none
    private Warn staleRoster(Optional<Instant> of) {
        return Warn.of(
                        "stale-roster",
                        true,
                        text("now.stale-roster"),
                        of.map(read -> text("now.stale-roster-of", when(read))).orElseGet(() -> text("now.no-roster")))
                .fixedBy(byTheAudit())
                .telling(text("now.stale-roster-tell"));
    }

    private Warn nothingSaved(Instant since) {
        return Warn.of("nothing-saved", true, text("now.nothing-saved"), text("now.nothing-saved-since", when(since)))
                .telling(text("now.nothing-saved-tell"));
    }

    /// @param last when Asterisk's copy was seen; empty when it has never had one
    private Warn staleFallback(Optional<Instant> last) {
        return Warn.of(
                        "stale-fallback",
                        false,
                        text("now.stale-fallback"),
                        last.map(seen -> text("now.stale-fallback-of", when(seen)))
                                .orElseGet(() -> text("now.no-fallback")))
                .telling(text("now.stale-fallback-tell"));
    }

    private Warn ofPeople(String id, boolean urgent, String title, String detail) {
        return Warn.of(id, urgent, title, detail).fixedBy(List.of(new Fix("/people", text("now.fix-people"))));
    }

    private Warn manyWrongPins(int count) {
        return Warn.of("wrong-pins", false, text("now.wrong-pins", count), text("now.wrong-pins-detail"))
                .fixedBy(byTheAudit());
    }

    private Warn outsideHelpDue(List<Referral> entries) {
        return Warn.of(
                        "outside-help",
                        false,
                        text(
                                "now.outside-help",
                                join(entries, help -> help.name().text())),
                        text("now.outside-help-detail", Referral.GOOD_FOR_DAYS))
                .fixedBy(administrator ? List.of(new Fix("/outside", text("now.fix-outside"))) : List.of());
    }

    private Warn toCheck(Published published, LocalDate lastChecked) {
        return Warn.of(
                        "to-check-" + word(published),
                        false,
                        text("now.to-check-" + word(published)),
                        text(
                                "now.to-check-on",
                                Formats.of("day-month-year", messages, locale).format(lastChecked)))
                .fixedBy(List.of(new Fix(page(published), text("now.fix-outside"))));
    }

    private Warn fewAdministrators() {
        return Warn.of("administrators", false, text("now.administrators"), text("now.administrators-detail"))
                .fixedBy(List.of(new Fix("/accounts/new", text("now.fix-administrators"))));
    }

    private List<Fix> byTheAudit() {
        return administrator ? List.of(new Fix("/audit", text("now.fix-audit"))) : List.of();
    }

    private static String word(Published published) {
        return published.name().toLowerCase(Locale.ROOT);
    }

    private static String page(Published published) {
        return switch (published) {
            case NUMBERS -> "/lines";
            case PLACES -> "/places";
            case TEXTS -> "/outside";
        };
    }

    private String detail(Warning.EmptyLine empty) {
        return Stream.of(
                        empty.there() ? Optional.of(text("now.empty-resting")) : Optional.<String>empty(),
                        empty.until().map(end -> text("now.until", when(end))),
                        Optional.of(
                                empty.instead().isEmpty()
                                        ? text("now.empty-nobody")
                                        : text("now.empty-instead", names(empty.instead()))))
                .flatMap(Optional::stream)
                .collect(joining(" "));
    }

    /// The first of them, and how many there are besides.
    private String spans(List<CoverageGap> gaps) {
        var first = span(gaps.getFirst());
        return gaps.size() == 1 ? first : first + " " + text("now.gap-more", gaps.size() - 1);
    }

    /// The sheet that fills it, and whom to call about it. A coordinator with a desk phone alone has no number of their
    /// own.
    private List<Fix> fixes(Line line, Instant start, Instant end) {
        var calls = board.coordinators().stream()
                .flatMap(coordinator -> coordinator.verifiedContacts().stream()
                        .filter(Contact.Mobile.class::isInstance)
                        .map(Contact.Mobile.class::cast)
                        .limit(1)
                        .map(mobile -> new Fix("tel:" + mobile.e164(), text("now.fix-call", coordinator.name()))));
        return Stream.concat(Stream.of(fixRoster(line, start, end)), calls).toList();
    }

    private Fix fixRoster(Line line, Instant start, Instant end) {
        var address = UriComponentsBuilder.fromPath("/roster/time")
                .queryParam("of", RosterEditCodec.of(new DutyScope.OfLine(line.id())))
                .queryParam("start", minute(start))
                .queryParam("end", minute(end));
        return new Fix(address.encode().toUriString(), text("now.fix-roster"));
    }

    private static String minute(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").format(instant.atZone(Roster.ZONE));
    }

    /// On one line of the page, whichever that is.
    private String span(CoverageGap coverageGap) {
        var end = DateTimeFormatter.ofPattern("HH:mm", locale)
                .format(coverageGap.end().atZone(Roster.ZONE));
        return (when(coverageGap.start()) + "–" + end).replace(' ', '\u00a0');
    }

    /// The time alone today, the day with it on another.
    private String when(Instant instant) {
        var time = instant.atZone(Roster.ZONE);
        var pattern = time.toLocalDate().equals(at.toLocalDate())
                ? "HH:mm"
                : messages.getMessage("format.short-day", null, locale) + " HH:mm";
        return DateTimeFormatter.ofPattern(pattern, locale).format(time);
    }

    private static String names(List<Consultant> consultants) {
        return join(consultants, Consultant::name);
    }

    private static <T> String join(List<T> things, Function<T, String> name) {
        return things.stream().map(name).collect(Collectors.joining(", "));
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
