package lv.helpline.lines.jdbc;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.lines.Referrals;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Outside help as rows of two tables.
@Component
final class JdbcReferrals implements Referrals {

    private final JdbcClient jdbc;
    private final WeeklyHours hours;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcReferrals(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.hours = new WeeklyHours(jdbc, "outside_help");
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public List<Entry> all() {
        var ofEntries = hours.all();
        return jdbc.sql("select * from outside_help order by position")
                .query((row, number) -> new Entry(
                        row.getInt("id"),
                        new Help(
                                EnumCodes.constant(Way.class, row.getString("way")),
                                row.getString("name"),
                                others(row),
                                row.getString("number"),
                                EnumCodes.list(row.getArray("languages"))
                                        .map(Language::new)
                                        .toList(),
                                ofEntries.getOrDefault(row.getInt("id"), List.of())),
                        row.getObject("checked_on", LocalDate.class)))
                .list();
    }

    @Override
    public Optional<Entry> find(int id) {
        return all().stream().filter(entry -> entry.id() == id).findFirst();
    }

    @Override
    public EditResult add(Help help, Author author) {
        return auditedTransaction.run(() -> {
            var id = values(jdbc.sql("""
                insert into outside_help (position, way, name, name_en, name_ru, number, languages, checked_on)
                values ((select coalesce(max(position), 0) + 1 from outside_help), :way, :name, :name_en, :name_ru,
                    :number, string_to_array(:languages, ','), :today)
                returning id\
                """), help, author).query(Integer.class).single();
            hours.replace(id, help.hours());
            audit.write(author, "outside-help-added", AuditSubject.outsideHelp(id), changes(null, help));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult change(Entry read, Help help, Author author) {
        return auditedTransaction.run(() -> {
            lock();
            if (!find(read.id()).equals(Optional.of(read))) {
                return new EditResult.Outdated();
            }
            values(jdbc.sql("""
                update outside_help set way = :way, name = :name, name_en = :name_en, name_ru = :name_ru,
                    number = :number, languages = string_to_array(:languages, ','), checked_on = :today
                where id = :id\
                """), help, author).param("id", read.id()).update();
            hours.replace(read.id(), help.hours());
            audit.write(
                    author, "outside-help-changed", AuditSubject.outsideHelp(read.id()), changes(read.help(), help));
            return new EditResult.Done(Integer.toString(read.id()));
        });
    }

    @Override
    public EditResult check(int id, Author author) {
        return auditedTransaction.run(() -> {
            var rows = jdbc.sql("update outside_help set checked_on = :today where id = :id")
                    .param("today", today(author))
                    .param("id", id)
                    .update();
            if (rows == 0) {
                return new EditResult.Outdated();
            }
            audit.write(author, "outside-help-checked", AuditSubject.outsideHelp(id), List.of());
            return new EditResult.Done(Integer.toString(id));
        });
    }

    /// The two change places at the end of the transaction, for until then both would have one.
    @Override
    public EditResult raise(int id, Author author) {
        return auditedTransaction.run(() -> {
            lock();
            jdbc.sql("set constraints outside_help_has_one_place deferred").update();
            var rows = jdbc.sql("""
                with pair as (
                    select one.id as lower, one.position as low, other.id as upper, other.position as high
                    from outside_help as one
                        join outside_help as other on other.way = one.way and other.position < one.position
                    where one.id = :id order by other.position desc limit 1)
                update outside_help set position = case outside_help.id when lower then high else low end
                from pair where outside_help.id in (lower, upper)\
                """).param("id", id).update();
            if (rows == 0) {
                return new EditResult.Outdated();
            }
            audit.write(author, "outside-help-raised", AuditSubject.outsideHelp(id), List.of());
            return new EditResult.Done(Integer.toString(id));
        });
    }

    @Override
    public EditResult remove(int id, Author author) {
        return auditedTransaction.run(() -> {
            var removed = find(id);
            var rows = jdbc.sql("delete from outside_help where id = :id")
                    .param("id", id)
                    .update();
            if (rows == 0 || removed.isEmpty()) {
                return new EditResult.Outdated();
            }
            audit.write(
                    author,
                    "outside-help-removed",
                    AuditSubject.outsideHelp(id),
                    List.of(Change.removed(
                            "name", new AuditValue.Text(removed.get().help().name()))));
            return new EditResult.Done(Integer.toString(id));
        });
    }

    /// Edits of the list wait for each other; calls and pages read on.
    private void lock() {
        jdbc.sql("lock table outside_help in share row exclusive mode").update();
    }

    /// A name in another language is in `name_` and its code.
    private static String column(Language language) {
        return "name_" + language.code();
    }

    private static Map<Language, String> others(ResultSet row) throws SQLException {
        var others = new HashMap<Language, String>();
        for (var language : Help.OTHERS) {
            var name = row.getString(column(language));
            if (name != null) {
                others.put(language, name);
            }
        }
        return others;
    }

    private static StatementSpec values(StatementSpec sql, Help help, Author author) {
        for (var language : Help.OTHERS) {
            sql = sql.param(column(language), other(help, language).orElse(null));
        }
        return sql.param("way", help.way().word())
                .param("name", DisplayName.cleaned(help.name()))
                .param("number", help.number().strip())
                .param("languages", codes(help))
                .param("today", today(author));
    }

    private static Optional<String> other(Help help, Language language) {
        return Optional.ofNullable(help.others().get(language)).map(DisplayName::cleaned);
    }

    private static String codes(Help help) {
        return help.languages().stream().map(Language::code).collect(joining(","));
    }

    private static LocalDate today(Author author) {
        return LocalDate.ofInstant(author.at(), Roster.ZONE);
    }

    private static List<Change> changes(@Nullable Help before, Help after) {
        return Stream.of(
                        change(
                                "way",
                                before,
                                after,
                                help -> new AuditValue.Word("way", help.way().word())),
                        change("name", before, after, help -> new AuditValue.Several(names(help))),
                        change(
                                "number",
                                before,
                                after,
                                help -> new AuditValue.Text(help.number().strip())),
                        change("languages", before, after, help -> new AuditValue.Text(codes(help))),
                        change(
                                "hours",
                                before,
                                after,
                                help -> new AuditValue.Several(help.hours().stream()
                                        .<AuditValue>map(AuditValue.Weekly::new)
                                        .toList())))
                .filter(change -> !change.isNone())
                .toList();
    }

    private static List<AuditValue> names(Help help) {
        return Stream.concat(
                        Stream.of(DisplayName.cleaned(help.name())),
                        Help.OTHERS.stream().flatMap(language -> other(help, language).stream()))
                .<AuditValue>map(AuditValue.Text::new)
                .toList();
    }

    private static Change change(String field, @Nullable Help before, Help after, Function<Help, AuditValue> value) {
        return new Change(field, Optional.ofNullable(before).map(value), Optional.of(value.apply(after)));
    }
}
