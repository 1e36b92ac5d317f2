package lv.helpline.statistics.forecast;

import static java.util.stream.Collectors.toSet;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.closed;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.takingOverflow;
import static lv.helpline.roster.RosterBuilder.unverified;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.statistics.Calls;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.Period;
import org.junit.jupiter.api.Test;

/// What a forecast stands on, and how it is put together. Whether its figures come true is tried in
/// [ForecastSimulationTest].
class ForecastTest {

    /// A Tuesday: the eight weeks before it begin on 28 September.
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-30");
    private static final Line RIGA = line("riga", Calls.RIGA, Region.RIGA);
    private static final Line LATGALE = line("latgale", Calls.LATGALE, Region.LATGALE);
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BERTA = consultant(2, "Berta");
    private static final Consultant CECILIJA = takingOverflow(consultant(3, "Cecīlija"));

    private final Calls calls = new Calls();

    /// Wednesday 18 November is a public holiday: there are 31 such hours from Tuesday to Friday, and 39 in a
    /// week of the other seven.
    @Test
    void an_hour_of_ten_calls_has_its_own_mean_and_hours_of_fewer_have_one_together() {
        calls("2026-10-05T10:00", 16);
        calls("2026-10-06T10:00", 9);
        calls("2026-10-07T10:00", 7);
        calls("2026-10-08T15:00", 5);
        var load = load(roster(onDuty(ANNA).at(RIGA)), List.of());
        assertThat(perHour(load, "2026-11-30 10:00")).isCloseTo(2, within(1e-9));
        assertThat(perHour(load, "2026-12-01 10:00")).isCloseTo(16 / 31.0, within(1e-9));
        assertThat(perHour(load, "2026-12-04 10:00")).isCloseTo(16 / 31.0, within(1e-9));
        assertThat(perHour(load, "2026-12-04 15:00")).isCloseTo(5 / (7 * 39.0), within(1e-9));
    }

    @Test
    void as_many_are_expected_in_the_usual_weeks_as_there_were() {
        calls("2026-10-05T10:00", 16);
        calls("2026-10-06T10:00", 9);
        calls("2026-10-07T10:00", 27);
        calls("2026-10-08T15:00", 5);
        var roster = roster(onDuty(ANNA).at(RIGA));
        var load = load(roster, List.of());
        var days = LocalDate.parse("2026-09-28")
                .datesUntil(LocalDate.parse("2026-11-23"))
                .collect(toSet());
        assertThat(UsualLoad.openHours(roster, RIGA, days).entrySet().stream()
                        .mapToDouble(hour -> hour.getValue() * load.perHour(RIGA, hour.getKey()))
                        .sum())
                .isCloseTo(57, within(1e-9));
    }

    /// Of eight Mondays one is closed: 14 calls in 7 hours.
    @Test
    void a_day_on_which_the_line_was_closed_says_nothing_of_an_open_one() {
        calls("2026-10-05T10:00", 14);
        calls.lost("2026-10-12T10:00", Calls.RIGA, Outcome.CLOSED, 10);
        var roster = RosterBuilder.of(RIGA)
                .with(ANNA, onDuty(ANNA).at(RIGA), closed(RIGA, "2026-10-12 00:00", "2026-10-13 00:00"))
                .roster();
        assertThat(perHour(load(roster, List.of()), "2026-11-30 10:00")).isCloseTo(2, within(1e-9));
    }

    @Test
    void neither_this_week_nor_the_ninth_before_it_is_usual() {
        calls("2026-11-23T10:00", 50);
        calls("2026-09-21T10:00", 50);
        calls("2026-09-28T10:00", 9);
        var forecast = forecast(roster(onDuty(ANNA).at(RIGA)), week(MONDAY));
        assertThat(forecast.basis().calls()).isEqualTo(9);
        assertThat(forecast.hours()).as("of nine calls nothing is told").isEmpty();
        calls("2026-11-20T10:00", 1);
        assertThat(forecast(roster(onDuty(ANNA).at(RIGA)), week(MONDAY)).hours())
                .hasSize(5 * 8);
    }

    @Test
    void a_day_of_a_campaign_is_not_usual() {
        calls("2026-10-05T10:00", 16);
        calls("2026-10-12T10:00", 300);
        var posters = new Campaign(1, LocalDate.parse("2026-10-12"), "Plakāti");
        assertThat(perHour(load(roster(onDuty(ANNA).at(RIGA)), List.of(posters)), "2026-11-30 10:00"))
                .isCloseTo(16 / 7.0, within(1e-9));
    }

    @Test
    void a_campaign_that_is_not_over_tells_nothing_yet() {
        everyDay("2026-09-21", "2026-11-22", 4);
        var radio = new Campaign(1, LocalDate.parse("2026-11-18"), "Radio");
        var roster = roster(onDuty(ANNA).at(RIGA));
        assertThat(CampaignCurve.of(roster, List.of(radio), calls.all(), TODAY).isEmpty())
                .isTrue();
        assertThat(CampaignCurve.of(roster, List.of(radio), calls.all(), TODAY.plusDays(1))
                        .isEmpty())
                .isFalse();
    }

    /// Four an hour before; then twelve on the first day, eight on the second, and four.
    @Test
    void a_campaign_multiplies_calls_as_the_earlier_one_did_day_by_day() {
        everyDay("2026-08-03", "2026-10-11", 4);
        everyDay("2026-10-12", "2026-10-12", 12);
        everyDay("2026-10-13", "2026-10-13", 8);
        everyDay("2026-10-14", "2026-11-20", 4);
        var posters = new Campaign(1, LocalDate.parse("2026-10-12"), "Plakāti");
        var again = new Campaign(2, MONDAY, MONDAY, Set.of(Calls.RIGA), OptionalDouble.of(9), "Atkal");
        var roster = roster(onDuty(ANNA).at(RIGA));
        var load = load(roster, List.of(posters, again));
        assertThat(perHour(load, "2026-11-30 10:00")).isCloseTo(12, within(1e-6));
        assertThat(perHour(load, "2026-12-01 10:00")).isCloseTo(8, within(1e-6));
        assertThat(perHour(load, "2026-12-04 10:00")).isCloseTo(4, within(1e-6));
        var curve = load.curve();
        assertThat(curve.campaigns()).isEqualTo(1);
        assertThat(curve.least()).isCloseTo(32 / 20.0, within(1e-6)).isEqualTo(curve.most());
    }

    @Test
    void where_no_earlier_campaign_tells_the_factor_of_its_author_counts_for_its_lines() {
        everyDay("2026-09-28", "2026-11-20", 4);
        var radio = new Campaign(1, MONDAY, MONDAY.plusDays(1), Set.of(Calls.RIGA), OptionalDouble.of(2.5), "Radio");
        var elsewhere = new Campaign(2, MONDAY, MONDAY, Set.of(Calls.LATGALE), OptionalDouble.of(20), "Tikai Latgalē");
        var load = load(roster(onDuty(ANNA).at(RIGA)), List.of(radio, elsewhere));
        assertThat(perHour(load, "2026-11-30 10:00")).isCloseTo(10, within(1e-9));
        assertThat(perHour(load, "2026-12-07 10:00")).as("its week goes on").isCloseTo(10, within(1e-9));
        assertThat(perHour(load, "2026-12-08 10:00")).as("and is over").isCloseTo(4, within(1e-9));
        var forecast = Forecast.of(
                new Period(MONDAY.plusDays(7), MONDAY.plusDays(7)),
                TODAY,
                roster(onDuty(ANNA).at(RIGA)),
                List.of(radio, elsewhere),
                calls);
        assertThat(forecast.campaigns()).containsExactly(radio);
    }

    @Test
    void lines_with_a_consultant_in_common_are_one_pool() {
        var roster = RosterBuilder.of(RIGA, LATGALE)
                .with(
                        ANNA,
                        BERTA,
                        onDuty(ANNA).at(RIGA),
                        onDuty(ANNA).at(LATGALE),
                        onDuty(BERTA).in(Region.LATGALE))
                .roster();
        assertThat(ConsultantPool.at(roster, at("2026-11-30 10:00")))
                .containsExactly(new ConsultantPool(List.of(LATGALE, RIGA), Set.of(ANNA.id(), BERTA.id())));
        assertThat(ConsultantPool.at(roster, at("2026-11-30 20:00")))
                .as("all are closed")
                .isEmpty();
    }

    @Test
    void lines_whose_people_differ_are_apart_and_who_is_absent_or_not_verified_is_not_there() {
        var roster = RosterBuilder.of(RIGA, LATGALE)
                .with(
                        ANNA,
                        BERTA,
                        unverified(CECILIJA),
                        onDuty(ANNA).at(RIGA),
                        onDuty(BERTA).at(LATGALE),
                        onDuty(CECILIJA).at(LATGALE),
                        absent(ANNA, "2026-12-01 00:00", "2026-12-02 00:00"))
                .roster();
        assertThat(ConsultantPool.at(roster, at("2026-11-30 10:00")))
                .containsExactly(
                        new ConsultantPool(List.of(RIGA), Set.of(ANNA.id())),
                        new ConsultantPool(List.of(LATGALE), Set.of(BERTA.id())));
        assertThat(ConsultantPool.at(roster, at("2026-12-01 10:00")))
                .containsExactly(
                        new ConsultantPool(List.of(RIGA), Set.of()),
                        new ConsultantPool(List.of(LATGALE), Set.of(BERTA.id())));
    }

    @Test
    void a_line_without_anybody_belongs_to_riga_s_people_or_else_to_whoever_helps_out() {
        var withRiga = RosterBuilder.of(RIGA, LATGALE)
                .with(
                        ANNA,
                        CECILIJA,
                        onDuty(ANNA).in(Region.RIGA),
                        onDuty(CECILIJA).in(Region.ZEMGALE))
                .roster();
        assertThat(ConsultantPool.at(withRiga, at("2026-11-30 10:00")))
                .containsExactly(new ConsultantPool(List.of(LATGALE, RIGA), Set.of(ANNA.id())));
        var without = RosterBuilder.of(LATGALE)
                .with(
                        ANNA,
                        CECILIJA,
                        onDuty(ANNA).in(Region.ZEMGALE),
                        onDuty(CECILIJA).in(Region.ZEMGALE))
                .roster();
        assertThat(ConsultantPool.at(without, at("2026-11-30 10:00")))
                .containsExactly(new ConsultantPool(List.of(LATGALE), Set.of(CECILIJA.id())));
    }

    /// 30 calls an hour of 17 min each keep 8.5 consultants busy.
    @Test
    void an_hour_falls_short_by_as_many_as_80_of_a_hundred_need() {
        everyDay("2026-09-28", "2026-11-20", 30);
        var hour = hourAt("2026-11-30 10:00", roster(onDuty(ANNA).at(RIGA)));
        assertThat(hour.fallsShort()).isTrue();
        assertThat(queue(hour.calls(), 1 + hour.more())).isGreaterThanOrEqualTo(0.8);
        assertThat(queue(hour.calls(), hour.more())).isLessThan(0.8);
        assertThat(hour.answered()).isCloseTo(queue(hour.calls(), 1), within(1e-9));
        assertThat(hour.calls()).isCloseTo(30, within(1e-9));
    }

    @Test
    void who_is_there_for_a_quarter_of_an_hour_counts_for_a_quarter() {
        everyDay("2026-09-28", "2026-11-20", 4);
        var one = hourAt("2026-11-30 10:00", roster(onDuty(ANNA).at(RIGA)));
        var two = hourAt(
                "2026-11-30 10:00", roster(onDuty(ANNA).at(RIGA), onDuty(BERTA).at(RIGA)));
        var part = hourAt(
                "2026-11-30 10:00",
                roster(onDuty(ANNA).at(RIGA), onDuty(BERTA).at(RIGA).each(workdays("10:45", "17:00"))));
        assertThat(part.answered()).isCloseTo((3 * one.answered() + two.answered()) / 4, within(1e-9));
        assertThat(part.calls()).isCloseTo(4, within(1e-9));
        assertThat(part.fewest()).isEqualTo(1);
        assertThat(part.most()).isEqualTo(2);
        assertThat(part.more()).isEqualTo(one.more()).isGreaterThan(two.more());
    }

    @Test
    void what_too_few_calls_tell_of_is_assumed() {
        calls("2026-10-05T10:00", 16);
        var assumed = forecast(roster(onDuty(ANNA).at(RIGA)), week(MONDAY)).basis();
        assertThat(assumed.talk()).isEqualTo(Forecast.ASSUMED_TALK);
        assertThat(assumed.patience()).isEqualTo(Forecast.ASSUMED_PATIENCE);
        assertThat(assumed.talks() + assumed.left()).isZero();
        calls.talked(30, Duration.ofHours(4));
        calls.many(12, at("2026-10-05 10:00"), Calls.RIGA, Outcome.ABANDONED, Optional.of(Duration.ofSeconds(60)));
        var told = forecast(roster(onDuty(ANNA).at(RIGA)), week(MONDAY)).basis();
        assertThat(told.talk()).isEqualTo(Duration.ofMinutes(8));
        assertThat(told.talks()).isEqualTo(30);
        assertThat(told.left()).isEqualTo(12);
    }

    @Test
    void a_line_that_was_never_open_in_the_usual_weeks_is_named() {
        calls("2026-10-05T10:00", 16);
        var never = line(
                "jauna", "25719118", Region.KURZEME, workdays("09:00", "17:00").getFirst());
        var roster = RosterBuilder.of(RIGA, never)
                .with(ANNA, onDuty(ANNA).at(RIGA), closed(never, "2026-09-01 00:00", "2026-11-24 00:00"))
                .roster();
        assertThat(forecast(roster, week(MONDAY)).basis().unknownLines()).containsExactly("jauna");
    }

    private static double queue(double calls, int consultants) {
        return new ErlangA(calls, Forecast.ASSUMED_TALK.plus(RIGA.wrapUp()), Forecast.ASSUMED_PATIENCE, consultants)
                .answeredWithin(Duration.ofSeconds(20));
    }

    private Forecast.Hour hourAt(String time, Roster roster) {
        return forecast(roster, week(MONDAY)).hours().stream()
                .filter(hour -> hour.start().equals(at(time)))
                .findFirst()
                .orElseThrow();
    }

    private Forecast forecast(Roster roster, Period period) {
        return Forecast.of(period, TODAY, roster, List.of(), calls);
    }

    private LoadCurve load(Roster roster, List<Campaign> campaigns) {
        return LoadCurve.of(roster, campaigns, calls.all(), TODAY);
    }

    private static double perHour(LoadCurve load, String time) {
        return load.perHour(RIGA, at(time));
    }

    private static Roster roster(RosterBuilder.Duty... duties) {
        return RosterBuilder.of(RIGA)
                .with(ANNA, BERTA, CECILIJA)
                .with((Object[]) duties)
                .roster();
    }

    private static Period week(LocalDate monday) {
        return new Period(monday, monday.plusDays(6));
    }

    private void calls(String time, int count) {
        calls.many(
                count, at(time.replace('T', ' ')), Calls.RIGA, Outcome.ANSWERED, Optional.of(Duration.ofSeconds(20)));
    }

    /// From Monday to Friday, in each hour from 9 to 17.
    private void everyDay(String first, String last, int perHour) {
        LocalDate.parse(first)
                .datesUntil(LocalDate.parse(last).plusDays(1))
                .filter(day -> day.getDayOfWeek().getValue() < 6)
                .flatMap(day -> Stream.iterate(9, hour -> hour < 17, hour -> hour + 1)
                        .map(hour -> day + "T%02d:00".formatted(hour)))
                .forEach(time -> calls(time, perHour));
    }
}
