package lv.helpline.audit.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.AuditCodec;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.AuditFilter;
import lv.helpline.audit.AuditKeys;
import lv.helpline.audit.AuditRecord;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/// What the command finds when somebody who owns the database, but has no key, gets round the trigger.
class AuditIT {

    private static final Author ROUTER = Author.router(Instant.parse("2026-11-24T08:00:00Z"));
    private static final String KEY = "a1".repeat(32);
    private static final String OTHER_KEY = "b2".repeat(32);

    private final String url = Postgres.demoDatabase();
    private final DriverManagerDataSource database = new DriverManagerDataSource(url);
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void entries_from_before_there_was_a_key_stay_verifiable_and_are_sealed_when_a_router_starts() {
        write(AuditKeys.NONE, 3);
        assertThat(check("")).startsWith("0 audit: 3 entries, whole; the last hash is ");
        assertThat(check(KEY)).startsWith("1 audit: it has no seal");
        audit(keys(KEY)).run();
        assertThat(check(KEY)).startsWith("0 audit: 3 entries, whole");
        write(keys(KEY), 2);
        assertThat(check(KEY)).startsWith("0 audit: 5 entries, whole");
        sql("delete from audit_entry where id > 3");
        assertThat(check(KEY)).startsWith("1 audit: its end does not fit the seal: entries after entry 3 were removed");
    }

    @Test
    void a_changed_entry_is_found_though_all_hashes_were_made_anew() {
        write(keys(KEY), 3);
        sql("update audit_entry set subject = 'account 9' where id = 2");
        assertThat(check(KEY)).isEqualTo("1 audit: broken at entry 2 of 3");

        // Somebody without the key writes the same as the router does, from there on, and makes it look old.
        sql("delete from audit_entry where id >= 2");
        write(AuditKeys.NONE, 2);
        assertThat(check(KEY)).startsWith("1 audit: entry 2 has no key");
        sql("delete from audit_entry where id >= 2");
        write(keys(OTHER_KEY), 2);
        assertThat(check(KEY)).isEqualTo("1 audit: broken at entry 2 of 3");
    }

    @Test
    void a_removed_entry_is_found_at_the_beginning_in_between_and_at_the_end() {
        write(keys(KEY), 4);
        sql("delete from audit_entry where id = 4");
        assertThat(check(KEY)).startsWith("1 audit: its end does not fit the seal: entries after entry 3");
        sql("delete from audit_entry where id = 2");
        assertThat(check(KEY)).isEqualTo("1 audit: broken at entry 3 of 2");
        sql("delete from audit_entry where id = 1");
        assertThat(check(KEY)).isEqualTo("1 audit: broken at entry 3 of 1");
    }

    /// The next edit, or the next start, must not hide it by a new seal.
    @Test
    void what_was_cut_off_at_the_end_is_found_also_after_more_was_written() {
        write(keys(KEY), 4);
        sql("delete from audit_entry where id > 2");
        audit(keys(KEY)).run();
        write(keys(KEY), 3);
        assertThat(check(KEY)).startsWith("1 audit: its end does not fit the seal");
    }

    @Test
    void a_seal_is_made_by_nobody_without_the_key() {
        write(keys(KEY), 4);
        sql("delete from audit_entry where id > 2");
        for (var forged : List.of(
                "update audit_seal set entries = 2, last_hash = (select hash from audit_entry where id = 2)",
                "delete from audit_seal")) {
            sql(forged);
            audit(keys(KEY)).run();
            write(keys(KEY), 1);
            assertThat(check(KEY)).as(forged).startsWith("1 audit: it");
        }
    }

    @Test
    void whoever_verifies_needs_the_key() {
        write(keys(KEY), 2);
        assertThat(check("")).startsWith("1 audit: it has a key");
        assertThat(check(OTHER_KEY)).isEqualTo("1 audit: broken at entry 1 of 2");
        assertThatThrownBy(() -> check("abc")).hasMessageContaining("64 hexadecimal digits are needed");
    }

    @Test
    void another_key_goes_on_where_the_former_one_ended() {
        write(keys(KEY), 2);
        write(AuditKeys.of(OTHER_KEY, List.of(KEY)), 2);
        assertThat(check(OTHER_KEY, "--helpline.web.former-keys=" + "c3".repeat(32) + "," + KEY))
                .startsWith("0 audit: 4 entries, whole");
    }

    /// With what is not plain letters, exactly as it was hashed, and to the microsecond.
    @Test
    void entries_that_are_written_together_are_links_of_the_chain_like_others() {
        write(keys(KEY), 1);
        var said = "Rēzekne \"81\"\\ \u2028'$1$'";
        var at = ROUTER.at().plusNanos(123_456_789);
        new TransactionTemplate(new DataSourceTransactionManager(database))
                .executeWithoutResult(_ -> audit(keys(KEY))
                        .write(
                                new Author(Optional.of(new AccountId(7)), "Dace \"D\"", at),
                                Stream.of("place-added", "place-removed", "place-changed")
                                        .map(action -> new AuditRecord(
                                                action,
                                                AuditSubject.ROSTER,
                                                List.of(Change.added("address", new AuditValue.Text(said)))))
                                        .toList()));
        write(keys(KEY), 1);
        assertThat(check(KEY)).startsWith("0 audit: 5 entries, whole");
        assertThat(audit(keys(KEY)).newest(Optional.of(5L), 3)).allSatisfy(entry -> {
            assertThat(entry.actorName()).isEqualTo("Dace \"D\"");
            assertThat(entry.at()).isEqualTo(at.truncatedTo(ChronoUnit.MICROS));
            assertThat(AuditCodec.changes(entry.changes()))
                    .containsExactly(Change.added("address", new AuditValue.Text(said)));
        });
    }

    private static AuditKeys keys(String key) {
        return AuditKeys.of(key, List.of());
    }

    private JdbcAudit audit(AuditKeys keys) {
        return new JdbcAudit(jdbc, new DataSourceTransactionManager(database), keys);
    }

    /// Whoever is named in what was changed is found too, whatever the entry is about.
    @Test
    void entries_are_found_by_whom_they_are_about_who_made_them_and_when() {
        var audit = audit(AuditKeys.NONE);
        var noon = Instant.parse("2026-11-24T10:00:00Z");
        var dace = new Author(Optional.of(new AccountId(7)), "account 7", noon);
        var anna = new ConsultantId(1);
        var latgale = new LineId("latgale");
        var cover = new AuditValue.Several(
                List.of(new AuditValue.Person(anna), new AuditValue.Scope(new DutyScope.OfLine(latgale))));
        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(_ -> {
            audit.write(ROUTER, "pin-renewed", AuditSubject.of(anna), List.of());
            audit.write(dace, "roster-changed", AuditSubject.ROSTER, List.of(Change.added("cover", cover)));
            audit.write(dace, "line-changed", AuditSubject.of(latgale), List.of());
            audit.write(dace, "pin-renewed", AuditSubject.of(new ConsultantId(11)), List.of());
        });

        assertThat(found(audit, AuditFilter.ALL)).containsExactly(4L, 3L, 2L, 1L);
        assertThat(found(audit, filter(Optional.empty(), Optional.of(anna), Optional.empty())))
                .containsExactly(2L, 1L);
        assertThat(found(audit, filter(Optional.empty(), Optional.empty(), Optional.of(latgale))))
                .containsExactly(3L, 2L);
        assertThat(found(audit, filter(dace.account(), Optional.of(anna), Optional.of(latgale))))
                .containsExactly(2L);
        assertThat(found(
                        audit,
                        new AuditFilter(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(ROUTER.at()),
                                Optional.of(noon))))
                .containsExactly(1L);
    }

    @Test
    void entries_are_found_by_what_they_are_about() {
        var audit = audit(AuditKeys.NONE);
        audit.note(ROUTER, "line-changed", AuditSubject.of(new LineId("latgale")));
        audit.note(ROUTER, "closure-added", AuditSubject.ALL_LINES);
        audit.note(ROUTER, "roster-changed", AuditSubject.ROSTER);
        for (var kind : AuditSubject.Kind.values()) {
            assertThat(found(audit, about(kind)))
                    .as(kind.word())
                    .containsExactlyElementsOf(
                            switch (kind) {
                                case LINE -> List.of(1L);
                                case ALL_LINES -> List.of(2L);
                                case ROSTER -> List.of(3L);
                                default -> List.of();
                            });
        }
    }

    private static AuditFilter about(AuditSubject.Kind kind) {
        return new AuditFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(kind),
                Optional.empty(),
                Optional.empty());
    }

    private static AuditFilter filter(Optional<AccountId> by, Optional<ConsultantId> person, Optional<LineId> line) {
        return new AuditFilter(by, person, line, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static List<Long> found(JdbcAudit audit, AuditFilter filter) {
        return audit.newest(filter, Optional.empty(), 10).stream()
                .map(AuditEntry::id)
                .toList();
    }

    private void write(AuditKeys keys, int entries) {
        for (var i = 0; i < entries; i++) {
            audit(keys).note(ROUTER, "passkey-added", AuditSubject.of(new AccountId(i + 1)));
        }
    }

    private void sql(String statement) {
        jdbc.sql("alter table audit_entry disable trigger user").update();
        jdbc.sql(statement).update();
        jdbc.sql("alter table audit_entry enable trigger user").update();
    }

    private String check(String key, String... more) {
        var out = new ByteArrayOutputStream();
        var settings = Stream.concat(
                Stream.of(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + Postgres.USER,
                        "--helpline.web.key=" + key),
                Stream.of(more));
        var code = AuditCheck.run(new PrintStream(out, true, UTF_8), settings.toArray(String[]::new));
        return code + " " + out.toString(UTF_8).strip();
    }
}
