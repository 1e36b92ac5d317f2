package lv.helpline.selfservice.web;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.List;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Line;
import lv.helpline.roster.RosterBuilder;
import org.junit.jupiter.api.Test;

class MyDutyTest {

    private static final Line LINE = line("latgale", "25723222", LATGALE);
    private static final Line EVENING = line("riga-evening", "67898343", RIGA, on(DayOfWeek.MONDAY, "09:00", "20:00"));
    private static final Consultant ANNA = consultant(1, "Anna");

    private final RosterBuilder rosterBuilder = RosterBuilder.of(LINE, EVENING).with(ANNA);

    @Test
    void who_coordinates_longer_than_they_serve_a_region_is_told_both() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                onDuty(ANNA).coordinating().each(workdays("08:00", "21:00")));
        assertThat(ends("10:00")).containsExactly("region.latgale 17:00", "duty.as-coordinator 21:00");
        assertThat(ends("08:30")).as("one thing only").isEmpty();
        assertThat(ends("18:00")).as("one thing only").isEmpty();
    }

    @Test
    void each_region_has_its_own_end_whatever_else_begins_and_ends_meanwhile() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "13:00")),
                onDuty(ANNA).at(EVENING).each(workdays("09:00", "20:00")),
                onDuty(ANNA).coordinating().each(workdays("10:00", "12:00")));
        assertThat(ends("09:30")).containsExactly("region.latgale 13:00", "region.riga 20:00");
        assertThat(ends("14:00")).isEmpty();
    }

    @Test
    void who_serves_all_until_one_time_is_told_that_time() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                onDuty(ANNA).coordinating().each(workdays("12:00", "17:00")));
        assertThat(ends("13:00")).isEmpty();
        assertThat(ends("18:00")).isEmpty();
    }

    @Test
    void a_region_stands_for_all_of_its_lines_and_a_line_for_itself() {
        var trust = line("riga-trust", "28612120", RIGA);
        var rosterBuilder = RosterBuilder.of(EVENING, trust)
                .with(
                        ANNA,
                        onDuty(ANNA).in(RIGA).each(workdays("09:00", "20:00")),
                        onDuty(ANNA).coordinating().each(workdays("19:00", "21:00")));
        assertThat(served("10:00", rosterBuilder)).containsExactly("region.riga");
        assertThat(served("18:00", rosterBuilder)).as("the other is closed").containsExactly(EVENING.name());
        assertThat(served("19:30", rosterBuilder)).containsExactly(EVENING.name(), "duty.coordination");
        assertThat(served("20:30", rosterBuilder)).containsExactly("duty.coordination");
    }

    private static List<String> served(String at, RosterBuilder rosterBuilder) {
        var mine = new MyDuty(rosterBuilder.roster(), ANNA.id(), monday(at), List.of());
        return mine.served(mine.shifts().getFirst()).stream()
                .map(MyDuty.Served::words)
                .toList();
    }

    private List<String> ends(String at) {
        return new MyDuty(rosterBuilder.roster(), ANNA.id(), monday(at), List.of())
                .differentEnds().stream()
                        .map(end -> end.place() + " " + end.end().toLocalTime())
                        .toList();
    }
}
