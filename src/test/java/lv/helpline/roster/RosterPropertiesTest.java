package lv.helpline.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.AnyRoster.Question;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/// The roster says what the one that looks at every minute says.
@Domain(AnyRoster.class)
class RosterPropertiesTest {

    private static final Holidays HOLIDAYS = new LatvianHolidays();

    @Property
    void a_line_is_open_for_the_cause_that_the_minutes_show(@ForAll Question question) {
        var roster = new Roster(question.data(), HOLIDAYS);
        var slow = question.slowly(HOLIDAYS);

        assertThat(question.data().lines()).allSatisfy(line -> {
            assertThat(roster.openingCause(line, question.at())).isEqualTo(slow.cause(line, question.at()));
            assertThat(roster.opening(line, question.at()).cause()).isEqualTo(slow.cause(line, question.at()));
        });
    }

    @Property
    void a_line_turns_at_the_next_minute_that_shows_it(@ForAll Question question) {
        var roster = new Roster(question.data(), HOLIDAYS);
        var slow = question.slowly(HOLIDAYS);

        assertThat(question.data().lines()).allSatisfy(line -> {
            var openingStatus = roster.opening(line, question.at());
            var withinTheStrip = openingStatus.until().filter(until -> until.isBefore(slow.end()));
            assertThat(withinTheStrip).isEqualTo(slow.nextTurn(line, question.at()));
            assertThat(openingStatus.opensAt().isPresent())
                    .isEqualTo(!openingStatus.open() && openingStatus.until().isPresent());
        });
    }

    @Property
    void on_duty_is_who_the_minutes_show(@ForAll Question question) {
        var roster = new Roster(question.data(), HOLIDAYS);
        var slow = question.slowly(HOLIDAYS);
        var at = question.at();

        assertThat(question.data().lines()).allSatisfy(line -> {
            var coverages = Set.<DutyScope>of(new DutyScope.OfRegion(line.region()), new DutyScope.OfLine(line.id()));
            assertThat(roster.onDuty(line, at))
                    .containsExactlyElementsOf(slow.onDuty(coverages, at).values());
        });
        assertThat(Region.values())
                .allSatisfy(region -> assertThat(roster.onDuty(region, at))
                        .containsExactlyElementsOf(slow.onDuty(Set.of(new DutyScope.OfRegion(region)), at)
                                .values()));
        assertThat(roster.onDutyAnywhere(at))
                .containsExactlyElementsOf(
                        slow.onDuty(everyCoverage(question.data()), at).values());
    }

    @Property
    void a_weekly_span_says_by_the_clock_what_its_instants_say(@ForAll Question question) {
        var localInstant = LocalInstant.of(question.at());
        var today = localInstant.date();
        var spans = question.data().lines().stream()
                .flatMap(line -> line.hours().stream().map(OpeningSpan::span));

        assertThat(spans).allSatisfy(span -> {
            if (span.day() == today.getDayOfWeek()) {
                assertThat(span.coversFromItsDay(localInstant)).isEqualTo(contains(span.on(today), question.at()));
            }
            if (span.day() == today.minusDays(1).getDayOfWeek()) {
                assertThat(span.coversFromTheDayBefore(localInstant))
                        .isEqualTo(contains(span.on(today.minusDays(1)), question.at()));
            }
        });
    }

    @Property(tries = 200)
    void nothing_changes_between_two_changes(@ForAll Question question) {
        var roster = new Roster(question.data(), HOLIDAYS);
        var from = question.at();
        var until = from.plus(Duration.ofDays(1));
        var changes = roster.changes(from, until);

        assertThat(changes)
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(change -> assertThat(change).isBetween(from, until.minusNanos(1)));
        for (var minute = from.plusSeconds(60); minute.isBefore(until); minute = minute.plusSeconds(60)) {
            var end = minute;
            var start = end.minusSeconds(60);
            if (changes.stream().noneMatch(change -> change.isAfter(start) && !change.isAfter(end))) {
                assertThat(everything(roster, end)).isEqualTo(everything(roster, start));
            }
        }
    }

    private static boolean contains(LocalSpan span, Instant at) {
        return !at.isBefore(span.startsAt()) && at.isBefore(span.endsAt());
    }

    private static String everything(Roster roster, Instant at) {
        var lines = roster.data().lines().stream()
                .map(line -> roster.openingCause(line, at).opens() + " " + roster.onDuty(line, at));
        var pauses = roster.data().consultants().stream()
                .map(consultant -> Boolean.toString(roster.isPaused(consultant.id(), at)));
        return Stream.concat(
                        Stream.concat(lines, pauses),
                        Stream.of(roster.onDutyAnywhere(at).toString()))
                .collect(Collectors.joining("\n"));
    }

    private static Set<DutyScope> everyCoverage(RosterData data) {
        return Stream.concat(
                        data.weeklyDuties().stream().map(WeeklyDuty::coverage),
                        data.covers().stream().map(Cover::coverage))
                .collect(Collectors.toSet());
    }
}
