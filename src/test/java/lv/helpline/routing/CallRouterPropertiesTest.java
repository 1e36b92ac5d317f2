package lv.helpline.routing;

import static lv.helpline.roster.RosterBuilder.WOMAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.AnyRoster;
import lv.helpline.roster.AnyRoster.Question;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.MinuteByMinute;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.Strategy;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.Wish;
import lv.helpline.roster.WishId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

/// A decision is the one that somebody would reach who asks of each consultant by himself why he would be rung.
@Domain(AnyRoster.class)
@Domain(DomainContext.Global.class)
class CallRouterPropertiesTest {

    private static final Holidays HOLIDAYS = new LatvianHolidays();

    @Property
    void a_plan_rings_whom_one_would_name_by_asking_of_each(
            @ForAll Question question,
            @ForAll("ages") List<Integer> ages,
            @ForAll("languages") Language asked,
            @ForAll boolean hasAWish) {
        var recentActivity = activity(question.at(), ages);
        var slow = question.slowly(HOLIDAYS);
        var wish = Optional.of(WOMAN.id()).filter(_ -> hasAWish);

        for (var line : question.data().lines()) {
            var expected = slow.isOpen(line, question.at())
                    ? steps(
                            question,
                            slow,
                            line,
                            asked,
                            wish.filter(_ -> !line.wishes().isEmpty()),
                            recentActivity)
                    : List.<Step>of();
            var plan = plan(decide(question, line, Optional.of(asked), wish, recentActivity));
            assertThat(plan).isEqualTo(expected);
            assertThat(consultants(plan))
                    .as("the same people as without a wish")
                    .isEqualTo(consultants(plan(decide(question, line, asked, recentActivity))));
        }
    }

    @Property(tries = 300)
    void a_caller_is_asked_for_a_wish_where_it_changes_the_plan_and_nowhere_else(
            @ForAll Question question, @ForAll("ages") List<Integer> ages) {
        var recentActivity = activity(question.at(), ages);

        for (var line : question.data().lines()) {
            var counts = new HashMap<Language, List<Wish>>();
            for (var spoken : line.languages()) {
                var without = decide(question, line, spoken, recentActivity);
                var with = decide(question, line, Optional.of(spoken), Optional.of(WOMAN.id()), recentActivity);
                if (!plan(with).equals(plan(without))) {
                    counts.put(spoken, List.of(WOMAN));
                }
            }
            var first = decide(question, line, Optional.empty(), Optional.empty(), recentActivity);
            assertThat(first instanceof Decision.Menu)
                    .isEqualTo(line.languages().size() > 1 || !counts.isEmpty());
            if (first instanceof Decision.Menu menu) {
                assertThat(menu.wishes()).isEqualTo(counts);
            }
        }
    }

    @Property
    void the_verb_and_the_other_lines_follow_from_what_each_line_would_ring(
            @ForAll Question question, @ForAll("ages") List<Integer> ages, @ForAll("languages") Language asked) {
        var recentActivity = activity(question.at(), ages);
        var slow = question.slowly(HOLIDAYS);
        var roster = new Roster(question.data(), HOLIDAYS);

        for (var line : question.data().lines()) {
            var open = slow.isOpen(line, question.at());
            var others = new ArrayList<Line>();
            for (var other : question.data().lines()) {
                if (!other.equals(line)
                        && slow.isOpen(other, question.at())
                        && !steps(question, slow, other, asked, recentActivity).isEmpty()) {
                    others.add(other);
                }
            }
            var language = language(line, asked);
            others.sort(Comparator.comparingInt(other -> {
                var distance = other.region() == line.region() ? 0 : other.region() == Region.RIGA ? 2 : 4;
                return distance + (other.languages().contains(language) ? 0 : 1);
            }));
            switch (decide(question, line, asked, recentActivity)) {
                case Decision.Ring ring -> {
                    assertThat(open).isTrue();
                    assertThat(ring.language()).isEqualTo(language);
                    var rung = consultants(ring.plan().steps());
                    assertThat(ring.alternative())
                            .isEqualTo(offer(others.stream()
                                    .filter(other -> !rung.containsAll(
                                            consultants(steps(question, slow, other, asked, recentActivity))))));
                }
                case Decision.Closed closed -> {
                    assertThat(open).isFalse();
                    assertThat(closed.opensAt())
                            .isEqualTo(roster.opening(line, question.at()).opensAt());
                    assertThat(closed.alternative()).isEqualTo(offer(others.stream()));
                }
                case Decision.Nobody nobody -> {
                    assertThat(open).isTrue();
                    assertThat(nobody.alternative()).isEqualTo(offer(others.stream()));
                }
                case Decision.Menu menu -> throw new AssertionError(menu);
                case Decision.Unknown unknown -> throw new AssertionError(unknown);
            }
        }
    }

    @Property
    void reasons_are_in_the_order_of_the_rules_and_name_everybody_in_the_plan(
            @ForAll Question question, @ForAll("ages") List<Integer> ages, @ForAll("languages") Language asked) {
        for (var line : question.data().lines()) {
            var decision = decide(question, line, asked, activity(question.at(), ages));
            assertThat(decision.reasons().stream().map(Reason::rule)).isSorted().doesNotHaveDuplicates();
            if (decision instanceof Decision.Ring ring) {
                var rung = ring.plan().steps().stream()
                        .flatMap(step -> step.targets().stream())
                        .map(Target::consultant)
                        .toList();
                assertThat(ring.reasons().getLast().consultants()).isEqualTo(rung);
                var byRule = ring.plan().steps().stream()
                        .collect(Collectors.groupingBy(
                                Step::rule,
                                Collectors.flatMapping(
                                        step -> step.targets().stream().map(Target::consultant), Collectors.toList())));
                var explained = ring.reasons().stream()
                        .filter(reason -> byRule.containsKey(reason.rule()))
                        .collect(Collectors.toMap(Reason::rule, Reason::consultants));
                assertThat(explained.keySet()).isEqualTo(byRule.keySet());
                byRule.forEach((rule, consultants) ->
                        assertThat(explained.get(rule)).containsExactlyInAnyOrderElementsOf(consultants));
            }
        }
    }

    @Property
    void a_number_that_is_no_line_s_is_unknown(@ForAll Question question, @ForAll String dialled) {
        var lines = question.data().lines();
        var isOurs = lines.stream().anyMatch(line -> line.number().equals(dialled));
        var decision = CallRouter.decide(
                new Snapshot(
                        "0123456789abcdef", question.at(), new Roster(question.data(), HOLIDAYS), RecentActivity.NONE),
                new RoutingRequest(dialled, Optional.empty()),
                question.at());

        assertThat(decision instanceof Decision.Unknown unknown
                        && unknown.general().equals(Optional.of(lines.getFirst())))
                .isEqualTo(!isOurs);
    }

    @Provide
    Arbitrary<List<Integer>> ages() {
        return Arbitraries.of(-1, -60, 0, 1, 119, 120, 121, 599, 600, 601, 100_000)
                .list()
                .ofSize(5);
    }

    @Provide
    Arbitrary<Language> languages() {
        return Arbitraries.of(Language.LATVIAN, Language.ENGLISH, Language.RUSSIAN, new Language("uk"));
    }

    /// Seconds since the last call of the consultants 1 to 5; below 0: never called, but the first, whose call ended in
    /// the future of a question about the past.
    private static RecentActivity activity(Instant at, List<Integer> ages) {
        var ended = new HashMap<ConsultantId, Instant>();
        for (var index = 0; index < ages.size(); index++) {
            if (ages.get(index) >= 0 || index == 0) {
                ended.put(new ConsultantId(index + 1), at.minusSeconds(ages.get(index)));
            }
        }
        return new RecentActivity(ended);
    }

    private static List<Step> steps(
            Question question, MinuteByMinute slow, Line line, Language asked, RecentActivity recentActivity) {
        return steps(question, slow, line, asked, Optional.empty(), recentActivity);
    }

    private static List<Step> steps(
            Question question,
            MinuteByMinute slow,
            Line line,
            Language asked,
            Optional<WishId> wish,
            RecentActivity recentActivity) {
        var at = question.at();
        var language = language(line, asked);
        var local = slow.onDuty(Set.of(region(line.region()), new DutyScope.OfLine(line.id())), at);
        var riga = slow.onDuty(Set.of(region(Region.RIGA)), at);
        var anywhere = slow.onDuty(everyCoverage(question), at);
        var places = new ArrayList<Place>();
        for (var consultant : question.data().consultants()) {
            var id = consultant.id().value();
            var rule =
                    rule(consultant, language, local.containsKey(id), riga.containsKey(id), anywhere.containsKey(id));
            if (rule != null && !isPaused(question, consultant)) {
                places.add(place(consultant, rule, line, wish, at, recentActivity.lastCallEnded()));
            }
        }
        places.sort(Comparator.comparing(Place::rule)
                .thenComparing(Place::inWrapUp)
                .thenComparing(Place::unwished)
                .thenComparing(Place::lastCall)
                .thenComparing(place -> place.consultant().id()));
        var together = switch (line.strategy()) {
            case Strategy.AllAtOnce _ -> Integer.MAX_VALUE;
            case Strategy.OneByOne _ -> 1;
            case Strategy.Waves waves -> waves.size();
        };
        var steps = new ArrayList<Step>();
        var current = new ArrayList<Place>();
        for (var place : places) {
            var goesOn = !current.isEmpty()
                    && current.size() < together
                    && current.getFirst().rule() == place.rule()
                    && current.getFirst().inWrapUp() == place.inWrapUp()
                    && current.getFirst().unwished() == place.unwished();
            if (!goesOn && !current.isEmpty()) {
                steps.add(step(current, line.ring()));
                current.clear();
            }
            current.add(place);
        }
        if (!current.isEmpty()) {
            steps.add(step(current, line.ring()));
        }
        return steps;
    }

    private static @Nullable Rule rule(
            Consultant consultant, Language language, boolean local, boolean riga, boolean anywhere) {
        var speaks = consultant.languages().contains(language);
        if (local) {
            return speaks ? Rule.ON_DUTY : Rule.ANY_LANGUAGE;
        }
        if (riga && speaks) {
            return Rule.OVERFLOW_TO_RIGA;
        }
        return anywhere && consultant.overflow() ? Rule.OVERFLOW_TO_ANYONE : null;
    }

    private static Place place(
            Consultant consultant,
            Rule rule,
            Line line,
            Optional<WishId> wish,
            Instant at,
            Map<ConsultantId, Instant> lastCalls) {
        var lastCall = lastCalls.getOrDefault(consultant.id(), Instant.MIN);
        var inWrapUp = lastCalls.containsKey(consultant.id())
                && !lastCall.isAfter(at)
                && Duration.between(lastCall, at).compareTo(line.wrapUp()) < 0;
        var wished = wish.filter(consultant.fulfils()::contains).isPresent();
        return new Place(consultant, rule, inWrapUp, !wished, lastCall);
    }

    private static boolean isPaused(Question question, Consultant consultant) {
        return question.data().pauses().stream()
                .anyMatch(pause -> pause.consultant().equals(consultant.id())
                        && !question.at().isBefore(pause.start())
                        && question.at().isBefore(pause.end()));
    }

    private static Language language(Line line, Language asked) {
        return line.languages().contains(asked) ? asked : line.languages().getFirst();
    }

    private static DutyScope region(Region region) {
        return new DutyScope.OfRegion(region);
    }

    private static Set<DutyScope> everyCoverage(Question question) {
        return Stream.concat(
                        question.data().weeklyDuties().stream().map(WeeklyDuty::coverage),
                        question.data().covers().stream().map(Cover::coverage))
                .collect(Collectors.toSet());
    }

    private static Step step(List<Place> places, Duration ring) {
        var targets =
                places.stream().map(place -> Target.of(place.consultant())).toList();
        return new Step(places.getFirst().rule(), targets, ring);
    }

    private static Decision decide(Question question, Line line, Language asked, RecentActivity recentActivity) {
        return decide(question, line, Optional.of(asked), Optional.empty(), recentActivity);
    }

    private static Decision decide(
            Question question,
            Line line,
            Optional<Language> asked,
            Optional<WishId> wish,
            RecentActivity recentActivity) {
        var roster = new Roster(question.data(), HOLIDAYS);
        return CallRouter.decide(
                new Snapshot("0123456789abcdef", question.at(), roster, recentActivity),
                new RoutingRequest(line.number(), asked, wish, Duration.ZERO, Optional.empty(), Map.of()),
                question.at());
    }

    private static Alternative offer(Stream<Line> lines) {
        return lines.findFirst().<Alternative>map(Alternative.OpenLine::new).orElseGet(Alternative.Nowhere::new);
    }

    private static Set<ConsultantId> consultants(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.targets().stream())
                .map(Target::consultant)
                .collect(Collectors.toSet());
    }

    private static List<Step> plan(Decision decision) {
        return decision instanceof Decision.Ring ring ? ring.plan().steps() : List.of();
    }

    private record Place(Consultant consultant, Rule rule, boolean inWrapUp, boolean unwished, Instant lastCall) {}
}
