package lv.helpline.planning.web;

import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import lv.helpline.mail.MailComposer;
import lv.helpline.planning.RosterGrid;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.staffing.Shifts;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class RosterChangeFormatterTest {

    private static final LocalDate SUNDAY = LocalDate.parse("2027-03-28");
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Line LINE = line("riga", "67898343", RIGA, on(DayOfWeek.SUNDAY, "00:00", "12:00"));

    private final Roster roster = RosterBuilder.of(LINE)
            .with(
                    ANNA,
                    opened(LINE, "2027-03-28 00:00", "2027-03-28 12:00"),
                    onDuty(ANNA).in(RIGA).each(List.of(on(DayOfWeek.SUNDAY, "03:30", "08:00"))))
            .roster();

    /// The clocks go from 3:00 to 4:00 that night, which is that of Easter.
    @Test
    void a_duty_from_an_hour_that_does_not_exist_has_one_time_in_all_views() {
        var duty = DutyOccurrence.touching(roster.data(), SUNDAY, SUNDAY.plusDays(1))
                .getFirst();
        assertThat(words().when(duty.span())).isEqualTo("Sunday 28 March, 4–8");
        assertThat(words().times(duty.span())).isEqualTo("4–8");
        assertThat(chips(RosterGrid.ofLines(roster, roster, new LatvianHolidays(), LocalDate.parse("2027-03-22"))))
                .containsExactly("4–8");
        assertThat(chips(RosterGrid.ofPeople(
                        roster, roster, List.of(), new LatvianHolidays(), LocalDate.parse("2027-03-22"))))
                .containsExactly("4–8");
        var midnight = SUNDAY.atStartOfDay(Roster.ZONE).toInstant();
        var nextMidnight = SUNDAY.plusDays(1).atStartOfDay(Roster.ZONE).toInstant();
        assertThat(Shifts.of(roster, ANNA.id(), midnight, nextMidnight))
                .extracting(shift -> words().times(shift.span()))
                .containsExactly("4–8");
    }

    @Test
    void hours_and_what_they_differ_from_the_average_are_told_alike() {
        assertThat(words().hours(0)).isEqualTo("0 h");
        assertThat(words().hours(88 * 60)).isEqualTo("88 h");
        assertThat(words().hours(7 * 60 + 30)).isEqualTo("7 h 30 min");
        assertThat(words().balance(-(78 * 60 + 17))).isEqualTo("−78 h");
        assertThat(words().balance(9 * 60 + 43)).isEqualTo("+10 h");
        assertThat(words().balance(20)).isEqualTo("±0 h");
    }

    private static List<String> chips(RosterGrid grid) {
        return grid.groups().getFirst().rows().getFirst().cells().get(6).chips().stream()
                .map(RosterGrid.Chip::times)
                .toList();
    }

    private RosterChangeFormatter.Spoken words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new RosterChangeFormatter(messages, mock(MailComposer.class))
                .in(Locale.ENGLISH, roster.data(), LocalDate.of(2027, 1, 1));
    }
}
