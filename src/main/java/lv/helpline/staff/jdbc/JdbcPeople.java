package lv.helpline.staff.jdbc;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.roster.SecondPhone.Rings;
import lv.helpline.roster.WhichPhone;
import lv.helpline.roster.WishId;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.staff.People;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Consultants as rows.
@Component
final class JdbcPeople implements People {

    private static final String SELECT =
            "select consultant.*, array(select wish from consultant_wish where consultant = id) as wishes from consultant";

    private static final String NAME_IS_TAKEN = "consultant_name_is_of_one_person";

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;
    private final Accounts accounts;
    private final RosterEditing editing;

    JdbcPeople(
            JdbcClient jdbc,
            AuditedTransaction auditedTransaction,
            JdbcAudit audit,
            Accounts accounts,
            RosterEditing editing) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
        this.accounts = accounts;
        this.editing = editing;
    }

    @Override
    public List<Entry> all() {
        return jdbc.sql(SELECT + " order by left_on is not null, name, id")
                .query(JdbcPeople::entry)
                .list();
    }

    @Override
    public Optional<Entry> find(ConsultantId id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id.value())
                .query(JdbcPeople::entry)
                .optional();
    }

    @Override
    public EditResult add(Person person, Author author) {
        return auditedTransaction.run(() -> {
            if (isTaken(person.name())) {
                return new EditResult.Refused(NAME_IS_TAKEN);
            }
            var id = values(jdbc.sql("""
                insert into consultant (name, contact_kind, contact, languages, regions, overflow, second_kind,
                    second_contact, second_rings)
                values (:name, :kind, :contact, string_to_array(:languages, ','), string_to_array(:regions, ','),
                    :overflow, :secondKind, :second, :rings)
                returning id\
                """), person).query(Integer.class).single();
            fulfil(new ConsultantId(id), person.fulfils());
            audit.write(author, "person-added", AuditSubject.of(new ConsultantId(id)), changes(null, person));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult change(ConsultantId id, int read, Person person, Author author) {
        return auditedTransaction.run(() -> {
            var before = find(id).filter(entry -> entry.version() == read);
            if (before.filter(entry -> !isSame(entry.person().name(), person.name()))
                            .isPresent()
                    && isTaken(person.name())) {
                return new EditResult.Refused(NAME_IS_TAKEN);
            }
            var rows = values(jdbc.sql("""
                update consultant
                set name = :name, contact_kind = :kind, contact = :contact,
                    languages = string_to_array(:languages, ','), regions = string_to_array(:regions, ','),
                    overflow = :overflow, second_kind = :secondKind, second_contact = :second,
                    second_rings = :rings, version = version + 1
                where id = :id and version = :read\
                """), person)
                    .param("id", id.value())
                    .param("read", read)
                    .update();
            if (rows == 0 || before.isEmpty()) {
                return new EditResult.Outdated();
            }
            fulfil(id, person.fulfils());
            var had = before.get().person();
            var changed = Stream.of(WhichPhone.values())
                    .filter(which -> !had.contact(which).equals(person.contact(which)))
                    .toList();
            callOffTests(id, changed, author);
            audit.write(author, "person-changed", AuditSubject.of(id), changesOf(had, person));
            return new EditResult.Done(id.toString());
        });
    }

    private void fulfil(ConsultantId id, Set<WishId> wishes) {
        jdbc.sql("delete from consultant_wish where consultant = :id")
                .param("id", id.value())
                .update();
        wishes.forEach(wish -> jdbc.sql("insert into consultant_wish (consultant, wish) values (:id, :wish)")
                .param("id", id.value())
                .param("wish", wish.value())
                .update());
    }

    /// The account ends before the duties do, so that nobody who has left is told of that.
    @Override
    public EditResult leave(ConsultantId id, int read, RosterEdit edit, Author author) {
        return editing.save(
                        new EditRequest(new EditOccasion.Leaving(id), edit, author).with(() -> end(id, read, author)))
                .asEditResult();
    }

    private boolean end(ConsultantId id, int read, Author author) {
        var rows = jdbc.sql("""
            update consultant
            set left_on = :today, contact_kind = 'sip', contact = 'left' || id, verified_at = null, phone_lost_at = null,
                second_kind = null, second_contact = null, second_rings = null, second_verified_at = null,
                pin_hash = null, version = version + 1
            where id = :id and version = :read and left_on is null\
            """)
                .param("today", LocalDate.ofInstant(author.at(), Roster.ZONE))
                .param("id", id.value())
                .param("read", read)
                .update();
        if (rows == 0) {
            return false;
        }
        for (var sql : List.of(
                "delete from consultant_wish where consultant = :id",
                "delete from feed where consultant = :id",
                "delete from duty_preference where consultant = :id",
                "delete from duty_offer_recipient where consultant = :id",
                "delete from take where consultant = :id",
                "delete from swap where consultant = :id or colleague = :id")) {
            jdbc.sql(sql).param("id", id.value()).update();
        }
        callOffTests(id, List.of(WhichPhone.values()), author);
        accountsOf(id).forEach(account -> accounts.end(account.id(), account.version(), author));
        audit.write(author, "person-left", AuditSubject.of(id), List.of());
        return true;
    }

    @Override
    public EditResult comeBack(ConsultantId id, Author author) {
        return auditedTransaction.run(() -> {
            if (find(id).filter(entry -> isTaken(entry.person().name())).isPresent()) {
                return new EditResult.Refused(NAME_IS_TAKEN);
            }
            var rows = jdbc.sql("""
                update consultant set left_on = null, version = version + 1 where id = :id and left_on is not null\
                """).param("id", id.value()).update();
            if (rows == 0) {
                return new EditResult.Outdated();
            }
            audit.write(author, "person-came-back", AuditSubject.of(id), List.of());
            return new EditResult.Done(id.toString());
        });
    }

    /// Whether somebody who serves has that name: two who are called the same are not told apart on the telephone, in a
    /// mail or in a cell of the roster.
    private boolean isTaken(String name) {
        jdbc.sql("lock table consultant in share row exclusive mode").update();
        return jdbc.sql("select name from consultant where left_on is null").query(String.class).list().stream()
                .anyMatch(other -> isSame(other, name));
    }

    private static boolean isSame(String one, String other) {
        return DisplayName.cleaned(one).equalsIgnoreCase(DisplayName.cleaned(other));
    }

    @Override
    public boolean isUnused(ConsultantId id) {
        return jdbc.sql("""
            select not exists (select from weekly_duty where consultant = :id)
                and not exists (select from cover where consultant = :id)
                and not exists (select from absence where consultant = :id)
                and not exists (select from account where consultant = :id)
                and not exists (select from recording where spoken_by = :id)
                and not exists (select from swap where consultant = :id or colleague = :id)
                and not exists (select from duty_offer where taken_by = :id)
                and not exists (select from call_record where answered_by = :id)
                and not exists (select from call_attempt where consultant = :id)
                and not exists (select from consultant_tally where consultant = :id)
                and not exists (select from consultant_activity where consultant = :id)\
            """).param("id", id.value()).query(Boolean.class).single();
    }

    @Override
    public EditResult delete(ConsultantId id, int read, Author author) {
        return auditedTransaction.run(() -> {
            if (!isUnused(id)) {
                return new EditResult.Refused("consultant_was_on_duty");
            }
            for (var table : List.of(
                    "feed", "duty_preference", "duty_offer_recipient", "take", "reminder", "missed_series", "pause")) {
                jdbc.sql("delete from " + table + " where consultant = :id")
                        .param("id", id.value())
                        .update();
            }
            var rows = jdbc.sql("delete from consultant where id = :id and version = :read")
                    .param("id", id.value())
                    .param("read", read)
                    .update();
            if (rows == 0) {
                return new EditResult.Outdated();
            }
            audit.write(author, "person-deleted", AuditSubject.of(id), List.of());
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult losePhone(ConsultantId id, Author author) {
        return editing.save(new EditRequest(new EditOccasion.LostPhone(id), RosterEdit.NONE, author).with(() -> {
                    loseIt(id, author);
                    return true;
                }))
                .asEditResult();
    }

    private void loseIt(ConsultantId id, Author author) {
        jdbc.sql("""
            update consultant set verified_at = null, second_verified_at = null, phone_lost_at = :at, version = version + 1
            where id = :id and left_on is null\
            """).param("at", utc(author.at())).param("id", id.value()).update();
        callOffTests(id, List.of(WhichPhone.values()), author);
        jdbc.sql("delete from feed where consultant = :id")
                .param("id", id.value())
                .update();
        accountsOf(id).forEach(account -> accounts.forgetProofs(account.id(), author));
        audit.write(author, "phone-lost", AuditSubject.of(id), List.of());
    }

    /// Whoever answers one that rings already proves nothing.
    private void callOffTests(ConsultantId id, List<WhichPhone> phones, Author author) {
        if (phones.isEmpty()) {
            return;
        }
        jdbc.sql("""
            update callout set ended_at = :at, outcome = 'mended'
            where purpose = 'test' and consultant = :id and phone in (:phones) and ended_at is null\
            """)
                .param("at", utc(author.at()))
                .param("id", id.value())
                .param("phones", phones.stream().map(EnumCodes::of).toList())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private List<Account> accountsOf(ConsultantId id) {
        return accounts.all().stream()
                .filter(account -> account.active() && account.consultant().equals(Optional.of(id)))
                .toList();
    }

    private static JdbcClient.StatementSpec values(JdbcClient.StatementSpec sql, Person person) {
        var second = person.second().map(Second::contact);
        return sql.param("name", DisplayName.cleaned(person.name()))
                .param("kind", kind(person.contact()))
                .param("contact", name(person.contact()))
                .param("secondKind", second.map(JdbcPeople::kind).orElse(null), Types.VARCHAR)
                .param("second", second.map(JdbcPeople::name).orElse(null), Types.VARCHAR)
                .param(
                        "rings",
                        person.second().map(Second::rings).map(EnumCodes::of).orElse(null),
                        Types.VARCHAR)
                .param("languages", joined(person.languages(), Language::code))
                .param("regions", joined(person.regions(), EnumCodes::of))
                .param("overflow", person.overflow());
    }

    private static String kind(Contact contact) {
        return switch (contact) {
            case Contact.Mobile _ -> "mobile";
            case Contact.SipPhone _ -> "sip";
        };
    }

    private static String name(Contact contact) {
        return switch (contact) {
            case Contact.Mobile(var e164) -> e164;
            case Contact.SipPhone(var endpoint) -> endpoint;
        };
    }

    /// What differs, but for the name; everything for somebody new. A contact masks itself.
    private static List<Change> changes(@Nullable Person before, Person after) {
        return Stream.of(
                        change(
                                "contact",
                                before,
                                after,
                                person -> new AuditValue.Text(person.contact().toString())),
                        change(
                                "languages",
                                before,
                                after,
                                person -> new AuditValue.Text(joined(person.languages(), Language::code))),
                        secondChange(
                                "second-contact",
                                before,
                                after,
                                phone -> new AuditValue.Text(phone.contact().toString())),
                        secondChange(
                                "second-rings",
                                before,
                                after,
                                phone -> new AuditValue.Word("second-rings", EnumCodes.of(phone.rings()))),
                        change("regions", before, after, JdbcPeople::regions),
                        change("overflow", before, after, person -> new AuditValue.Mark(person.overflow())))
                .filter(change -> !change.isNone())
                .toList();
    }

    /// The audit is kept for good. A name is not, nor what somebody has said of themselves.
    private static List<Change> changesOf(Person before, Person after) {
        var hidden = Stream.of(
                        Optional.of("name").filter(_ -> !before.name().equals(DisplayName.cleaned(after.name()))),
                        Optional.of("wishes").filter(_ -> !before.fulfils().equals(after.fulfils())))
                .flatMap(Optional::stream)
                .map(Change::hidden);
        return Stream.concat(hidden, changes(before, after).stream()).toList();
    }

    private static Change change(
            String field, @Nullable Person before, Person after, Function<Person, AuditValue> value) {
        return new Change(field, Optional.ofNullable(before).map(value), Optional.of(value.apply(after)));
    }

    private static Change secondChange(
            String field, @Nullable Person before, Person after, Function<Second, AuditValue> value) {
        return new Change(
                field,
                Optional.ofNullable(before).flatMap(Person::second).map(value),
                after.second().map(value));
    }

    private static AuditValue regions(Person person) {
        return new AuditValue.Several(person.regions().stream()
                .sorted()
                .<AuditValue>map(region -> new AuditValue.Scope(new DutyScope.OfRegion(region)))
                .toList());
    }

    private static <T> String joined(Set<T> values, Function<T, String> word) {
        return values.stream().map(word).sorted().collect(joining(","));
    }

    private static Phone phone(ResultSet row, String verifiedAt) throws SQLException {
        if (row.getObject("phone_lost_at") != null) {
            return Phone.LOST;
        }
        return row.getObject(verifiedAt) != null ? Phone.VERIFIED : Phone.UNVERIFIED;
    }

    private static Contact contact(ResultSet row, String kind, String name) throws SQLException {
        return row.getString(kind).equals("mobile")
                ? new Contact.Mobile(row.getString(name))
                : new Contact.SipPhone(row.getString(name));
    }

    private static Optional<Second> second(ResultSet row) throws SQLException {
        return row.getString("second_contact") == null
                ? Optional.empty()
                : Optional.of(new Second(
                        contact(row, "second_kind", "second_contact"),
                        EnumCodes.constant(Rings.class, row.getString("second_rings"))));
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        var second = second(row);
        return new Entry(
                new ConsultantId(row.getInt("id")),
                new Person(
                        row.getString("name"),
                        contact(row, "contact_kind", "contact"),
                        EnumCodes.list(row.getArray("languages"))
                                .map(Language::new)
                                .collect(toSet()),
                        EnumCodes.list(row.getArray("regions"))
                                .map(EnumCodes::region)
                                .collect(toSet()),
                        row.getBoolean("overflow"),
                        second,
                        EnumCodes.list(row.getArray("wishes")).map(WishId::new).collect(toSet())),
                row.getInt("version"),
                phone(row, "verified_at"),
                second.isPresent() ? Optional.of(phone(row, "second_verified_at")) : Optional.empty(),
                Optional.ofNullable(row.getObject("left_on", LocalDate.class)));
    }
}
