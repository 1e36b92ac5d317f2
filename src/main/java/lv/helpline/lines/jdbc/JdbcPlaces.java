package lv.helpline.lines.jdbc;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.audit.AuditRecord;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.lines.Checked;
import lv.helpline.lines.Places;
import lv.helpline.roster.Language;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Places as rows.
@Component
final class JdbcPlaces extends JdbcCheckedList<Places.Place, Places.Entry> implements Places {

    private static final String IN_ORDER = """
        array_position(array ['riga', 'latgale', 'kurzeme', 'vidzeme', 'zemgale'], region::text),
            partner nulls first, address, id\
        """;

    private static final String IS_OPEN = """
        exists (
            select from place_hours
            where place = place.id and minutes_of_week(weekday, starts, ends) @> cast(:minute as integer))\
        """;

    JdbcPlaces(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        super(jdbc, auditedTransaction, audit, "place", "place", AuditSubject::place);
    }

    @Override
    public List<Entry> all() {
        return read(jdbc.sql("select * from place order by " + IN_ORDER), hours());
    }

    @Override
    public Optional<Entry> find(int id) {
        return read(jdbc.sql("select * from place where id = :id").param("id", id), hours(List.of(id))).stream()
                .findFirst();
    }

    /// What is not for everybody is left in the database.
    @Override
    public List<Entry> forEverybody() {
        return read(jdbc.sql("""
            select id, kind, region, partner, address, languages, audience, checked_on,
                case phone_audience when 'everybody' then phone end as phone,
                nullif(phone_audience, 'consultants') as phone_audience
            from place where audience = 'everybody'
            order by\s""" + IN_ORDER), hours());
    }

    @Override
    public Found find(Search search, int skip, int most) {
        var conditions = new ArrayList<>(List.of("true"));
        var values = new HashMap<String, Object>();
        search.region().ifPresent(region -> {
            conditions.add("region = :region");
            values.put("region", EnumCodes.of(region));
        });
        search.kind().ifPresent(kind -> {
            conditions.add("kind = :kind");
            values.put("kind", EnumCodes.of(kind));
        });
        search.dueOn().ifPresent(date -> {
            conditions.add("checked_on <= :before");
            values.put("before", date.minus(Checked.GOOD_FOR));
        });
        for (var word : search.words()) {
            var name = "word" + conditions.size();
            conditions.add("(strpos(searched, :%1$s) > 0 or region = :%1$sRegion)".formatted(name));
            values.put(name, word.text());
            values.put(name + "Region", word.region().map(EnumCodes::of).orElse(""));
        }
        var where = " from place where " + String.join(" and ", conditions);
        var size = jdbc.sql("select count(*)" + where)
                .params(values)
                .query(Integer.class)
                .single();
        values.put("skip", Math.min(skip, Math.max(0, (size - 1) / most * most)));
        values.put("most", most);
        search.openAt().ifPresent(time -> values.put("minute", minuteOfWeek(time)));
        var entries = jdbc.sql("select id" + where + " order by "
                        + search.openAt().map(_ -> IS_OPEN + " desc, ").orElse("") + IN_ORDER
                        + " limit :most offset :skip")
                .params(values)
                .query((row, number) -> row.getInt("id"))
                .list();
        return new Found(these(entries), size);
    }

    /// In that order.
    private List<Entry> these(List<Integer> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var entries = new HashMap<Integer, Entry>();
        read(jdbc.sql("select * from place where id in (:ids)").param("ids", ids), hours(ids))
                .forEach(entry -> entries.put(entry.id(), entry));
        return ids.stream().map(entries::get).toList();
    }

    private static int minuteOfWeek(LocalDateTime time) {
        return (time.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) * 24 * 60
                + time.toLocalTime().toSecondOfDay() / 60;
    }

    private static List<Entry> read(StatementSpec sql, Map<Integer, List<WeeklySpan>> hours) {
        return sql.query((row, number) -> new Entry(
                        row.getInt("id"),
                        place(row, hours.getOrDefault(row.getInt("id"), List.of())),
                        row.getObject("checked_on", LocalDate.class)))
                .list();
    }

    private static Place place(ResultSet row, List<WeeklySpan> hours) throws SQLException {
        return new Place(
                EnumCodes.constant(Kind.class, row.getString("kind")),
                EnumCodes.region(row.getString("region")),
                Optional.ofNullable(row.getString("partner")),
                row.getString("address"),
                phone(row.getString("phone"), row.getString("phone_audience")),
                EnumCodes.list(row.getArray("languages")).map(Language::new).toList(),
                hours,
                EnumCodes.constant(Audience.class, row.getString("audience")));
    }

    private static Optional<Phone> phone(@Nullable String number, @Nullable String audience) {
        return number == null || audience == null
                ? Optional.empty()
                : Optional.of(new Phone(number, EnumCodes.constant(Audience.class, audience)));
    }

    /// The entries of the audit come last and together: nobody else's edit waits for more than these.
    @Override
    public EditResult save(Edit edit, Author author) {
        return auditedTransaction.run(() -> {
            lock();
            var now = new HashMap<Integer, Entry>();
            all().forEach(entry -> now.put(entry.id(), entry));
            if (!edit.removed().stream().allMatch(entry -> entry.equals(now.get(entry.id())))
                    || !edit.changed().stream()
                            .allMatch(each ->
                                    each.read().equals(now.get(each.read().id())))) {
                return new EditResult.Outdated();
            }
            edit.removed().forEach(entry -> delete(entry.id()));
            edit.changed()
                    .forEach(each -> update(
                            each.read().id(), each.to().place(), each.to().checkedOn()));
            var ids = edit.added().stream()
                    .map(each -> insert(each.place(), each.checkedOn()))
                    .toList();
            audit.write(author, records(edit, ids));
            return new EditResult.Done(Integer.toString(edit.size()));
        });
    }

    /// @param ids of what was added
    private List<AuditRecord> records(Edit edit, List<Integer> ids) {
        var records = new ArrayList<AuditRecord>();
        edit.removed().forEach(entry -> records.add(recordOf("removed", entry.id(), List.of(name(entry)))));
        edit.changed().forEach(each -> {
            var before = each.read();
            records.add(recordOf(
                    "changed",
                    before.id(),
                    changes(Optional.of(before.place()), each.to().place())));
        });
        for (var at = 0; at < ids.size(); at++) {
            records.add(recordOf(
                    "added",
                    ids.get(at),
                    changes(Optional.empty(), edit.added().get(at).place())));
        }
        return records;
    }

    @Override
    StatementSpec insert(Place place) {
        return values(jdbc.sql("""
            insert into place
                (kind, region, partner, address, phone, phone_audience, languages, audience, checked_on)
            values (:kind, :region, :partner, :address, :phone, :phoneAudience,
                string_to_array(:languages, ','), :audience, :today)
            returning id\
            """), place);
    }

    @Override
    StatementSpec update(Place place) {
        return values(jdbc.sql("""
            update place set kind = :kind, region = :region, partner = :partner, address = :address, phone = :phone,
                phone_audience = :phoneAudience, languages = string_to_array(:languages, ','), audience = :audience,
                checked_on = :today
            where id = :id\
            """), place);
    }

    private static StatementSpec values(StatementSpec sql, Place place) {
        return sql.param("kind", place.kind().word())
                .param("region", EnumCodes.of(place.region()))
                .param("partner", partner(place).orElse(null))
                .param("address", DisplayName.cleaned(place.address()))
                .param("phone", place.phone().map(Phone::number).orElse(null))
                .param(
                        "phoneAudience",
                        place.phone().map(phone -> phone.audience().word()).orElse(null))
                .param("languages", codes(place))
                .param("audience", place.audience().word());
    }

    private static Optional<String> partner(Place place) {
        return place.partner().map(DisplayName::cleaned);
    }

    private static String codes(Place place) {
        return place.languages().stream().map(Language::code).collect(joining(","));
    }

    @Override
    List<WeeklySpan> hours(Place place) {
        return place.hours();
    }

    @Override
    List<Field> fields(Place place) {
        return List.of(
                Field.of("kind", new AuditValue.Word("place-kind", place.kind().word())),
                Field.of("region", new AuditValue.Word("region", EnumCodes.of(place.region()))),
                new Field("partner", partner(place).map(AuditValue.Text::new)),
                Field.of("address", new AuditValue.Text(DisplayName.cleaned(place.address()))),
                new Field("phone", place.phone().map(phone -> new AuditValue.Text(phone.number()))),
                new Field(
                        "phone-audience",
                        place.phone()
                                .map(phone -> new AuditValue.Word(
                                        "audience", phone.audience().word()))),
                Field.of("languages", new AuditValue.Text(codes(place))),
                Field.of(
                        "audience",
                        new AuditValue.Word("audience", place.audience().word())));
    }

    @Override
    Change name(Entry removed) {
        return Change.removed("address", new AuditValue.Text(removed.place().address()));
    }
}
