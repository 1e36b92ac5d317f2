package lv.helpline.lines.jdbc;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.util.List;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.lines.Interpreters;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Interpreters as rows. The audit has their numbers masked.
@Component
final class JdbcInterpreters extends JdbcCheckedList<Interpreters.Interpreter, Interpreters.Entry>
        implements Interpreters {

    JdbcInterpreters(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        super(jdbc, auditedTransaction, audit, "interpreter", "interpreter", AuditSubject::interpreter);
    }

    @Override
    public List<Entry> all() {
        var hours = hours();
        return jdbc.sql("select * from interpreter order by name, id")
                .query((row, number) -> new Entry(
                        row.getInt("id"),
                        new Interpreter(
                                row.getString("name"),
                                row.getString("number"),
                                EnumCodes.list(row.getArray("languages"))
                                        .map(Language::new)
                                        .toList(),
                                hours.getOrDefault(row.getInt("id"), List.of())),
                        row.getObject("checked_on", LocalDate.class)))
                .list();
    }

    @Override
    StatementSpec insert(Interpreter interpreter) {
        return values(jdbc.sql("""
            insert into interpreter (name, number, languages, checked_on)
            values (:name, :number, string_to_array(:languages, ','), :today) returning id\
            """), interpreter);
    }

    @Override
    StatementSpec update(Interpreter interpreter) {
        return values(jdbc.sql("""
            update interpreter set name = :name, number = :number, languages = string_to_array(:languages, ','),
                checked_on = :today
            where id = :id\
            """), interpreter);
    }

    private static StatementSpec values(StatementSpec sql, Interpreter interpreter) {
        return sql.param("name", DisplayName.cleaned(interpreter.name()))
                .param("number", interpreter.number())
                .param("languages", codes(interpreter));
    }

    @Override
    List<WeeklySpan> hours(Interpreter interpreter) {
        return interpreter.hours();
    }

    @Override
    List<Field> fields(Interpreter interpreter) {
        return List.of(
                Field.of("name", new AuditValue.Text(DisplayName.cleaned(interpreter.name()))),
                Field.of("number", new AuditValue.Text(new Contact.Mobile(interpreter.number()).masked())),
                Field.of("languages", new AuditValue.Text(codes(interpreter))));
    }

    @Override
    Change name(Entry removed) {
        return Change.removed("name", new AuditValue.Text(removed.interpreter().name()));
    }

    private static String codes(Interpreter interpreter) {
        return interpreter.languages().stream().map(Language::code).collect(joining(","));
    }
}
