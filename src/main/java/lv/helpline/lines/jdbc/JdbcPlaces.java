package lv.helpline.lines.jdbc;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.lines.Places;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Places as rows.
@Component
final class JdbcPlaces extends JdbcCheckedList<Places.Place, Places.Entry> implements Places {

    JdbcPlaces(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        super(jdbc, auditedTransaction, audit, "place", "place", AuditSubject::place);
    }

    @Override
    public List<Entry> all() {
        var hours = hours();
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
                                hours.getOrDefault(row.getInt("id"), List.of())),
                        row.getObject("checked_on", LocalDate.class)))
                .list();
    }

    @Override
    StatementSpec insert(Place place) {
        return values(jdbc.sql("""
            insert into place (region, partner, address, checked_on)
            values (:region, :partner, :address, :today) returning id\
            """), place);
    }

    @Override
    StatementSpec update(Place place) {
        return values(jdbc.sql("""
            update place set region = :region, partner = :partner, address = :address, checked_on = :today
            where id = :id\
            """), place);
    }

    private static StatementSpec values(StatementSpec sql, Place place) {
        return sql.param("region", EnumCodes.of(place.region()))
                .param("partner", partner(place).orElse(null))
                .param("address", DisplayName.cleaned(place.address()));
    }

    private static Optional<String> partner(Place place) {
        return place.partner().map(DisplayName::cleaned);
    }

    @Override
    List<WeeklySpan> hours(Place place) {
        return place.hours();
    }

    @Override
    List<Field> fields(Place place) {
        return List.of(
                Field.of("region", new AuditValue.Word("region", EnumCodes.of(place.region()))),
                new Field("partner", partner(place).map(AuditValue.Text::new)),
                Field.of("address", new AuditValue.Text(DisplayName.cleaned(place.address()))));
    }

    @Override
    Change name(Entry removed) {
        return Change.removed("address", new AuditValue.Text(removed.place().address()));
    }
}
