package lv.helpline.roster.edit;

import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Line;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklySpan;
import org.junit.jupiter.api.Test;

class LineHoursTest {

    /// A Tuesday, and the line is open from nine to five.
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static final Line LATGALE = RosterBuilder.line("latgale", "25723222", Region.LATGALE);
    private static final LocalDate JANUARY = LocalDate.of(2027, 1, 1);
    private static final LocalDate MARCH = LocalDate.of(2027, 3, 1);
    private static final LineHours BEFORE = LineHours.of(LATGALE);
    private static final List<WeeklySpan> LONGER = workdays("09:00", "20:00");
    private static final List<WeeklySpan> LATER = workdays("10:00", "17:00");

    private final RosterData data = RosterBuilder.of(LATGALE).with().data();

    @Test
    void hours_hold_from_their_date_and_those_before_it_stay() {
        var after = BEFORE.from(JANUARY, LONGER);
        assertThat(after.on(JANUARY.minusDays(1))).isEqualTo(workdays("09:00", "17:00"));
        assertThat(after.on(JANUARY)).isEqualTo(LONGER);
        assertThat(after.changesAfter(TODAY)).containsExactly(JANUARY);
    }

    @Test
    void hours_that_are_planned_already_stay() {
        var after = BEFORE.from(MARCH, LATER).from(JANUARY, LONGER);
        assertThat(after.changesAfter(TODAY)).containsExactly(JANUARY, MARCH);
        assertThat(after.on(MARCH.minusDays(1))).isEqualTo(LONGER);
        assertThat(after.on(MARCH)).isEqualTo(LATER);
    }

    /// By the same hours as before them; so there is no button of its own for that.
    @Test
    void a_plan_is_taken_back() {
        assertThat(BEFORE.from(JANUARY, LONGER).from(JANUARY, workdays("09:00", "17:00")))
                .isEqualTo(BEFORE);
    }

    @Test
    void a_line_may_be_closed_for_some_months() {
        var after = BEFORE.from(MARCH, LATER).from(JANUARY, List.of());
        assertThat(after.on(JANUARY)).isEmpty();
        assertThat(after.on(MARCH)).isEqualTo(LATER);
    }

    /// At ten they have been open for an hour: whatever begins as it did holds today, anything else from tomorrow.
    @Test
    void what_was_open_today_stays_so() {
        assertThat(kept(BEFORE.from(TODAY, LONGER)).changesAfter(TODAY.minusDays(1)))
                .containsExactly(TODAY);
        assertThat(kept(BEFORE.from(TODAY, LATER)).changesAfter(TODAY.minusDays(1)))
                .containsExactly(TODAY.plusDays(1));
    }

    /// Whoever forges the past in a form.
    @Test
    void no_hours_of_the_past_are_changed() {
        var forged = new LineHours(BEFORE.line(), OpeningSpan.always(LONGER));
        var kept = kept(forged);
        assertThat(kept.on(TODAY.minusDays(1))).isEqualTo(workdays("09:00", "17:00"));
        assertThat(kept.on(TODAY)).isEqualTo(LONGER);
        assertThat(kept.hours())
                .filteredOn(each -> each.from().equals(OpeningSpan.EVER))
                .allSatisfy(each -> assertThat(each.until()).isEqualTo(Optional.of(TODAY)));
    }

    private LineHours kept(LineHours after) {
        var kept = RosterEdit.ofHours(BEFORE, after).fromNowOn(data, LocalDateTime.parse("2026-11-24T10:00"));
        Line line = kept.appliedTo(data).lines().getFirst();
        return LineHours.of(line);
    }
}
