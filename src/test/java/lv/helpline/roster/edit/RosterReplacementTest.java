package lv.helpline.roster.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.AnyBooks;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Cover;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

class RosterReplacementTest {

    /// No occurrence of a weekly duty that is under way is longer.
    private static final Duration LONGEST = Duration.ofHours(25);

    /// In the hour that autumn repeats, what is new begins after it.
    private static final Duration REPEATED = Duration.ofHours(2);

    @Property(tries = 500)
    @Domain(AnyBooks.class)
    void changes_no_past_minute_and_makes_the_coming_ones_what_is_wanted(
            @ForAll AnyBooks.Question one, @ForAll AnyBooks.Question other) {
        var now = LocalDateTime.ofInstant(one.at(), Roster.ZONE);
        var books = one.data();
        var wanted = wanted(one, other, now);
        var edit = RosterReplacement.of(books, wanted.weeklyDuties(), wanted.covers(), wanted.absences(), now);
        var after = edit.appliedTo(books);
        var was = roster(books);
        var will = roster(after);
        var should = roster(wanted);
        var minute = one.at().truncatedTo(ChronoUnit.MINUTES);
        for (var at : instants(one.day(), books, wanted, after)) {
            if (at.isBefore(minute)) {
                assertThat(onDuty(will, at)).as("%s, before %s", at, minute).isEqualTo(onDuty(was, at));
            } else if (at.isAfter(minute.plus(LONGEST))) {
                assertThat(onDuty(will, at)).as("%s, long after %s", at, minute).isEqualTo(onDuty(should, at));
            } else if (at.isAfter(minute.plus(REPEATED))) {
                assertThat(onDuty(will, at)).as("%s, after %s", at, minute).containsAll(onDuty(should, at));
            }
        }
        assertThat(RosterReplacement.of(after, wanted.weeklyDuties(), wanted.covers(), wanted.absences(), now))
                .as("once more")
                .isEqualTo(RosterEdit.NONE);
    }

    private static RosterData wanted(AnyBooks.Question one, AnyBooks.Question other, LocalDateTime now) {
        var days = ChronoUnit.DAYS.between(other.day(), one.day());
        var weekly = other.data().weeklyDuties().stream()
                .map(duty -> new WeeklyDuty(
                        duty.consultant(),
                        duty.coverage(),
                        duty.span(),
                        duty.from().plusDays(days),
                        duty.until().map(until -> until.plusDays(days))))
                .filter(duty -> !RosterReplacement.isOver(duty, now));
        var covers = other.data().covers().stream()
                .map(cover -> new Cover(cover.consultant(), cover.coverage(), shifted(cover.span(), days)))
                .filter(cover -> !RosterReplacement.isOver(cover.span(), now));
        var absences = other.data().absences().stream()
                .map(absence -> new Absence(absence.consultant(), shifted(absence.span(), days)))
                .filter(absence -> !RosterReplacement.isOver(absence.span(), now));
        var books = one.data();
        return new RosterData(
                books.lines(),
                books.consultants(),
                weekly.distinct().toList(),
                covers.distinct().toList(),
                absences.distinct().toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static LocalSpan shifted(LocalSpan span, long days) {
        return new LocalSpan(span.start().plusDays(days), span.end().plusDays(days));
    }

    /// Where anything may change, and a second before.
    private static List<Instant> instants(LocalDate day, RosterData... states) {
        var from = day.minusDays(9).atStartOfDay(Roster.ZONE).toInstant();
        var until = day.plusDays(10).atStartOfDay(Roster.ZONE).toInstant();
        var instants = new ArrayList<Instant>();
        for (var state : states) {
            roster(state).changes(from, until).forEach(at -> {
                instants.add(at);
                instants.add(at.minusSeconds(1));
            });
        }
        return instants.stream().distinct().toList();
    }

    /// Each with what they are on duty for.
    private static Set<String> onDuty(Roster roster, Instant at) {
        return Stream.concat(
                        roster.data().lines().stream()
                                .flatMap(line -> roster.onDuty(line, at).stream()
                                        .map(Consultant::name)
                                        .map(name -> line.id() + " " + name)),
                        Stream.of(Region.values())
                                .flatMap(region ->
                                        roster.onDuty(region, at).stream().map(each -> region + " " + each.name())))
                .collect(Collectors.toSet());
    }

    private static Roster roster(RosterData data) {
        return new Roster(data, new LatvianHolidays());
    }
}
