package lv.helpline.lines.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.lines.Lines;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.WishId;
import lv.helpline.roster.edit.DutyEdits;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lines as rows, each with the rows of its opening hours.
@Component
final class JdbcLines implements Lines {

    private static final String SELECT =
            "select line.*, array(select wish from line_wish where line = line.id) as wishes from line";

    private final JdbcClient jdbc;
    private final RosterEditing editing;
    private final AuditedTransaction auditedTransaction;
    private final Audit audit;
    private final Clock clock;

    JdbcLines(JdbcClient jdbc, RosterEditing editing, AuditedTransaction auditedTransaction, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.editing = editing;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Entry> all() {
        var hours = hours();
        return jdbc.sql(SELECT + """
             order by array_position(array ['riga', 'latgale', 'kurzeme', 'vidzeme', 'zemgale'], region::text), name\
            """).query((row, number) -> entry(row, hours)).list();
    }

    @Override
    public Optional<Entry> find(LineId id) {
        var hours = hours();
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id.value())
                .query((row, number) -> entry(row, hours))
                .optional();
    }

    @Override
    public RosterEditing.Result change(
            LineId id,
            int read,
            Settings settings,
            LocalDate from,
            List<DutyOccurrence> covers,
            Role role,
            Optional<String> reason,
            Author author) {
        var before = find(id).filter(entry -> entry.version() == read);
        if (before.isEmpty()) {
            return new RosterEditing.Result.Conflict();
        }
        var was = before.get().settings();
        var today = LocalDate.ofInstant(author.at(), Roster.ZONE);
        var hours = before.get().hours();
        var otherHours = RosterEdit.ofHours(hours, hours.from(from.isBefore(today) ? today : from, settings.hours()));
        var edit = otherHours.then(DutyEdits.with(covers));
        return editing.save(new EditRequest(new EditOccasion.Hours(role), edit, author)
                .because(reason)
                .with(() -> update(id, read, was, settings, author)));
    }

    /// All but the hours.
    private boolean update(LineId id, int read, Settings before, Settings after, Author author) {
        if (after.general()) {
            jdbc.sql("update line set general = false, version = version + 1 where general and id <> :id")
                    .param("id", id.value())
                    .update();
        }
        if (update(id, read, after) == 0) {
            return false;
        }
        offer(id, after.wishes());
        var changes = changes(before, after);
        if (!changes.isEmpty()) {
            audit.write(author, "line-changed", AuditSubject.of(id), changes);
        }
        return true;
    }

    private void offer(LineId id, Set<WishId> wishes) {
        jdbc.sql("delete from line_wish where line = :id")
                .param("id", id.value())
                .update();
        wishes.forEach(wish -> jdbc.sql("insert into line_wish (line, wish) values (:id, :wish)")
                .param("id", id.value())
                .param("wish", wish.value())
                .update());
    }

    @Override
    public EditResult check(Author author) {
        return auditedTransaction.run(() -> {
            jdbc.sql("update line set checked_on = :today")
                    .param("today", LocalDate.ofInstant(author.at(), Roster.ZONE))
                    .update();
            audit.write(author, "lines-checked", AuditSubject.ALL_LINES, List.of());
            return new EditResult.Done("");
        });
    }

    private int update(LineId id, int read, Settings settings) {
        return jdbc.sql("""
            update line
            set name = :name, languages = string_to_array(:languages, ','), hours_assumed = :assumed,
                strategy = :strategy, wave_size = :waveSize, ring_seconds = :ring, patience_seconds = :patience,
                wrap_up_seconds = :wrapUp, grace_seconds = :grace, general = :general, version = version + 1
            where id = :id and version = :read\
            """)
                .param("name", DisplayName.cleaned(settings.name()))
                .param("languages", languages(settings))
                .param("assumed", settings.hoursAssumed())
                .param("strategy", settings.strategy())
                .param("waveSize", settings.waveSize(), Types.SMALLINT)
                .param("ring", settings.ringSeconds())
                .param("patience", settings.patienceSeconds())
                .param("wrapUp", settings.wrapUpSeconds())
                .param("grace", settings.graceSeconds())
                .param("general", settings.general())
                .param("id", id.value())
                .param("read", read)
                .update();
    }

    private static List<Change> changes(Settings before, Settings after) {
        return Stream.of(
                        change(
                                "name",
                                before,
                                after,
                                settings -> new AuditValue.Text(DisplayName.cleaned(settings.name()))),
                        change("languages", before, after, settings -> new AuditValue.Text(languages(settings))),
                        change(
                                "hours-assumed",
                                before,
                                after,
                                settings -> new AuditValue.Mark(settings.hoursAssumed())),
                        change("strategy", before, after, JdbcLines::strategy),
                        change("ring", before, after, settings -> new AuditValue.Seconds(settings.ringSeconds())),
                        change(
                                "patience",
                                before,
                                after,
                                settings -> new AuditValue.Seconds(settings.patienceSeconds())),
                        change("wrap-up", before, after, settings -> new AuditValue.Seconds(settings.wrapUpSeconds())),
                        change("grace", before, after, settings -> new AuditValue.Seconds(settings.graceSeconds())),
                        change("general", before, after, settings -> new AuditValue.Mark(settings.general())),
                        change("wishes", before, after, settings -> new AuditValue.Text(wishes(settings))))
                .filter(change -> !change.isNone())
                .toList();
    }

    private static Change change(String field, Settings before, Settings after, Function<Settings, AuditValue> value) {
        return Change.of(field, value.apply(before), value.apply(after));
    }

    private static AuditValue strategy(Settings settings) {
        var word = new AuditValue.Word("lines", settings.strategy());
        var waveSize = settings.waveSize();
        return waveSize == null
                ? word
                : new AuditValue.Several(List.of(word, new AuditValue.Text(waveSize.toString())));
    }

    private static String languages(Settings settings) {
        return settings.languages().stream().map(Language::code).collect(joining(","));
    }

    private static String wishes(Settings settings) {
        return settings.wishes().stream().map(WishId::value).sorted().collect(joining(","));
    }

    private Map<String, List<OpeningSpan>> hours() {
        return jdbc
                .sql("select line, weekday, starts, ends, valid_from, valid_until from opening_hours")
                .query((row, number) -> Map.entry(
                        row.getString("line"),
                        new OpeningSpan(
                                new WeeklySpan(
                                        DayOfWeek.of(row.getInt("weekday")),
                                        row.getObject("starts", LocalTime.class),
                                        row.getObject("ends", LocalTime.class)),
                                row.getObject("valid_from", LocalDate.class),
                                Optional.ofNullable(row.getObject("valid_until", LocalDate.class)))))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private Entry entry(ResultSet row, Map<String, List<OpeningSpan>> ofLines) throws SQLException {
        var id = row.getString("id");
        var hours = new LineHours(new LineId(id), ofLines.getOrDefault(id, List.of()));
        return new Entry(
                new LineId(id),
                row.getString("number"),
                EnumCodes.region(row.getString("region")),
                new Settings(
                        row.getString("name"),
                        EnumCodes.list(row.getArray("languages"))
                                .map(Language::new)
                                .toList(),
                        hours.on(LocalDate.ofInstant(clock.instant(), Roster.ZONE)),
                        row.getBoolean("hours_assumed"),
                        row.getString("strategy"),
                        row.getObject("wave_size", Integer.class),
                        row.getInt("ring_seconds"),
                        row.getInt("patience_seconds"),
                        row.getInt("wrap_up_seconds"),
                        row.getInt("grace_seconds"),
                        row.getBoolean("general"),
                        EnumCodes.list(row.getArray("wishes")).map(WishId::new).collect(toSet())),
                hours,
                row.getObject("checked_on", LocalDate.class),
                row.getInt("version"));
    }
}
