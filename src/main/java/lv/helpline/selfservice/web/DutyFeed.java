package lv.helpline.selfservice.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.roster.staffing.Shifts;
import lv.helpline.selfservice.web.DutySeries.Interval;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.DateList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.Daylight;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ExDate;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/// Somebody's duties by RFC 5545, as Outlook, Google and Apple read it; nothing is told of them but when they are. A
/// duty that comes again is one event with its exceptions, by the clocks in Rīga: nine in the morning stays nine. Any
/// other interval of duty is an event by its start, in UTC: one that ends at another time is the same event, and one
/// that moves is another.
final class DutyFeed {

    private static final String NAME = "Dežūra";
    private static final Duration REFRESHED = Duration.ofHours(1);
    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration AHEAD = Duration.ofDays(90);
    private static final Duration A_YEAR = Duration.ofDays(365);

    /// A duty is followed so far beyond what is shown, to find its end.
    private static final Duration LONGEST = Duration.ofDays(14);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// What its own library writes for a start, but not for an exception.
    private static final ParameterList HERE =
            new ParameterList(List.of(new net.fortuna.ical4j.model.parameter.TzId(Roster.ZONE.getId())));

    private DutyFeed() {}

    /// @param at when it is asked for
    static String of(Roster roster, ConsultantId consultant, Instant at) {
        return of(
                consultant,
                roster.data().weeklyDuties().stream()
                        .filter(duty -> duty.consultant().equals(consultant))
                        .toList(),
                Shifts.of(roster, consultant, at.minus(BACK), at.plus(AHEAD).plus(LONGEST)),
                at);
    }

    /// The duties that begin within what is shown, each whole. One whose begin or end is out of sight is left out,
    /// for it would be shown to begin later, or to end earlier, than it does.
    ///
    /// @param duties those of them that come again
    /// @param at     when it is asked for
    static String of(ConsultantId consultant, List<WeeklyDuty> duties, List<Shift> shifts, Instant at) {
        var split = DutySeries.of(
                duties,
                intervals(shifts).stream()
                        .filter(interval -> isShownWhole(interval, at))
                        .toList());
        var components = new ArrayList<CalendarComponent>();
        components.add(zone(at));
        split.series().forEach(series -> components.add(event(consultant, series, at)));
        split.singles().forEach(interval -> components.add(event(consultant, interval, at)));
        var calendar = new Calendar(
                new PropertyList(List.of(
                        new ProdId("-//Dezura//Dezura//LV"),
                        ImmutableVersion.VERSION_2_0,
                        ImmutableCalScale.GREGORIAN,
                        ImmutableMethod.PUBLISH,
                        new XProperty("X-WR-CALNAME", NAME),
                        new XProperty("X-WR-TIMEZONE", Roster.ZONE.getId()),
                        new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESHED),
                        new XProperty("X-PUBLISHED-TTL", REFRESHED.toString()))),
                new ComponentList<>(components));
        try {
            var text = new StringWriter();
            new CalendarOutputter(false).output(calendar, text);
            return text.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean isShownWhole(Interval interval, Instant at) {
        return interval.start().isAfter(at.minus(BACK))
                && interval.start().isBefore(at.plus(AHEAD))
                && interval.end().isBefore(at.plus(AHEAD).plus(LONGEST));
    }

    /// Which lines a shift serves is not told, so shifts that meet are one.
    private static List<Interval> intervals(List<Shift> shifts) {
        var intervals = new ArrayList<Interval>();
        for (var shift : shifts) {
            if (!intervals.isEmpty() && intervals.getLast().end().equals(shift.start())) {
                intervals.add(new Interval(intervals.removeLast().start(), shift.end()));
            } else {
                intervals.add(new Interval(shift.start(), shift.end()));
            }
        }
        return intervals;
    }

    private static VEvent event(ConsultantId consultant, Interval interval, Instant at) {
        return event(
                BASIC.format(interval.start()) + "-" + consultant,
                at,
                Stream.of(new DtStart<>(interval.start()), new DtEnd<>(interval.end())));
    }

    private static VEvent event(ConsultantId consultant, DutySeries series, Instant at) {
        var times = Stream.<Property>builder()
                .add(new DtStart<>(series.first()))
                .add(new DtEnd<>(series.first().plus(series.rhythm().length())));
        if (series.last().isAfter(series.first())) {
            times.add(new RRule<>("FREQ=WEEKLY;INTERVAL=%d;UNTIL=%s"
                    .formatted(series.rhythm().everyWeeks(), UNTIL.format(series.last()))));
        }
        if (!series.exceptions().isEmpty()) {
            times.add(new ExDate<>(HERE, new DateList<>(series.exceptions())));
        }
        return event(series.rhythm().name() + "-" + consultant, at, times.build());
    }

    private static VEvent event(String name, Instant at, Stream<? extends Property> times) {
        return new VEvent(new PropertyList(Stream.of(
                        Stream.of(new Uid(name + "@dezura"), new DtStamp(at)),
                        times,
                        Stream.of(new Summary(NAME), ImmutableTransp.OPAQUE, ImmutableClazz.PRIVATE))
                .<Property>flatMap(each -> each)
                .toList()));
    }

    /// How the clocks change in what is shown, and in the year before: so a program has a summer and a winter of it.
    private static VTimeZone zone(Instant at) {
        var rules = Roster.ZONE.getRules();
        var changes = Stream.iterate(
                        rules.previousTransition(at.minus(A_YEAR)),
                        change -> change.getInstant().isBefore(at.plus(AHEAD).plus(LONGEST)),
                        change -> rules.nextTransition(change.getInstant()))
                .map(change -> observance(change, rules.isDaylightSavings(change.getInstant())))
                .toList();
        return new VTimeZone(new PropertyList(List.of(new TzId(Roster.ZONE.getId()))), new ComponentList<>(changes));
    }

    private static Observance observance(ZoneOffsetTransition change, boolean summer) {
        var properties = new PropertyList(List.of(
                new DtStart<>(change.getDateTimeBefore()),
                new TzOffsetFrom(change.getOffsetBefore()),
                new TzOffsetTo(change.getOffsetAfter())));
        return summer ? new Daylight(properties) : new Standard(properties);
    }
}
