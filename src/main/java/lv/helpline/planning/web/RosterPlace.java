package lv.helpline.planning.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import lv.helpline.planning.RosterGrid;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.util.UriComponentsBuilder;

/// Where somebody is on the roster's page: kept in its addresses, so that each can be sent to somebody else.
///
/// @param from the first day shown; the Monday of this week when it is not said
/// @param day  the one that a phone shows; today, when it is not said and shown
/// @param by   `lines` or `people`
/// @param swap the duty, in text, whose other one is being picked on the roster; nothing otherwise
record RosterPlace(
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
        @Nullable String by,
        @Nullable String swap) {

    RosterPlace onTheDay(LocalDate today) {
        var first = from != null ? from : today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var chosen = day != null ? day : today;
        var shown = chosen.isBefore(first) || !chosen.isBefore(first.plusDays(RosterGrid.DAYS)) ? first : chosen;
        return new RosterPlace(first, shown, "people".equals(by) ? "people" : "lines", swap);
    }

    public boolean isByPeople() {
        return "people".equals(by);
    }

    /// Where an edit that begins on that date is seen.
    RosterPlace showing(LocalDate date) {
        return from != null && !date.isBefore(from) && date.isBefore(from.plusDays(RosterGrid.DAYS))
                ? new RosterPlace(from, date, by, swap)
                : this;
    }

    String address() {
        var address = UriComponentsBuilder.fromPath("/roster");
        if (from != null) {
            address.queryParam("from", from);
        }
        if (day != null) {
            address.queryParam("day", day);
        }
        address.queryParam("by", isByPeople() ? "people" : "lines");
        if (swap != null) {
            address.queryParam("swap", swap);
        }
        return address.build().encode().toUriString();
    }
}
