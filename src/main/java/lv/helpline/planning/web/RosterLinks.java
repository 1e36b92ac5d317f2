package lv.helpline.planning.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import lv.helpline.planning.RosterGrid.Chip;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.RosterEditCodec;
import org.springframework.web.util.UriUtils;

/// The addresses to which the parts of the roster's table lead.
final class RosterLinks {

    /// Minutes between two strokes.
    private static final int STROKES = 20;

    private final RosterPlace place;

    RosterLinks(RosterPlace place) {
        this.place = place;
    }

    /// The sheet of a duty.
    String chip(Chip chip, LocalDate date) {
        var dutyOccurrence = chip.shift()
                .orElseGet(
                        () -> new DutyOccurrence(chip.person().id(), new DutyScope.CoordinatorOnCall(), chip.span()));
        return within("/roster/shift", date) + "&shift=" + encoded(RosterEditCodec.of(dutyOccurrence));
    }

    /// What a swap of the two would change.
    String swap(DutyOccurrence one, DutyOccurrence other, LocalDate date) {
        return within("/roster/preview", date) + "&what=swap&shift=" + encoded(RosterEditCodec.of(one)) + "&other="
                + encoded(RosterEditCodec.of(other));
    }

    /// The sheet of a part of a row's day.
    String time(DutyScope coverage, LocalDate date, int from, int to) {
        var midnight = date.atStartOfDay();
        return within("/roster/time", date) + "&of=" + encoded(RosterEditCodec.of(coverage)) + "&start="
                + midnight.plusMinutes(from) + "&end=" + midnight.plusMinutes(to);
    }

    /// The form that gives somebody a duty, from a date on.
    String plan(ConsultantId person, LocalDate date) {
        return within("/roster/plan", date) + "&person=" + person + "&date=" + date;
    }

    /// Strokes across a strip where nobody is on duty: a path of an SVG whose height is 100.
    static String hatching(int from, int to) {
        var path = new StringBuilder();
        for (var x = from; x < to; x += STROKES) {
            path.append('M')
                    .append(x)
                    .append(" 100 ")
                    .append(Math.min(to, x + STROKES))
                    .append(" 0");
        }
        return path.toString();
    }

    public String day(LocalDate date) {
        return within("/roster/day", date) + "&date=" + date;
    }

    /// The page, showing another fortnight.
    public String from(LocalDate from) {
        return new RosterPlace(from, null, place.by(), place.swap()).address();
    }

    /// The page, with another day chosen.
    public String on(LocalDate date) {
        return new RosterPlace(place.from(), date, place.by(), place.swap()).address();
    }

    public String by(String rows) {
        return new RosterPlace(place.from(), place.day(), rows, place.swap()).address();
    }

    /// The page, with nothing being picked.
    public String picked() {
        return new RosterPlace(place.from(), place.day(), place.by(), null).address();
    }

    /// Put together by hand: a large house has thousands of them on a page.
    private String within(String path, LocalDate date) {
        var address = path + "?day=" + date + "&by=" + place.by();
        return place.from() == null ? address : address + "&from=" + place.from();
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
