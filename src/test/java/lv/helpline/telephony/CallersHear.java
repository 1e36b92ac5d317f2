package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.lab.Heard;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Tools;
import lv.helpline.lab.Transcript;
import lv.helpline.roster.Roster;
import org.junit.jupiter.api.Test;

/// What callers hear, from our answer to the end of the call: every path of a line with a menu, in each language, and
/// of one without. It is held against a table in the tree, which `ops/test heard` writes anew. No caller hears a gap,
/// a click, or nothing for a second.
class CallersHear extends Telephony {

    private static final Path TABLE = Tools.project().resolve("asterisk-config/heard.txt");

    /// Seconds that a row may begin earlier or later than the table says.
    private static final long TOLERANCE = 2;

    /// A seat looks at the end of its line's patience when it has slept, or a phone has rung.
    private static final long TOLERANCE_OF_PATIENCE = 10;

    /// Fewer callers who came by a place say nothing about it: the machine may have stood still for all of them.
    private static final int ENOUGH = 3;

    /// Music until something happens that takes a moment, such as a key, is no row of its own.
    private static final Duration SHORT_MUSIC = Duration.ofSeconds(3);

    private static final Duration LONGEST_GAP = Duration.ofMillis(60);

    /// Before the consultant is heard three channels are joined, which takes a few packets of each.
    private static final Duration LONGEST_GAP_BEFORE_TALK = Duration.ofMillis(120);

    private static final Duration LONGEST_QUIET = Duration.ofSeconds(1);

    /// Of 32,767: what a sample of music may be, at its loudest, when another sound cuts it.
    private static final int LOUDEST_CLICK = 4_000;

    private static final String HEADING = "== ";
    private static final String INTRODUCTION = """
        What callers hear, from our answer on: at which second what begins, and how long it is. Made from real calls by
        `ops/test heard --write`; `ops/test heard` holds each call against it. LANGUAGE/ID is a prompt of prompts/catalogue.tsv.
        """;

    private static final Path PLANS = Tools.project().resolve("asterisk-config/plans.txt");
    private static final String INTRODUCTION_TO_PLANS = """
        What each line is to do and say on Tuesday 24 November 2026 by the demo's roster, in each language, from which time
        on; behind `2:`, what the key 2 tells whoever waits. `ops/test heard --write` writes it, see heard.txt.

        """;

    /// One of a line's answers of that day in Asterisk's own copy of the roster.
    private static final Pattern ANSWER = Pattern.compile(
            "/helpline/fallback/(?<line>\\d{8})-(?<language>[a-z]{2})" + "/20261124-(?<from>\\d+) *: (?<answer>v2.*)");

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> LANGUAGES = List.of("lv", "en", "ru");

    /// The languages that are chosen, and a line with one that asks for none.
    private static final List<String> VARIANTS = List.of("lv", "en", "ru", "");

    /// Nobody listens there.
    private static final String NO_ROUTER = "127.0.0.1:1";

    /// By path and language. More than one call may have come the same way.
    private final Map<String, List<Heard>> heard = new TreeMap<>();
    private Transcript transcript = TRANSCRIPT;

    /// What a caller does once they have chosen a language, if they were asked for one.
    private interface Way {
        void follow(SipPeer caller, String language) throws Exception;
    }

    @Override
    Duration promised(SipPeer caller) {
        return LONGEST_QUIET;
    }

    /// A router that is not there is what one of the paths is about: Asterisk says that it could not connect. And a
    /// seat may look for its caller while they hang up, of whom there are many here.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c") || complaint.contains("Variable 'given' will be blank");
    }

    @Test
    void whatEachPathOfACallSounds() throws Exception {
        prepareLines();
        offerOtherNumbersAtOnce();
        var open = new Paths();
        someLinesAreOpen(open);
        open.finish();
        lab.database().edit("delete from weekly_duty");
        var empty = new Paths();
        nobodyServes(empty);
        empty.finish();
        inTheRealTime();
        var alone = new Paths();
        noRouterAnswers(alone);
        alone.finish();
        compare();
        noGapAndNoClick();
    }

    /// The lines sound alike: what differs is what each is to say, and when. Of the demo's roster, on a Tuesday.
    @Test
    void whatEachLineIsToSayInEachLanguage() throws Exception {
        lab.database().edit("update line set languages = '{lv,en,ru}'");
        lab.asterisk().refresh();
        var plans = lab.asterisk()
                .cli("database show helpline/fallback")
                .lines()
                .map(ANSWER::matcher)
                .filter(Matcher::matches)
                .map(CallersHear::plan)
                .sorted()
                .collect(Collectors.joining("\n", INTRODUCTION_TO_PLANS, "\n"));
        if (Boolean.getBoolean("heard.write")) {
            Files.writeString(PLANS, plans);
        }
        assertThat(plans)
                .as("%s says something else; `ops/test heard --write` writes it anew", PLANS)
                .isEqualTo(Files.readString(PLANS));
    }

    private static String plan(MatchResult answer) {
        var fields = List.of(answer.group("answer").split("\\|", -1));
        var time = Instant.ofEpochSecond(Long.parseLong(answer.group("from"))).atZone(Roster.ZONE);
        return "%s  %s  %s  %-7s %s"
                .formatted(
                        answer.group("line"),
                        answer.group("language"),
                        time.toLocalTime(),
                        fields.get(1),
                        fields.get(5) + (fields.get(9).isEmpty() ? "" : " 2: " + fields.get(9)))
                .stripTrailing();
    }

    private void someLinesAreOpen(Paths paths) throws Exception {
        // Whoever is busy all the time is rung for nobody: so patience is over to the second.
        var gints = lab.peers().answering("gints", RINGING);
        var talking = lab.peers().call("+371" + ZEMGALE);
        gints.take(talking);
        whileTheyWait(paths);
        whileALineIsClosed(paths);
        paths.followOnce("A number that is not ours", "+37167000000", CallersHear::untilWeHangUp);
        for (var times = 0; times < 3; times++) {
            paths.followOnce(
                    "No key for a language",
                    lineOf("waiting", "lv"),
                    (caller, language) -> awaits(caller, "ru/language-3", language + "/greeting"));
        }
        lab.asterisk().global("CALLS_AT_ONCE", "" + paths.count());
        try {
            paths.followOnce("More calls than there may be", lineOf("waiting", ""), CallersHear::untilWeHangUp);
        } finally {
            lab.asterisk().global("CALLS_AT_ONCE", "");
        }
        theyAreAnswered(paths);
        paths.awaitAll();
        end(talking, gints);
    }

    private void whileTheyWait(Paths paths) throws Exception {
        paths.follow(
                "Nobody takes it",
                "waiting",
                (caller, language) ->
                        awaits(caller, language + "/greeting", language + "/wait", language + "/still-waiting"));
        paths.follow(
                "Patience is over",
                "patience",
                (caller, language) -> awaits(caller, language + "/greeting", language + "/wait", language + "/nobody"));
        paths.follow("Other numbers while waiting", "waiting", (caller, language) -> {
            awaits(caller, language + "/greeting");
            caller.media().press('2');
            awaits(caller, language + "/greeting", language + "/not-safe", language + "/wait");
        });
        paths.follow("Our address while waiting", "waiting", (caller, language) -> {
            awaits(caller, language + "/greeting");
            caller.media().press('3');
            awaits(caller, language + "/greeting", language + "/address", language + "/wait");
        });
        var anna = lab.peers().ringingOut("anna");
        paths.followOnce("Other numbers, and 1 just after them", lineOf("waiting", ""), (caller, language) -> {
            awaits(caller, language + "/greeting");
            caller.media().press('2');
            awaits(caller, language + "/other-line", language + "/not-safe");
            caller.media().press('1');
            anna.await("INVITE", LONG);
        });
    }

    private void whileALineIsClosed(Paths paths) throws Exception {
        paths.follow("Closed, and 1 for the other line", "closed", (caller, language) -> {
            awaits(caller, language + "/other-line");
            caller.media().press('1');
            awaits(caller, language + "/other-line", language + "/greeting");
        });
        paths.follow("Closed while another line is open", "closed", CallersHear::untilWeHangUp);
        paths.follow("Closed for a while, with a message", "message", CallersHear::untilWeHangUp);
    }

    private void theyAreAnswered(Paths paths) throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        for (var language : VARIANTS) {
            var call = paths.begin("Answered", lineOf("answered", language), language, (caller, spoken) -> {
                awaits(caller, spoken + "/greeting");
                laura.take(caller);
            });
            call.get();
            laura.awaitIdle(laura.hangUp(), SOON);
        }
    }

    private void nobodyServes(Paths paths) throws Exception {
        paths.follow(
                "Nobody on duty",
                "nobody",
                (caller, language) -> awaits(caller, language + "/nobody", language + "/greeting"));
        paths.follow("Closed", "closed", CallersHear::untilWeHangUp);
    }

    private void inTheRealTime() throws Exception {
        lab.clock().setToReal();
        lab.database()
                .edit(
                        "insert into special_opening (line, starts, ends) select id, current_date - 1, current_date + 3"
                                + " from line where id like '" + idOf("answered") + "'",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (4, 'latgale', current_date - 1, current_date + 3)");
        lab.asterisk().refresh();
    }

    private void noRouterAnswers(Paths paths) throws Exception {
        lab.routers().use(NO_ROUTER, "");
        lab.asterisk().cli("database deltree helpline/fallback/" + lineOf("waiting", ""));
        paths.follow("No router answers", "answered", (caller, language) -> awaits(caller, language + "/greeting"));
        paths.followOnce(
                "No router answers, and nothing is known",
                lineOf("waiting", ""),
                (caller, language) -> awaits(caller, language + "/nobody", language + "/greeting"));
    }

    private static void untilWeHangUp(SipPeer caller, String language) throws InterruptedException {
        caller.await("BYE", LONG);
    }

    /// Calls side by side. Each begins when the one before is answered.
    private final class Paths {

        private final ExecutorService together = Executors.newVirtualThreadPerTaskExecutor();
        private final List<Future<?>> calls = new ArrayList<>();
        private final Map<SipPeer, String> callers = new LinkedHashMap<>();

        /// Four calls: one in each language on the line with a menu, one on that without.
        void follow(String title, String state, Way way) throws Exception {
            for (var language : VARIANTS) {
                var _ = begin(title, lineOf(state, language), language, way);
            }
        }

        /// One call of a line that asks for no language, or by somebody who presses nothing.
        void followOnce(String title, String number, Way way) throws Exception {
            var _ = begin(title, number, "", way);
        }

        Future<?> begin(String title, String number, String language, Way way) throws Exception {
            var caller = lab.peers().call(number);
            caller.await("200 INVITE", SOON);
            var call = together.submit(() -> {
                go(caller, language, way);
                return null;
            });
            calls.add(call);
            callers.put(caller, language.isEmpty() ? title : title + "; menu, " + language);
            return call;
        }

        int count() {
            return calls.size();
        }

        void awaitAll() throws Exception {
            for (var call : calls) {
                call.get();
            }
        }

        /// Waits until they are over, and listens to what was heard.
        void finish() throws Exception {
            awaitAll();
            together.close();
            lab.asterisk().awaitNoChannel(SOON);
            callers.forEach((caller, title) ->
                    heard.computeIfAbsent(title, _ -> new ArrayList<>()).add(Heard.by(caller, transcript)));
        }
    }

    private void go(SipPeer caller, String language, Way way) throws Exception {
        if (!language.isEmpty()) {
            awaits(caller, "lv/menu");
            caller.media().press((char) ('1' + LANGUAGES.indexOf(language)));
        }
        way.follow(caller, language.isEmpty() ? "lv" : language);
        if (caller.find("BYE").isEmpty()) {
            caller.hangUp();
            caller.await("200 BYE", SOON);
        }
    }

    private void awaits(SipPeer caller, String... prompts) {
        await("the prompts " + List.of(prompts))
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(
                        () -> assertThat(transcript.names(caller.media())).containsSubsequence(prompts));
    }

    private static final List<String> LINES = List.of("answered", "waiting", "patience", "nobody", "closed", "message");

    private static String lineOf(String state, String language) {
        return "255990" + LINES.indexOf(state) + (language.isEmpty() ? "0" : "1");
    }

    /// Of both.
    private static String idOf(String state) {
        return "lab-255990" + LINES.indexOf(state) + "_";
    }

    private void prepareLines() throws Exception {
        var numbers = LINES.stream()
                .flatMap(state -> Stream.of(lineOf(state, ""), lineOf(state, "lv")))
                .toList();
        lab.addLines(numbers);
        lab.database()
                .edit(
                        "update consultant set overflow = false",
                        "delete from weekly_duty where consultant in (5, 7)",
                        "update line set languages = '{lv,en,ru}' where id like 'lab-%1'",
                        region("answered", "latgale"),
                        region("waiting", "kurzeme"),
                        region("patience", "zemgale"),
                        region("nobody", "vidzeme"),
                        region("closed", "kurzeme"),
                        region("message", "zemgale"),
                        "update line set patience_seconds = 36 where id like '" + idOf("patience") + "'",
                        "delete from special_opening where line like 'lab-%'",
                        "insert into special_opening (line, starts, ends) select id, '2026-11-24 00:00',"
                                + " '2026-11-25 00:00' from line where id like 'lab-%' and id not like '"
                                + idOf("closed") + "'",
                        "insert into special_opening (line, starts, ends) select id, '2026-11-25 09:00',"
                                + " '2026-11-25 17:00' from line where id like 'lab-%'",
                        "insert into closure (line, starts, ends) select id, '2026-11-24 08:00', '2026-11-24 13:00'"
                                + " from line where id like '" + idOf("message") + "'",
                        "insert into closure_message (closure, language, text)"
                                + " select id, 'lv', 'Šodien līdz vieniem neatbildam.' from closure");
        lab.prompts().makeAnnouncements();
        transcript = lab.prompts().transcript();
        lab.peers().ringingOut("kristaps");
    }

    private static String region(String state, String region) {
        return "update line set region = '" + region + "' where id like '" + idOf(state) + "'";
    }

    /// A row of the table.
    ///
    /// @param at   whole seconds since the answer
    /// @param what and how long, where that is its own
    private record Line(long at, String what) {

        static Line of(Heard.Row row) {
            var length =
                    row.what().contains("/") ? "%5.1f s".formatted(row.length().toMillis() / 1e3) : "       ";
            return new Line(Math.round(row.at() / 1e3), length + "  " + row.what());
        }

        static Line of(String text) {
            var columns = text.split(" s", 2);
            return new Line(Long.parseLong(columns[0].strip()), columns[1].substring(2));
        }

        boolean isLike(Line other) {
            var tolerance = what.endsWith("/nobody") ? TOLERANCE_OF_PATIENCE : TOLERANCE;
            return what.equals(other.what) && Math.abs(at - other.at) <= tolerance;
        }

        @Override
        public String toString() {
            return "%5d s  %s".formatted(at, what);
        }
    }

    private static boolean isLike(List<Line> expected, List<Line> actual) {
        return expected.size() == actual.size()
                && IntStream.range(0, expected.size())
                        .allMatch(number -> expected.get(number).isLike(actual.get(number)));
    }

    private void compare() throws IOException {
        if (Boolean.getBoolean("heard.write")) {
            var table = new TreeMap<String, List<Line>>();
            heard.forEach((title, calls) -> table.put(title, lines(calls.getFirst())));
            Files.writeString(TABLE, INTRODUCTION + text(table));
            return;
        }
        var before = read();
        var now = new TreeMap<String, List<Line>>();
        heard.forEach((title, calls) -> calls.stream()
                .map(CallersHear::lines)
                .filter(lines -> !isLike(rows(before, title), lines))
                .findFirst()
                .ifPresent(lines -> now.put(title, lines)));
        assertThat(text(now))
                .as("%s says something else of these; `ops/test heard --write` writes it anew", TABLE)
                .isEqualTo(text(before, now.keySet()));
        assertThat(heard.keySet()).isEqualTo(before.keySet());
    }

    private static List<Line> lines(Heard one) {
        return one.rows().stream()
                .filter(row -> !row.what().equals("music") || row.length().compareTo(SHORT_MUSIC) > 0)
                .map(Line::of)
                .toList();
    }

    private static <T> List<T> rows(Map<String, List<T>> table, String title) {
        return table.getOrDefault(title, List.of());
    }

    private static Map<String, List<Line>> read() throws IOException {
        var table = new TreeMap<String, List<Line>>();
        for (var line : Files.readAllLines(TABLE)) {
            if (line.startsWith(HEADING)) {
                table.put(line.substring(HEADING.length()), new ArrayList<>());
            } else if (!table.isEmpty() && !line.isBlank()) {
                table.lastEntry().getValue().add(Line.of(line));
            }
        }
        return table;
    }

    private static String text(Map<String, List<Line>> table) {
        return text(table, table.keySet());
    }

    private static String text(Map<String, List<Line>> table, Collection<String> titles) {
        return titles.stream()
                .filter(table::containsKey)
                .map(title -> rows(table, title).stream()
                        .map(Line::toString)
                        .collect(Collectors.joining("\n", "\n" + HEADING + title + "\n", "\n")))
                .collect(Collectors.joining());
    }

    /// What every caller heard at a place is the dialplan's, and not what the machine did meanwhile. All of them are in
    /// `target/heard-places.txt`.
    private void noGapAndNoClick() throws IOException {
        var places = new TreeMap<String, List<Heard.Place>>();
        heard.forEach((title, calls) -> calls.stream()
                .flatMap(one -> one.places().stream())
                .forEach(place -> places.computeIfAbsent(nameOf(place, title), _ -> new ArrayList<>())
                        .add(place)));
        var gaps = new TreeMap<String, Duration>();
        var clicks = new TreeMap<String, Integer>();
        places.forEach((name, calls) -> {
            gaps.put(
                    name,
                    calls.stream()
                            .map(place -> longestGap(place, elsewhere(places, name)))
                            .min(Comparator.naturalOrder())
                            .orElseThrow());
            clicks.put(name, calls.stream().mapToInt(Heard.Place::jump).min().orElseThrow());
        });
        var report = new StringBuilder("gap, jump, calls\n");
        gaps.forEach((name, gap) -> report.append("%3d ms  %5d  %2d  %s%n"
                .formatted(
                        gap.toMillis(),
                        clicks.getOrDefault(name, 0),
                        rows(places, name).size(),
                        name)));
        Files.writeString(Tools.project().resolve("target/heard-places.txt"), report);
        gaps.keySet().removeIf(name -> rows(places, name).size() < ENOUGH);
        assertThat(gaps)
                .allSatisfy((name, gap) -> assertThat(gap)
                        .as("gap: " + name)
                        .isLessThanOrEqualTo(name.endsWith(", talk") ? LONGEST_GAP_BEFORE_TALK : LONGEST_GAP));
        assertThat(clicks)
                .allSatisfy(
                        (name, jump) -> assertThat(jump).as("click: " + name).isLessThanOrEqualTo(LOUDEST_CLICK));
    }

    /// Whoever is at another place at the same time hears the machine's gaps too.
    private static Duration longestGap(Heard.Place place, List<Heard.Gap> elsewhere) {
        return place.gaps().stream()
                .filter(gap -> elsewhere.stream().noneMatch(gap::overlaps))
                .map(Heard.Gap::length)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static List<Heard.Gap> elsewhere(Map<String, List<Heard.Place>> places, String name) {
        return places.entrySet().stream()
                .filter(other -> !other.getKey().equals(name))
                .flatMap(other -> other.getValue().stream())
                .flatMap(place -> place.gaps().stream())
                .toList();
    }

    /// Clips of one list follow each other in the same way on every path, so only what else meets is told apart by its
    /// path.
    private static String nameOf(Heard.Place place, String title) {
        var clips = place.between().matches("(?!music|talk|key|the )[^,]+, (?!music|talk|key|the |greeting|nobody).*");
        return clips ? place.between() : title.replaceFirst(";.*", "") + ": " + place.between();
    }
}
