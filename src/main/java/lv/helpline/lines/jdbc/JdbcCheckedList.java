package lv.helpline.lines.jdbc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import lv.helpline.audit.AuditRecord;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.lines.CheckedList;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.EditResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// Such a list as rows of two tables: `x`, and its hours, `x_hours`.
abstract class JdbcCheckedList<T, E extends CheckedList.Item<T>> implements CheckedList<T, E> {

    final JdbcClient jdbc;
    final AuditedTransaction auditedTransaction;
    final JdbcAudit audit;
    private final WeeklyHours hours;
    private final String table;
    private final String action;
    private final IntFunction<AuditSubject> subject;

    record Field(String name, Optional<AuditValue> value) {
        static Field of(String name, AuditValue value) {
            return new Field(name, Optional.of(value));
        }
    }

    /// @param action  how its entries in the audit begin
    /// @param subject of an entry's id
    JdbcCheckedList(
            JdbcClient jdbc,
            AuditedTransaction auditedTransaction,
            JdbcAudit audit,
            String table,
            String action,
            IntFunction<AuditSubject> subject) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
        this.hours = new WeeklyHours(jdbc, table);
        this.table = table;
        this.action = action;
        this.subject = subject;
    }

    /// Returns its id. The day is `:today`.
    abstract StatementSpec insert(T what);

    /// Of the one that is `:id`, on `:today`.
    abstract StatementSpec update(T what);

    abstract List<WeeklySpan> hours(T what);

    /// What the audit has of it beside its hours, always in one order.
    abstract List<Field> fields(T what);

    /// By what an entry is known when it is gone.
    abstract Change name(E entry);

    Map<Integer, List<WeeklySpan>> hours() {
        return hours.all();
    }

    /// Of these alone.
    Map<Integer, List<WeeklySpan>> hours(Collection<Integer> ids) {
        return ids.isEmpty() ? Map.of() : hours.of(ids);
    }

    @Override
    public EditResult add(T what, Author author) {
        return auditedTransaction.run(() -> {
            var id = insert(what, dayOf(author));
            return written("added", id, changes(Optional.empty(), what), author);
        });
    }

    /// Returns its id.
    final int insert(T what, LocalDate checkedOn) {
        var id = insert(what).param("today", checkedOn).query(Integer.class).single();
        hours.replace(id, hours(what));
        return id;
    }

    final void update(int id, T what, LocalDate checkedOn) {
        update(what).param("today", checkedOn).param("id", id).update();
        hours.replace(id, hours(what));
    }

    final int delete(int id) {
        return jdbc.sql("delete from %s where id = :id".formatted(table))
                .param("id", id)
                .update();
    }

    @Override
    public EditResult change(E read, T what, Author author) {
        return auditedTransaction.run(() -> {
            lock();
            if (!find(read.id()).equals(Optional.of(read))) {
                return new EditResult.Outdated();
            }
            update(read.id(), what, dayOf(author));
            return written("changed", read.id(), changes(Optional.of(read.what()), what), author);
        });
    }

    @Override
    public EditResult check(int id, Author author) {
        return auditedTransaction.run(() -> {
            var rows = jdbc.sql("update %s set checked_on = :today where id = :id".formatted(table))
                    .param("today", dayOf(author))
                    .param("id", id)
                    .update();
            return rows == 0 ? new EditResult.Outdated() : written("checked", id, List.of(), author);
        });
    }

    @Override
    public EditResult remove(int id, Author author) {
        return auditedTransaction.run(() -> {
            var removed = find(id);
            var rows = delete(id);
            return rows == 0 || removed.isEmpty()
                    ? new EditResult.Outdated()
                    : written("removed", id, List.of(name(removed.get())), author);
        });
    }

    /// Edits of the list wait for each other; calls and pages read on.
    final void lock() {
        jdbc.sql("lock table %s in share row exclusive mode".formatted(table)).update();
    }

    final EditResult written(String done, int id, List<Change> changes, Author author) {
        audit.write(author, List.of(recordOf(done, id, changes)));
        return new EditResult.Done(Integer.toString(id));
    }

    final AuditRecord recordOf(String done, int id, List<Change> changes) {
        return new AuditRecord(action + "-" + done, subject.apply(id), changes);
    }

    private static LocalDate dayOf(Author author) {
        return LocalDate.ofInstant(author.at(), Roster.ZONE);
    }

    final List<Change> changes(Optional<T> before, T after) {
        var changes = new ArrayList<Change>();
        var then = before.map(this::fields);
        var now = fields(after);
        for (var at = 0; at < now.size(); at++) {
            var index = at;
            var field = now.get(index);
            changes.add(new Change(
                    field.name(), then.flatMap(fields -> fields.get(index).value()), field.value()));
        }
        changes.add(new Change("hours", before.map(this::spoken), Optional.of(spoken(after))));
        changes.removeIf(Change::isNone);
        return changes;
    }

    private AuditValue spoken(T what) {
        return new AuditValue.Several(
                hours(what).stream().<AuditValue>map(AuditValue.Weekly::new).toList());
    }
}
