package lv.helpline.planning;

import static java.util.stream.Collectors.joining;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.opened;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.planning.RosterEditing.Result;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Language;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.roster.edit.RosterEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each door through which a roster is edited, and what an edit gets there. The table of both is in the module's
/// README; it is made here, from what the doors do.
class EditDoorsTest {

    private static final Path README = Path.of("src/main/java/lv/helpline/planning/README.md");
    private static final String BEGIN = "<!-- doors: made by EditDoorsTest -->\n";
    private static final String END = "<!-- end of doors -->";

    private static final Instant NOW = RosterBuilder.tuesday("10:00");
    private static final Line LINE =
            line("riga-1", "25723221", Region.RIGA, workdays("09:00", "17:00").toArray(new WeeklySpan[0]));
    private static final Consultant ANNA = consultant(1, "Anna", Language.LATVIAN);
    private static final Consultant ZANE = consultant(2, "Zane", Language.LATVIAN);
    private static final LocalSpan TOMORROW = span("2026-11-25T09:00", "2026-11-25T17:00");
    private static final LocalSpan EARLIER = span("2026-11-24T08:00", "2026-11-24T09:30");
    private static final LocalSpan NEXT_MONTH = span("2026-12-22T09:00", "2026-12-22T17:00");
    private static final Absence AWAY = new Absence(ZANE.id(), TOMORROW);
    private static final Author EDITOR = new Author(Optional.of(new AccountId(7)), "Ilze", NOW);

    private static final RosterData ROSTER = RosterBuilder.of(LINE)
            .with(ANNA, ZANE, onDuty(ANNA).in(Region.RIGA).each(workdays("09:00", "17:00")), AWAY)
            .data();

    /// A place where the roster is edited.
    ///
    /// @param occasion by the role of who edits
    /// @param edit     an ordinary edit of its kind
    /// @param gap      one that leaves the line without anybody; empty where none can
    /// @param past     one that would change this morning; empty where none can
    /// @param later    one of next month
    /// @param phone    whether Anna's phone is lost alongside
    record Door(
            String name,
            Function<Role, EditOccasion> occasion,
            RosterEdit edit,
            Optional<RosterEdit> gap,
            Optional<RosterEdit> past,
            RosterEdit later,
            boolean phone) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static RosterEdit absent(Consultant who, LocalSpan span) {
        return RosterEdit.ofAbsences(List.of(), List.of(new Absence(who.id(), span)));
    }

    private static RosterEdit cover(LocalSpan span) {
        return RosterEdit.ofCovers(
                List.of(),
                List.of(covering(
                        ZANE, Region.RIGA, span.start().toString(), span.end().toString())));
    }

    private static RosterEdit closed(LocalSpan span) {
        return RosterEdit.ofClosures(List.of(), List.of(new Closure(Optional.of(LINE.id()), span)));
    }

    private static RosterEdit hours(String end) {
        return RosterEdit.ofHours(
                LineHours.of(LINE), new LineHours(LINE.id(), OpeningSpan.always(workdays("09:00", end))));
    }

    private static final RosterEdit SATURDAY =
            RosterEdit.ofSpecialOpenings(List.of(), List.of(opened(LINE, "2026-11-28T09:00", "2026-11-28T12:00")));
    private static final RosterEdit NO_MORE = RosterEdit.ofWeeklyDuties(ROSTER.weeklyDuties(), List.of());

    static Stream<Door> doors() {
        var none = Optional.<RosterEdit>empty();
        return Stream.of(
                new Door(
                        "roster page",
                        EditOccasion.Duties::new,
                        cover(TOMORROW),
                        Optional.of(absent(ANNA, TOMORROW)),
                        Optional.of(cover(EARLIER)),
                        cover(NEXT_MONTH),
                        false),
                new Door(
                        "table: page and REST API",
                        EditOccasion.Table::new,
                        cover(TOMORROW),
                        Optional.of(absent(ANNA, TOMORROW)),
                        Optional.of(NO_MORE),
                        cover(NEXT_MONTH),
                        false),
                new Door(
                        "closures, special openings, reopening",
                        EditOccasion.CalendarEntry::new,
                        closed(TOMORROW),
                        Optional.of(SATURDAY),
                        Optional.of(closed(EARLIER)),
                        closed(NEXT_MONTH),
                        false),
                new Door(
                        "opening hours",
                        EditOccasion.Hours::new,
                        hours("16:00"),
                        Optional.of(hours("20:00")),
                        none,
                        hours("16:00"),
                        false),
                new Door(
                        "cannot come: *My duty*, duty line",
                        _ -> new EditOccasion.CannotCome(ANNA.id(), TOMORROW),
                        absent(ANNA, TOMORROW),
                        Optional.of(absent(ANNA, TOMORROW)),
                        Optional.of(absent(ANNA, EARLIER)),
                        absent(ANNA, NEXT_MONTH),
                        false),
                new Door(
                        "can come after all: *My duty*",
                        _ -> new EditOccasion.CanCome(ZANE.id()),
                        RosterEdit.ofAbsences(List.of(AWAY), List.of()),
                        none,
                        none,
                        RosterEdit.ofAbsences(List.of(AWAY), List.of()),
                        false),
                new Door(
                        "swap",
                        _ -> new EditOccasion.Swap(ANNA.id(), ZANE.id(), List.of(TOMORROW)),
                        cover(TOMORROW),
                        Optional.of(absent(ANNA, TOMORROW)),
                        Optional.of(cover(EARLIER)),
                        cover(NEXT_MONTH),
                        false),
                new Door(
                        "cover found by phone, vacant duty taken",
                        _ -> new EditOccasion.CoverFound(ZANE.id()),
                        cover(TOMORROW),
                        none,
                        Optional.of(cover(EARLIER)),
                        cover(NEXT_MONTH),
                        false),
                new Door(
                        "leaving",
                        _ -> new EditOccasion.Leaving(ANNA.id()),
                        NO_MORE,
                        Optional.of(NO_MORE),
                        Optional.of(NO_MORE),
                        NO_MORE,
                        false),
                new Door(
                        "lost phone",
                        _ -> new EditOccasion.LostPhone(ANNA.id()),
                        RosterEdit.NONE,
                        Optional.of(RosterEdit.NONE),
                        none,
                        RosterEdit.NONE,
                        true));
    }

    /// One try at one door, on a roster of its own.
    private static final class Trial {
        final RosterInMemory store = new RosterInMemory(() -> ROSTER, data -> data);
        final List<RosterEdited> events = new ArrayList<>();
        final RosterEditing editing = store.editing(events, new LatvianHolidays());
        final Door door;

        Trial(Door door) {
            this.door = door;
        }

        EditRequest request(RosterEdit edit, Role role) {
            var request = new EditRequest(door.occasion().apply(role), edit, EDITOR);
            return door.phone()
                    ? request.with(() -> {
                        store.change(data -> data.withPhone(ANNA.id(), false));
                        return true;
                    })
                    : request;
        }

        Result save(RosterEdit edit) {
            return editing.save(request(edit, Role.ADMINISTRATOR));
        }

        Result saveWithReason(RosterEdit edit) {
            return editing.save(request(edit, Role.ADMINISTRATOR).because(Optional.of("nobody-found")));
        }
    }

    private static Map<String, String> promises(Door door) {
        var row = new LinkedHashMap<String, String>();
        row.put("lock", lock(door));
        row.put("rights", rights(door));
        row.put("conflict", conflict(door));
        row.put("gap", gap(door));
        row.put("past", past(door));
        row.put("next month's", draft(door));
        row.put("audit", audit(door));
        row.put("undo", undo(door));
        row.put("told", told(door));
        return row;
    }

    private static String lock(Door door) {
        var trial = new Trial(door);
        trial.store.hold();
        var result = trial.saveWithReason(door.edit());
        var waited = trial.store.waited().toSeconds() + " s";
        return result.isSaved() ? waited + ", then goes on" : waited + ", then refused";
    }

    private static String rights(Door door) {
        var trial = new Trial(door);
        var result =
                trial.editing.save(trial.request(door.later(), Role.COORDINATOR).because(Optional.of("nobody-found")));
        return result instanceof Result.NotAllowed ? "by role" : "the occasion is the right";
    }

    private static String conflict(Door door) {
        var trial = new Trial(door);
        var request =
                trial.request(door.edit(), Role.ADMINISTRATOR).seen("another").because(Optional.of("nobody-found"));
        var result = trial.editing.save(request);
        return result instanceof Result.Conflict ? "refused" : "goes on";
    }

    private static String gap(Door door) {
        if (door.gap().isEmpty()) {
            return "makes none";
        }
        var trial = new Trial(door);
        var result = trial.save(door.gap().get());
        return switch (result) {
            case Result.NeedsReason(var gaps) -> {
                assertThat(gaps).isNotEmpty();
                assertThat(trial.events).isEmpty();
                yield "needs a reason";
            }
            case Result.Saved(var effect, var _, var _) -> {
                assertThat(effect.gaps()).isNotEmpty();
                yield "told";
            }
            default -> throw new AssertionError(door + ": " + result);
        };
    }

    private static String past(Door door) {
        if (door.past().isEmpty()) {
            return "touches none";
        }
        var trial = new Trial(door);
        var result = trial.saveWithReason(door.past().get());
        assertThat(result).isInstanceOfAny(Result.Saved.class, Result.NothingChanges.class);
        var before = new Roster(ROSTER, new LatvianHolidays());
        var after = new Roster(trial.store.roster(NOW), new LatvianHolidays());
        for (var time = at("2026-11-24T07:00"); time.isBefore(NOW); time = time.plus(Duration.ofMinutes(5))) {
            assertThat(after.onDuty(LINE, time)).isEqualTo(before.onDuty(LINE, time));
            assertThat(after.openingCause(LINE, time)).isEqualTo(before.openingCause(LINE, time));
        }
        return "stays";
    }

    private static String draft(Door door) {
        var trial = new Trial(door);
        var result = trial.saveWithReason(door.later());
        assertThat(result.isSaved()).as("%s: %s", door, result).isTrue();
        return result instanceof Result.Saved saved && saved.inDraft() ? "waits in the draft" : "in force at once";
    }

    private static String audit(Door door) {
        var trial = new Trial(door);
        trial.saveWithReason(door.edit());
        assertThat(trial.store.written()).isNotEmpty();
        return trial.store.written().stream()
                .map(entry -> "`" + entry.action() + "`")
                .distinct()
                .collect(joining(", "));
    }

    private static String undo(Door door) {
        var trial = new Trial(door);
        trial.saveWithReason(door.edit());
        var data = trial.store.roster(NOW);
        var last = trial.editing.last(new AccountId(7), data, NOW);
        if (last.isEmpty()) {
            return "by its own counterpart";
        }
        assertThat(trial.editing
                        .undo(last.get().id(), EDITOR, Role.ADMINISTRATOR)
                        .isSaved())
                .isTrue();
        assertThat(trial.store.whole()).isEqualTo(RosterEdit.NONE);
        assertThat(trial.editing.last(new AccountId(7), ROSTER, NOW)).isEmpty();
        return "30 min";
    }

    private static String told(Door door) {
        var trial = new Trial(door);
        trial.saveWithReason(door.edit());
        assertThat(trial.events).hasSize(1);
        var knows = trial.events.getFirst().occasion().whoKnows().size();
        return knows == 0 ? "everybody concerned" : "everybody concerned but " + knows;
    }

    @ParameterizedTest
    @MethodSource("doors")
    void keeps_what_is_promised(Door door) {
        assertThat(promises(door).values()).allSatisfy(cell -> assertThat(cell).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void who_cannot_come_is_never_refused(Door door) {
        if (!door.occasion().apply(Role.ADMINISTRATOR).isNeverRefused()) {
            return;
        }
        assertThat(lock(door)).isEqualTo("2 s, then goes on");
        assertThat(conflict(door)).isEqualTo("goes on");
        assertThat(gap(door)).isEqualTo("told");
        assertThat(draft(door)).isEqualTo("in force at once");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void an_edit_that_changes_nothing_says_so_and_tells_nobody(Door door) {
        if (door.phone()) {
            return;
        }
        var trial = new Trial(door);
        trial.saveWithReason(door.edit());
        var heard = trial.events.size();

        var again = trial.saveWithReason(door.edit());

        assertThat(again).isInstanceOfAny(Result.NothingChanges.class, Result.Conflict.class);
        assertThat(trial.events).hasSize(heard);
    }

    @Test
    void the_table_of_doors_is_what_they_do() throws IOException {
        var rows = doors().toList();
        var columns = promises(rows.getFirst()).keySet();
        var table = new StringBuilder("| Door | " + String.join(" | ", columns) + " |\n");
        table.append("|---".repeat(columns.size() + 1)).append("|\n");
        rows.forEach(door -> table.append(
                "| " + door + " | " + String.join(" | ", promises(door).values()) + " |\n"));
        var text = Files.readString(README);
        var from = text.indexOf(BEGIN) + BEGIN.length();
        var until = text.indexOf(END);
        if (Boolean.getBoolean("modules.write")) {
            Files.writeString(README, text.substring(0, from) + table + text.substring(until));
        }
        assertThat(Files.readString(README)
                        .substring(from, Files.readString(README).indexOf(END)))
                .as("made anew by: ops/test fast -Dtest=EditDoorsTest -Dmodules.write=true")
                .isEqualTo(table.toString());
    }

    @Test
    void a_time_that_does_not_exist_is_refused() {
        var trial = new Trial(doors().findFirst().orElseThrow());

        var result = trial.save(cover(span("2027-03-28T03:30", "2027-03-28T05:00")));

        assertThat(result).isEqualTo(new Result.NotAllowed("time-does-not-exist"));
    }

    @Test
    void nobody_instead_of_themselves_is_no_change() {
        var trial = new Trial(doors().findFirst().orElseThrow());
        trial.save(cover(TOMORROW));
        var same = cover(TOMORROW).inverse().then(cover(TOMORROW));

        assertThat(trial.save(same)).isEqualTo(new Result.NothingChanges());
    }

    @Test
    void an_undone_publication_is_a_draft_again_and_so_is_a_draft_that_was_thrown_away() {
        var trial = new Trial(doors().findFirst().orElseThrow());
        var me = new AccountId(7);
        for (var day = 21; day < 24; day++) {
            trial.save(cover(span("2026-12-%sT09:00".formatted(day), "2026-12-%sT17:00".formatted(day))));
        }
        var whole = trial.editing.draft(me);
        assertThat(whole.edit().covers().added()).hasSize(3);

        var published =
                trial.editing.publish(whole.version(), whole.seen(), Optional.empty(), EDITOR, Role.ADMINISTRATOR);

        assertThat(published.isSaved()).isTrue();
        assertThat(trial.editing.draft(me)).isEqualTo(RosterDraft.NONE);
        undo(trial);
        assertThat(trial.store.whole()).isEqualTo(RosterEdit.NONE);
        assertThat(trial.editing.draft(me).edit()).isEqualTo(whole.edit());
        assertThat(trial.editing.last(me, ROSTER, NOW))
                .as("a used-up undo is not offered")
                .isEmpty();

        assertThat(trial.editing
                        .discard(trial.editing.draft(me).version(), EDITOR)
                        .isSaved())
                .isTrue();
        assertThat(trial.editing.draft(me)).isEqualTo(RosterDraft.NONE);
        undo(trial);
        assertThat(trial.editing.draft(me).edit()).isEqualTo(whole.edit());
    }

    private static void undo(Trial trial) {
        var last = trial.editing
                .last(new AccountId(7), trial.store.roster(NOW), NOW)
                .orElseThrow();
        assertThat(trial.editing.undo(last.id(), EDITOR, Role.ADMINISTRATOR).isSaved())
                .isTrue();
    }

    @Test
    void an_undo_that_others_have_made_impossible_is_not_offered() {
        var trial = new Trial(doors().findFirst().orElseThrow());
        trial.save(cover(TOMORROW));
        trial.store.change(cover(TOMORROW).inverse()::appliedTo);

        assertThat(trial.editing.last(new AccountId(7), trial.store.roster(NOW), NOW))
                .isEmpty();
    }

    /// A night that has begun goes on to its end.
    @Test
    void a_weekly_duty_that_ends_leaves_the_night_under_way() {
        var open = line(
                "riga-3",
                "25723223",
                Region.RIGA,
                on(DayOfWeek.MONDAY, "00:00", "00:00"),
                on(DayOfWeek.TUESDAY, "00:00", "00:00"));
        var data = RosterBuilder.of(open)
                .with(ANNA, onDuty(ANNA).in(Region.RIGA).each(List.of(on(DayOfWeek.MONDAY, "22:00", "06:00"))))
                .data();
        var night = RosterBuilder.tuesday("02:00");
        var store = new RosterInMemory(() -> data, each -> each);
        var editing = store.editing(new ArrayList<>(), new LatvianHolidays());

        var result = editing.save(new EditRequest(
                        new EditOccasion.Table(Role.ADMINISTRATOR),
                        RosterEdit.ofWeeklyDuties(data.weeklyDuties(), List.of()),
                        Author.router(night))
                .because(Optional.of("will-be-filled")));

        assertThat(result.isSaved()).isTrue();
        var after = new Roster(store.roster(night), new LatvianHolidays());
        assertThat(after.onDuty(open, RosterBuilder.tuesday("05:59")))
                .extracting(Consultant::name)
                .containsExactly("Anna");
        assertThat(after.onDuty(open, at("2026-11-30T23:00"))).isEmpty();
    }
}
