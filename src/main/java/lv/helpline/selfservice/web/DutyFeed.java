package lv.helpline.selfservice.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.roster.staffing.Shifts;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/// Somebody's duties by RFC 5545, as Outlook, Google and Apple read it: instants in UTC, so that no program needs to
/// know our zone; one event for each stretch of duty, of which nothing is told but when it is. An event is called by
/// its person and its start, so a duty that ends at another time is the same event, and one that moves is another.
final class DutyFeed {

    private static final String NAME = "Dežūra";
    private static final Duration REFRESHED = Duration.ofHours(1);
    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration AHEAD = Duration.ofDays(90);

    /// A duty is followed so far beyond what is shown, to find its end.
    private static final Duration LONGEST = Duration.ofDays(14);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    private DutyFeed() {}

    /// @param at when it is asked for
    static String of(Roster roster, ConsultantId consultant, Instant at) {
        return of(
                consultant,
                Shifts.of(roster, consultant, at.minus(BACK), at.plus(AHEAD).plus(LONGEST)),
                at);
    }

    /// The duties that begin within what is shown, each whole. One whose begin or end is out of sight is left out,
    /// for it would be shown to begin later, or to end earlier, than it does.
    ///
    /// @param at when it is asked for
    static String of(ConsultantId consultant, List<Shift> shifts, Instant at) {
        var calendar = new Calendar()
                .withProperty(new ProdId("-//Dezura//Dezura//LV"))
                .withProperty(ImmutableVersion.VERSION_2_0)
                .withProperty(ImmutableCalScale.GREGORIAN)
                .withProperty(ImmutableMethod.PUBLISH)
                .withProperty(new XProperty("X-WR-CALNAME", NAME))
                .withProperty(new XProperty("X-WR-TIMEZONE", Roster.ZONE.getId()))
                .withProperty(new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESHED))
                .withProperty(new XProperty("X-PUBLISHED-TTL", REFRESHED.toString()))
                .getFluentTarget();
        for (var stretch : stretches(shifts)) {
            if (stretch.isShownWhole(at)) {
                calendar =
                        calendar.withComponent(event(consultant, stretch, at)).getFluentTarget();
            }
        }
        try {
            var text = new StringWriter();
            new CalendarOutputter(false).output(calendar, text);
            return text.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private record Stretch(Instant start, Instant end) {

        boolean isShownWhole(Instant at) {
            return start.isAfter(at.minus(BACK))
                    && start.isBefore(at.plus(AHEAD))
                    && end.isBefore(at.plus(AHEAD).plus(LONGEST));
        }
    }

    /// Which lines a shift serves is not told, so shifts that meet are one.
    private static List<Stretch> stretches(List<Shift> shifts) {
        var stretches = new ArrayList<Stretch>();
        for (var shift : shifts) {
            if (!stretches.isEmpty() && stretches.getLast().end().equals(shift.start())) {
                stretches.add(new Stretch(stretches.removeLast().start(), shift.end()));
            } else {
                stretches.add(new Stretch(shift.start(), shift.end()));
            }
        }
        return stretches;
    }

    private static VEvent event(ConsultantId consultant, Stretch stretch, Instant at) {
        return new VEvent(new PropertyList(List.of(
                new Uid(BASIC.format(stretch.start()) + "-" + consultant + "@dezura"),
                new DtStamp(at),
                new DtStart<>(stretch.start()),
                new DtEnd<>(stretch.end()),
                new Summary(NAME),
                ImmutableTransp.OPAQUE,
                ImmutableClazz.PRIVATE)));
    }
}
