package lv.helpline.statistics;

import static lv.helpline.statistics.Calls.LATGALE;
import static lv.helpline.statistics.Calls.RIGA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lv.helpline.calllog.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final Period OCTOBER = Period.of(YearMonth.of(2026, 10));

    private final Calls calls = new Calls();

    @Test
    void counts_each_call_by_how_it_ended_and_a_number_that_is_no_line_not_as_a_call() {
        calls.answered("2026-10-05T10:00", RIGA, 10)
                .lost("2026-10-05T11:00", RIGA, Outcome.ABANDONED, 15)
                .lost("2026-10-05T12:00", RIGA, Outcome.UNANSWERED, 120)
                .lost("2026-10-05T13:00", RIGA, Outcome.NOBODY, 90)
                .lost("2026-10-05T18:00", RIGA, Outcome.CLOSED, 20)
                .lost("2026-10-05T19:00", RIGA, Outcome.UNKNOWN, 0)
                .lost("2026-10-05T20:00", "", Outcome.UNKNOWN_LINE, 12);
        var total = of(OCTOBER).total();
        assertThat(total.of(CallOutcomeGroup.ANSWERED)).isEqualTo(1);
        assertThat(total.of(CallOutcomeGroup.ABANDONED)).isEqualTo(1);
        assertThat(total.of(CallOutcomeGroup.UNREACHED)).isEqualTo(2);
        assertThat(total.of(CallOutcomeGroup.CLOSED)).isEqualTo(1);
        assertThat(total.of(CallOutcomeGroup.UNKNOWN)).isEqualTo(1);
        assertThat(total.of(CallOutcomeGroup.NO_LINE)).isEqualTo(1);
        assertThat(total.calls()).isEqualTo(6);
    }

    /// Answered after 5, 20, 21 and 60 s; abandoned after 20 and 21 s: 2 in time of 4 answered and 1 abandoned in time.
    @Test
    void service_level_is_answered_in_20_s_of_all_answered_and_those_abandoned_in_20_s() {
        for (var after : List.of(5, 20, 21, 60)) {
            calls.answered("2026-10-05T10:00", RIGA, after);
        }
        calls.lost("2026-10-05T10:00", RIGA, Outcome.ABANDONED, 20)
                .lost("2026-10-05T10:00", RIGA, Outcome.ABANDONED, 21);
        assertThat(of(OCTOBER).total().serviceLevel()).hasValue(40);
    }

    @Test
    void service_level_of_no_calls_is_none() {
        calls.lost("2026-10-05T18:00", RIGA, Outcome.CLOSED, 5).lost("2026-10-05T10:00", RIGA, Outcome.ABANDONED, 21);
        assertThat(of(OCTOBER).total().serviceLevel()).isEmpty();
    }

    @Test
    void median_and_ninetieth_are_the_ends_of_the_classes_that_they_are_in() {
        for (var after : List.of(40, 7, 9, 30, 8, 11, 12, 13, 300, 10)) {
            calls.answered("2026-10-05T10:00", RIGA, after);
        }
        var toAnswer = of(OCTOBER).total().toAnswer();
        assertThat(toAnswer.median()).contains(Duration.ofSeconds(20));
        assertThat(toAnswer.ninetieth()).contains(Duration.ofSeconds(40));
        assertThat(of(Period.of(YearMonth.of(2026, 9))).total().toAnswer().median())
                .isEmpty();
    }

    @Test
    void of_one_wait_it_is_the_median_and_the_ninetieth() {
        calls.lost("2026-10-05T10:00", RIGA, Outcome.ABANDONED, 33);
        assertThat(of(OCTOBER).total().toAbandon().median()).contains(Duration.ofSeconds(40));
        assertThat(of(OCTOBER).total().toAbandon().ninetieth()).contains(Duration.ofSeconds(40));
    }

    @Test
    void a_line_is_told_of_in_whole_months_that_are_over() {
        calls.answered("2026-10-01T00:00", LATGALE, 10)
                .answered("2026-10-31T23:59", RIGA, 10)
                .answered("2026-11-01T00:00", LATGALE, 10);
        var statistics = of(new Period(LocalDate.parse("2026-10-14"), LocalDate.parse("2026-11-24")));
        assertThat(statistics.months()).containsExactly(YearMonth.of(2026, 10));
        assertThat(statistics.byLine())
                .extracting(line ->
                        line.month() + " " + line.number() + " " + line.tally().calls())
                .containsExactly("2026-10 " + LATGALE + " 1", "2026-10 " + RIGA + " 1");
        assertThat(statistics.total().calls()).isEqualTo(2);
    }

    /// On 25 October the hour from 3 to 4 comes twice.
    @Test
    void the_hour_that_autumn_repeats_is_one_hour_of_the_day() {
        calls.lost("2026-10-25T02:59:59", RIGA, Outcome.CLOSED, 5)
                .lost("2026-10-25T03:30", RIGA, Outcome.CLOSED, 5)
                .lost("2026-10-25T04:00", RIGA, Outcome.CLOSED, 5);
        var repeated = calls.all().get(1).hour().plusSeconds(3600);
        assertThat(repeated.atZone(lv.helpline.roster.Roster.ZONE).getHour()).isEqualTo(3);
        var byHour = of(OCTOBER).byHour();
        assertThat(byHour).hasSize(24);
        assertThat(byHour.stream().map(hour -> hour.tally().calls()).toList().subList(2, 5))
                .containsExactly(1, 1, 1);
    }

    @Test
    void a_day_begins_at_midnight_in_riga() {
        calls.answered("2026-10-01T00:00", RIGA, 10).answered("2026-10-31T23:59:59", RIGA, 10);
        var trend = of(OCTOBER).trend();
        assertThat(trend).hasSize(31);
        assertThat(trend.getFirst().tally().calls()).isEqualTo(1);
        assertThat(trend.getLast().tally().calls()).isEqualTo(1);
    }

    @Test
    void a_month_goes_by_day_a_quarter_by_week_and_a_year_by_month() {
        assertThat(of(OCTOBER).trend()).hasSize(31);
        var quarter = of(new Quarter(2026, 3).period()).trend();
        assertThat(quarter.getFirst().period()).isEqualTo(period("2026-07-01", "2026-07-05"));
        assertThat(quarter.get(1).period()).isEqualTo(period("2026-07-06", "2026-07-12"));
        assertThat(quarter.getLast().period()).isEqualTo(period("2026-09-28", "2026-09-30"));
        var year = of(period("2025-11-15", "2026-11-14")).trend();
        assertThat(year).hasSize(13);
        assertThat(year.getFirst().period()).isEqualTo(period("2025-11-15", "2025-11-30"));
        assertThat(year.getLast().period()).isEqualTo(period("2026-11-01", "2026-11-14"));
    }

    @Test
    void a_campaign_is_set_beside_ten_calls_and_not_beside_nine() {
        var posters = new Campaign(1, LocalDate.parse("2026-10-12"), "Plakāti");
        for (var i = 0; i < 9; i++) {
            calls.lost("2026-10-12T10:0" + i, RIGA, Outcome.CLOSED, 5);
        }
        assertThat(of(OCTOBER, posters).trend())
                .allSatisfy(span -> assertThat(span.campaigns()).isEmpty());
        assertThat(of(OCTOBER, posters).surges())
                .containsExactly(new CampaignEffect(posters, OptionalInt.empty(), OptionalInt.empty(), true));
        calls.lost("2026-10-12T11:00", RIGA, Outcome.CLOSED, 5);
        assertThat(of(OCTOBER, posters).trend().get(11).campaigns()).containsExactly(posters);
        assertThat(of(OCTOBER, posters).surges())
                .containsExactly(new CampaignEffect(posters, OptionalInt.empty(), OptionalInt.of(10), true));
    }

    @Test
    void the_week_of_a_campaign_begins_with_its_day_and_the_week_before_ends_before_it() {
        var posters = new Campaign(1, LocalDate.parse("2026-10-02"), "Plakāti");
        for (var i = 0; i < 10; i++) {
            calls.lost("2026-09-25T10:0" + i, RIGA, Outcome.CLOSED, 5);
            calls.lost("2026-10-08T23:0" + i, RIGA, Outcome.CLOSED, 5);
        }
        calls.lost("2026-09-24T10:00", RIGA, Outcome.CLOSED, 5).lost("2026-10-09T00:00", RIGA, Outcome.CLOSED, 5);
        assertThat(of(OCTOBER, posters).surges())
                .containsExactly(new CampaignEffect(posters, OptionalInt.of(10), OptionalInt.of(10), true));
    }

    @Test
    void a_week_that_is_not_over_is_not_told() {
        var posters = new Campaign(1, LocalDate.parse("2026-11-19"), "Plakāti");
        for (var i = 0; i < 10; i++) {
            calls.lost("2026-11-19T10:0" + i, RIGA, Outcome.CLOSED, 5);
        }
        var statistics = of(period("2026-11-01", "2026-11-24"), posters);
        assertThat(statistics.surges())
                .containsExactly(new CampaignEffect(posters, OptionalInt.empty(), OptionalInt.empty(), false));
    }

    @Test
    void whole_months_are_compared_with_as_many_whole_months_and_days_with_as_many_days() {
        assertThat(OCTOBER.before()).isEqualTo(period("2026-09-01", "2026-09-30"));
        assertThat(new Quarter(2026, 1).period().before()).isEqualTo(period("2025-10-01", "2025-12-31"));
        assertThat(period("2026-10-01", "2026-11-23").before()).isEqualTo(period("2026-08-08", "2026-09-30"));
        assertThat(period("2026-11-02", "2026-11-02").before()).isEqualTo(period("2026-11-01", "2026-11-01"));
    }

    @Test
    void the_period_before_ends_where_the_period_begins() {
        calls.answered("2026-08-31T23:59", RIGA, 10)
                .answered("2026-09-01T00:00", RIGA, 10)
                .answered("2026-09-30T23:59", RIGA, 10)
                .answered("2026-10-01T00:00", RIGA, 10);
        assertThat(of(OCTOBER).before().calls()).isEqualTo(2);
        assertThat(of(OCTOBER).total().calls()).isEqualTo(1);
    }

    /// 5 October is a Monday. Nine on Mondays from 10 to 11, of two lines and two Mondays; ten from 11 to 12.
    @Test
    void an_hour_of_the_week_is_told_from_ten_calls_on_and_only_roughly() {
        for (var minute = 10; minute < 15; minute++) {
            calls.answered("2026-10-05T10:" + minute, RIGA, 10)
                    .lost("2026-10-12T11:" + minute, LATGALE, Outcome.CLOSED, 5)
                    .lost("2026-10-19T11:" + minute, RIGA, Outcome.CLOSED, 5);
        }
        for (var minute = 10; minute < 14; minute++) {
            calls.answered("2026-10-12T10:" + minute, LATGALE, 10);
        }
        calls.answered("2026-11-02T10:00", RIGA, 10).lost("2026-10-05T10:30", "", Outcome.UNKNOWN_LINE, 12);
        var week = of(period("2026-10-20", "2026-11-24")).byWeek();
        assertThat(week).hasSize(168);
        assertThat(week.stream().filter(hour -> !hour.calls().isHidden()))
                .containsExactly(new Statistics.OfWeekHour(DayOfWeek.MONDAY, 11, CallClass.FROM_10));
    }

    /// Nine of a line, or none, are told in the same way; so is a month that is not over.
    @Test
    void partners_callers_are_told_in_classes_only_and_under_ten_not_at_all() {
        var october = YearMonth.of(2026, 10);
        calls.passedOn(october, LATGALE, 9)
                .passedOn(october, RIGA, 12)
                .passedOn(october.minusMonths(1), LATGALE, 9)
                .passedOn(october.plusMonths(1), LATGALE, 50);
        assertThat(of(period("2026-09-01", "2026-11-23")).partners())
                .containsExactly(
                        new Statistics.OfPartners(october, Optional.empty(), CallClass.FROM_20),
                        new Statistics.OfPartners(october, Optional.of(RIGA), CallClass.FROM_10));
    }

    @ParameterizedTest
    @CsvSource({
        "0, <10",
        "9, <10",
        "10, 10–19",
        "19, 10–19",
        "20, 20–49",
        "50, 50–99",
        "99, 50–99",
        "100, ≥100",
        "5000, ≥100"
    })
    void so_many_calls_are_of_that_class(int count, String sign) {
        assertThat(CallClass.of(count).sign()).isEqualTo(sign);
    }

    @Test
    void hours_are_shown_from_the_first_to_the_last_with_calls() {
        assertThat(of(OCTOBER).hoursWithCalls()).isEmpty();
        calls.answered("2026-10-05T09:00", RIGA, 10).answered("2026-10-06T12:59", RIGA, 10);
        assertThat(of(OCTOBER).hoursWithCalls())
                .extracting(Statistics.OfHour::hour)
                .containsExactly(9, 10, 11, 12);
    }

    @Test
    void today_is_in_no_statistics() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(period("2026-11-01", "2026-11-25")));
    }

    private Statistics of(Period period, Campaign... campaigns) {
        return Statistics.of(period, TODAY, List.of(campaigns), calls);
    }

    private static Period period(String first, String last) {
        return new Period(LocalDate.parse(first), LocalDate.parse(last));
    }
}
