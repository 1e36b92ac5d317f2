package lv.helpline.lines.jdbc;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.lines.Referrals;
import lv.helpline.roster.Language;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Outside help as rows.
@Component
final class JdbcReferrals extends JdbcCheckedList<Referrals.Help, Referrals.Entry> implements Referrals {

    JdbcReferrals(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        super(jdbc, auditedTransaction, audit, "outside_help", "outside-help", AuditSubject::outsideHelp);
    }

    @Override
    public List<Entry> all() {
        var hours = hours();
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
                                hours.getOrDefault(row.getInt("id"), List.of())),
                        row.getObject("checked_on", LocalDate.class)))
                .list();
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
            return rows == 0 ? new EditResult.Outdated() : written("raised", id, List.of(), author);
        });
    }

    @Override
    StatementSpec insert(Help help) {
        return values(jdbc.sql("""
            insert into outside_help (position, way, name, name_en, name_ru, number, languages, checked_on)
            values ((select coalesce(max(position), 0) + 1 from outside_help), :way, :name, :name_en, :name_ru,
                :number, string_to_array(:languages, ','), :today)
            returning id\
            """), help);
    }

    @Override
    StatementSpec update(Help help) {
        return values(jdbc.sql("""
            update outside_help set way = :way, name = :name, name_en = :name_en, name_ru = :name_ru,
                number = :number, languages = string_to_array(:languages, ','), checked_on = :today
            where id = :id\
            """), help);
    }

    private static StatementSpec values(StatementSpec sql, Help help) {
        for (var language : Help.OTHERS) {
            sql = sql.param(column(language), other(help, language).orElse(null));
        }
        return sql.param("way", help.way().word())
                .param("name", DisplayName.cleaned(help.name()))
                .param("number", help.number().strip())
                .param("languages", codes(help));
    }

    @Override
    List<WeeklySpan> hours(Help help) {
        return help.hours();
    }

    @Override
    List<Field> fields(Help help) {
        return List.of(
                Field.of("way", new AuditValue.Word("way", help.way().word())),
                Field.of("name", new AuditValue.Several(names(help))),
                Field.of("number", new AuditValue.Text(help.number().strip())),
                Field.of("languages", new AuditValue.Text(codes(help))));
    }

    @Override
    Change name(Entry removed) {
        return Change.removed("name", new AuditValue.Text(removed.help().name()));
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

    private static Optional<String> other(Help help, Language language) {
        return Optional.ofNullable(help.others().get(language)).map(DisplayName::cleaned);
    }

    private static String codes(Help help) {
        return help.languages().stream().map(Language::code).collect(joining(","));
    }

    private static List<AuditValue> names(Help help) {
        return Stream.concat(
                        Stream.of(DisplayName.cleaned(help.name())),
                        Help.OTHERS.stream().flatMap(language -> other(help, language).stream()))
                .<AuditValue>map(AuditValue.Text::new)
                .toList();
    }
}
