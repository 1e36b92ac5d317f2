package lv.helpline.lines.jdbc;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.lines.Places;
import lv.helpline.roster.Roster;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Places as rows of two tables.
@Component
final class JdbcPlaces implements Places {

    private final JdbcClient jdbc;
    private final WeeklyHours hours;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcPlaces(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.hours = new WeeklyHours(jdbc, "place");
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public List<Entry> all() {
        var ofPlaces = hours.all();
        return jdbc.sql("""
            select * from place
            order by array_position(array ['riga', 'latgale', 'kurzeme', 'vidzeme', 'zemgale'], region::text),
                partner nulls first, address, id\
            """)
                .query((row, number) -> new Entry(
                        row.getInt("id"),
                        new Place(
                                EnumCodes.region(row.getString("region")),
                                Optional.ofNullable(row.getString("partner")),
                                row.getString("address"),
                                ofPlaces.getOrDefault(row.getInt("id"), List.of())),
                        row.getObject("checked_on", LocalDate.class)))
                .list();
    }

    @Override
    public Optional<Entry> find(int id) {
        return all().stream().filter(entry -> entry.id() == id).findFirst();
    }

    @Override
    public EditResult add(Place place, Author author) {
        return auditedTransaction.run(() -> {
            var id = values(jdbc.sql("""
                insert into place (region, partner, address, checked_on)
                values (:region, :partner, :address, :today) returning id\
                """), place, author).query(Integer.class).single();
            hours.replace(id, place.hours());
            audit.write(author, "place-added", AuditSubject.place(id), changes(null, place));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult change(Entry read, Place place, Author author) {
        return auditedTransaction.run(() -> {
            jdbc.sql("lock table place in share row exclusive mode").update();
            if (!find(read.id()).equals(Optional.of(read))) {
                return new EditResult.Outdated();
            }
            values(jdbc.sql("""
                update place set region = :region, partner = :partner, address = :address, checked_on = :today
                where id = :id\
                """), place, author).param("id", read.id()).update();
            hours.replace(read.id(), place.hours());
            audit.write(author, "place-changed", AuditSubject.place(read.id()), changes(read.place(), place));
            return new EditResult.Done(Integer.toString(read.id()));
        });
    }

    @Override
    public EditResult check(int id, Author author) {
        return auditedTransaction.run(() -> {
            var rows = jdbc.sql("update place set checked_on = :today where id = :id")
                    .param("today", today(author))
                    .param("id", id)
                    .update();
            if (rows == 0) {
                return new EditResult.Outdated();
            }
            audit.write(author, "place-checked", AuditSubject.place(id), List.of());
            return new EditResult.Done(Integer.toString(id));
        });
    }

    @Override
    public EditResult remove(int id, Author author) {
        return auditedTransaction.run(() -> {
            var removed = find(id);
            var rows =
                    jdbc.sql("delete from place where id = :id").param("id", id).update();
            if (rows == 0 || removed.isEmpty()) {
                return new EditResult.Outdated();
            }
            audit.write(
                    author,
                    "place-removed",
                    AuditSubject.place(id),
                    List.of(Change.removed(
                            "address", new AuditValue.Text(removed.get().place().address()))));
            return new EditResult.Done(Integer.toString(id));
        });
    }

    private static StatementSpec values(StatementSpec sql, Place place, Author author) {
        return sql.param("region", EnumCodes.of(place.region()))
                .param("partner", place.partner().map(DisplayName::cleaned).orElse(null))
                .param("address", DisplayName.cleaned(place.address()))
                .param("today", today(author));
    }

    private static LocalDate today(Author author) {
        return LocalDate.ofInstant(author.at(), Roster.ZONE);
    }

    private static List<Change> changes(@Nullable Place before, Place after) {
        return Stream.of(
                        change(
                                "region",
                                before,
                                after,
                                place -> Optional.of(new AuditValue.Word("region", EnumCodes.of(place.region())))),
                        change(
                                "partner",
                                before,
                                after,
                                place -> place.partner()
                                        .map(DisplayName::cleaned)
                                        .map(AuditValue.Text::new)),
                        change(
                                "address",
                                before,
                                after,
                                place -> Optional.of(new AuditValue.Text(DisplayName.cleaned(place.address())))),
                        change(
                                "hours",
                                before,
                                after,
                                place -> Optional.of(new AuditValue.Several(place.hours().stream()
                                        .<AuditValue>map(AuditValue.Weekly::new)
                                        .toList()))))
                .filter(change -> !change.isNone())
                .toList();
    }

    private static Change change(
            String field, @Nullable Place before, Place after, Function<Place, Optional<AuditValue>> value) {
        return new Change(field, Optional.ofNullable(before).flatMap(value), value.apply(after));
    }
}
