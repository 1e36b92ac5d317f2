package lv.helpline.planning;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.planning.RosterEditing.Result;
import lv.helpline.roster.AnyRoster;
import lv.helpline.roster.AnyRoster.Question;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/// What holds of every edit of every roster.
@Domain(AnyRoster.class)
class RosterEditingPropertiesTest {

    private static final Holidays HOLIDAYS = new LatvianHolidays();
    private static final ZoneId RIGA = Roster.ZONE;

    /// A roster of half of the entries, and an edit that adds the other half and takes half of the first away.
    private record Edited(RosterData before, RosterEdit edit, Instant now) {

        static Edited of(Question question) {
            var data = question.data();
            var before = new RosterData(
                    data.lines(),
                    data.consultants(),
                    each(data.weeklyDuties(), 2, 0),
                    each(data.covers(), 2, 0),
                    each(data.absences(), 2, 0),
                    data.pauses(),
                    each(data.closures(), 2, 0),
                    each(data.specialOpenings(), 2, 0),
                    data.outsideHelp());
            var edit = new RosterEdit(
                    part(data.weeklyDuties()),
                    part(data.covers()),
                    part(data.absences()),
                    part(data.closures()),
                    part(data.specialOpenings()),
                    hours(data.lines()));
            return new Edited(
                    before, edit.rebasedOn(before).edit(), question.at().truncatedTo(ChronoUnit.MINUTES));
        }

        /// The first line gets the hours of the last.
        private static RosterEdit.Part<LineHours> hours(List<Line> lines) {
            var before = LineHours.of(lines.getFirst());
            var after = new LineHours(before.line(), lines.getLast().hours());
            return before.equals(after)
                    ? new RosterEdit.Part<>(List.of(), List.of())
                    : new RosterEdit.Part<>(List.of(before), List.of(after));
        }

        private static <T> RosterEdit.Part<T> part(List<T> all) {
            return new RosterEdit.Part<>(each(each(all, 2, 0), 2, 0), each(all, 2, 1));
        }

        private static <T> List<T> each(List<T> all, int step, int first) {
            return IntStream.range(0, all.size())
                    .filter(index -> index % step == first)
                    .mapToObj(all::get)
                    .toList();
        }

        LocalDateTime minute() {
            return LocalDateTime.ofInstant(now, RIGA).truncatedTo(ChronoUnit.MINUTES);
        }

        RosterEdit kept() {
            return edit.fromNowOn(before, minute());
        }
    }

    /// Whom the callers of a line would reach, and whether it is open.
    private record State(boolean open, Set<Consultant> onDuty) {
        static State of(Roster roster, Line line, Instant at) {
            return new State(roster.openingCause(line, at).opens(), new HashSet<>(roster.onDuty(line, at)));
        }

        boolean isUncovered() {
            return open && onDuty.stream().noneMatch(Consultant::hasVerifiedPhone);
        }
    }

    private static Stream<Instant> edges(Instant from, Instant until, Roster... rosters) {
        return Stream.of(rosters)
                .flatMap(roster -> roster.changes(from, until).stream())
                .filter(at -> !at.isBefore(from) && at.isBefore(until))
                .distinct();
    }

    @Property(tries = 300)
    void no_edit_changes_a_past_minute(@ForAll Question question) {
        var edited = Edited.of(question);
        var before = new Roster(edited.before(), HOLIDAYS);
        var after = new Roster(edited.kept().appliedTo(edited.before()), HOLIDAYS);
        // The hour that autumn repeats has two instants for one time: what begins in it begins with the first.
        var now = edited.minute().atZone(RIGA).withEarlierOffsetAtOverlap().toInstant();

        assertThat(edges(now.minus(Duration.ofDays(5)), now, before, after))
                .allSatisfy(at -> assertThat(edited.before().lines())
                        .allSatisfy(
                                line -> assertThat(State.of(after, line, at)).isEqualTo(State.of(before, line, at))));
    }

    @Property(tries = 300)
    void what_is_to_come_is_as_the_whole_edit_has_it(@ForAll Question question) {
        var edited = Edited.of(question);
        var whole = new Roster(edited.edit().appliedTo(edited.before()), HOLIDAYS);
        var after = new Roster(edited.kept().appliedTo(edited.before()), HOLIDAYS);
        var now = edited.minute().atZone(RIGA).withLaterOffsetAtOverlap().toInstant();
        // A night that began before today goes on as it was, or does not begin in its middle.
        var tomorrow =
                edited.minute().toLocalDate().plusDays(1).atStartOfDay(RIGA).toInstant();
        var weekly = edited.edit().weeklyDuties();
        var nights = Stream.concat(weekly.removed().stream(), weekly.added().stream())
                .anyMatch(duty -> !duty.span().end().isAfter(duty.span().start()));
        // Hours hold for whole days, and one that began today may end tomorrow.
        var from = !edited.edit().hours().isEmpty() ? tomorrow.plus(Duration.ofDays(1)) : nights ? tomorrow : now;

        assertThat(Stream.concat(Stream.of(from), edges(from, from.plus(Duration.ofDays(6)), whole, after)))
                .allSatisfy(at -> assertThat(edited.before().lines())
                        .allSatisfy(
                                line -> assertThat(State.of(after, line, at)).isEqualTo(State.of(whole, line, at))));
    }

    @Property(tries = 300)
    void the_inverse_restores(@ForAll Question question) {
        var edited = Edited.of(question);
        var kept = edited.kept();

        var back = kept.inverse().appliedTo(kept.appliedTo(edited.before()));

        assertThat(back.weeklyDuties())
                .containsExactlyInAnyOrderElementsOf(edited.before().weeklyDuties());
        assertThat(back.covers())
                .containsExactlyInAnyOrderElementsOf(edited.before().covers());
        assertThat(back.absences())
                .containsExactlyInAnyOrderElementsOf(edited.before().absences());
        assertThat(back.closures())
                .containsExactlyInAnyOrderElementsOf(edited.before().closures());
        assertThat(back.specialOpenings())
                .containsExactlyInAnyOrderElementsOf(edited.before().specialOpenings());
        assertThat(back.lines().stream().map(LineHours::of))
                .containsExactlyElementsOf(
                        edited.before().lines().stream().map(LineHours::of).toList());
    }

    @Property(tries = 300)
    void an_edit_is_read_as_it_was_written(@ForAll Question question) {
        var edit = Edited.of(question).edit();

        assertThat(RosterEditCodec.edit(RosterEditCodec.of(edit))).isEqualTo(edit);
    }

    @Property(tries = 300)
    void its_gaps_are_where_nobody_would_ring_and_somebody_would_have(@ForAll Question question) {
        var edited = Edited.of(question);
        var before = new Roster(edited.before(), HOLIDAYS);
        var after = new Roster(edited.kept().appliedTo(edited.before()), HOLIDAYS);
        var now = edited.now();

        var effect = EditEffect.of(before, after, edited.kept(), now);

        for (var line : edited.before().lines()) {
            var gaps = effect.gaps().stream()
                    .filter(gap -> gap.line().id().equals(line.id()))
                    .map(NewCoverageGaps.NewCoverageGap::gap)
                    .toList();
            assertThat(Stream.concat(Stream.of(now), edges(now, now.plus(NewCoverageGaps.AHEAD), before, after)))
                    .allSatisfy(at -> {
                        var isGap = State.of(after, line, at).isUncovered()
                                && !State.of(before, line, at).isUncovered();
                        assertThat(gaps.stream()
                                        .anyMatch(gap -> !gap.start().isAfter(at)
                                                && gap.end().isAfter(at)))
                                .as("%s at %s", line.id(), at)
                                .isEqualTo(isGap);
                    });
        }
    }

    @Property(tries = 300)
    void people_whose_duties_change_are_those_who_are_on_duty_otherwise(@ForAll Question question) {
        var edited = Edited.of(question);
        var before = new Roster(edited.before(), HOLIDAYS);
        var after = new Roster(edited.kept().appliedTo(edited.before()), HOLIDAYS);
        var now = edited.now();

        var effect = EditEffect.of(before, after, edited.kept(), now);

        var otherwise = new ArrayList<Consultant>();
        Stream.concat(Stream.of(now), edges(now, now.plus(Duration.ofDays(9)), before, after))
                .forEach(at -> edited.before().lines().forEach(line -> {
                    var was = State.of(before, line, at);
                    var is = State.of(after, line, at);
                    edited.before().consultants().stream()
                            .filter(each -> (was.open() && was.onDuty().contains(each))
                                    != (is.open() && is.onDuty().contains(each)))
                            .forEach(otherwise::add);
                }));
        assertThat(effect.people().stream()
                        .map(EditEffect.PersonalChange::consultant)
                        .collect(toSet()))
                .containsAll(otherwise.stream().map(Consultant::id).toList());
    }

    /// What is saved is what was shown: the door and the preview say the same of an edit.
    @Property(tries = 300)
    void the_door_saves_what_the_preview_shows(@ForAll Question question) {
        var edited = Edited.of(question);
        var store = new RosterInMemory(edited::before, data -> data);
        var events = new ArrayList<RosterEdited>();
        var editing = store.editing(events, HOLIDAYS);
        var shown = RosterEditing.effect(edited.edit(), new Roster(edited.before(), HOLIDAYS), HOLIDAYS, edited.now());
        var request =
                new EditRequest(new EditOccasion.Table(Role.ADMINISTRATOR), edited.edit(), Author.router(edited.now()));

        var result = editing.save(request);

        switch (result) {
            case Result.Saved saved -> {
                assertThat(saved.effect()).isEqualTo(shown);
                assertThat(shown.gaps()).isEmpty();
                assertThat(events).hasSize(1);
                assertThat(store.whole()).isEqualTo(edited.kept());
            }
            case Result.NeedsReason(var gaps) -> {
                assertThat(gaps).isEqualTo(shown.gaps()).isNotEmpty();
                assertThat(events).isEmpty();
                assertThat(store.whole()).isEqualTo(RosterEdit.NONE);
                assertThat(store.written()).isEmpty();
            }
            case Result.NothingChanges() -> assertThat(edited.kept().isEmpty()).isTrue();
            case Result.NotAllowed(var rule) -> assertThat(rule).isEqualTo("time-does-not-exist");
            case Result.Conflict _, Result.Refused _ -> throw new AssertionError("nobody else edits: " + result);
        }
    }
}
