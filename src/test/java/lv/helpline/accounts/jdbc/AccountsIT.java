package lv.helpline.accounts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts.Links.Link;
import lv.helpline.accounts.Accounts.Links.Purpose;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.AuditKeys;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AccountsIT {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Author ROUTER = Author.router(NOW);

    private final DriverManagerDataSource database = new DriverManagerDataSource(Postgres.demoDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
    private final JdbcAudit audit = new JdbcAudit(jdbc, transactions, AuditKeys.NONE);
    private final JdbcAccounts accounts = new JdbcAccounts(jdbc, new AuditedTransaction(transactions), audit);
    private final JdbcLinks links = new JdbcLinks(jdbc);

    @Test
    void an_edit_and_its_audit_are_one() {
        var ilze = added("Ilze@Example.org ", "Ilze", Role.ADMINISTRATOR);
        assertThat(ilze.email()).isEqualTo("ilze@example.org");
        assertThat(accounts.add("ilze@example.org", "Other", Role.ADMINISTRATOR, Optional.empty(), ROUTER))
                .isEqualTo(new EditResult.Refused("account_email_belongs_to_one_account"));
        assertThat(audit.newest(Optional.empty(), 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.action() + " " + entry.subject() + " " + entry.changes())
                        .contains("account-added account " + ilze.id(), "administrator")
                        .as("no name and no address, for it is kept for good")
                        .doesNotContainIgnoringCase("ilze"));
    }

    @Test
    void says_which_rule_an_account_breaks() {
        assertThat(Stream.of(
                        accounts.add("nobody", "Ilze", Role.ADMINISTRATOR, Optional.empty(), ROUTER),
                        accounts.add("a@b.lv", " ", Role.ADMINISTRATOR, Optional.empty(), ROUTER),
                        accounts.add("a@b.lv", "Ilze", Role.CONSULTANT, Optional.empty(), ROUTER),
                        accounts.add("a@b.lv", "Ilze", Role.CONSULTANT, Optional.of(new ConsultantId(99)), ROUTER)))
                .containsExactly(
                        new EditResult.Refused("account_email_is_an_address"),
                        new EditResult.Refused("account_name_has_1_to_80_characters"),
                        new EditResult.Refused("account_of_a_consultant_says_which"),
                        new EditResult.Refused("account_is_of_a_consultant"));
    }

    @Test
    void the_second_editor_is_told_and_the_first_keeps_what_they_saved() {
        var read = added("a@example.org", "Anna", Role.COORDINATOR);
        assertThat(accounts.change(named(read, "Anna Marija"), ROUTER)).isInstanceOf(EditResult.Done.class);
        assertThat(accounts.change(named(read, "Anna Elza"), ROUTER)).isEqualTo(new EditResult.Outdated());
        assertThat(accounts.find(read.id()).orElseThrow().name()).isEqualTo("Anna Marija");
    }

    @Test
    void whoever_has_left_has_nothing_that_opens_anything() {
        var gone = added("gone@example.org", "Gone", Role.ADMINISTRATOR);
        accounts.setPassword(gone.id(), "hash", "SECRET", ROUTER);
        accounts.setRecoveryCodes(gone.id(), List.of("a".repeat(64)), ROUTER);
        links.add("b".repeat(64), new Link(Purpose.SIGN_IN, Optional.of(gone.id())), NOW, NOW.plusSeconds(60));
        assertThat(accounts.administrators()).isOne();

        accounts.end(gone.id(), gone.version(), ROUTER);

        assertThat(accounts.administratorExists()).isFalse();
        assertThat(accounts.findActive("gone@example.org")).isEmpty();
        assertThat(accounts.proofs(gone.id()).suffice()).isFalse();
        assertThat(accounts.useRecoveryCode(gone.id(), "a".repeat(64), ROUTER)).isFalse();
        assertThat(links.use("b".repeat(64), NOW)).isEmpty();
    }

    @Test
    void links_end_with_the_address_they_were_sent_to_and_the_role_they_were_made_for() {
        var read = added("mistyped@example.org", "Anna", Role.COORDINATOR);
        var hash = "f".repeat(64);
        links.add(hash, new Link(Purpose.INVITATION, Optional.of(read.id())), NOW, NOW.plusSeconds(60));
        var renamed = changed(read, read.email(), "Anna Marija", Role.COORDINATOR);
        assertThat(links.find(hash, NOW)).as("another name").isPresent();
        var corrected = changed(renamed, "anna@example.org", renamed.name(), Role.COORDINATOR);
        assertThat(links.find(hash, NOW)).as("another address").isEmpty();

        links.add(hash, new Link(Purpose.INVITATION, Optional.of(read.id())), NOW, NOW.plusSeconds(60));
        changed(corrected, corrected.email(), corrected.name(), Role.ADMINISTRATOR);
        assertThat(links.find(hash, NOW)).as("another role").isEmpty();
    }

    @Test
    void a_link_counts_once_even_for_many_at_once() throws Exception {
        var hash = "c".repeat(64);
        links.add(hash, new Link(Purpose.FIRST_ADMINISTRATOR, Optional.empty()), NOW, NOW.plusSeconds(60));
        assertThat(links.find(hash, NOW)).isPresent();
        assertThat(atOnce(12, () -> links.use(hash, NOW).isPresent())).containsOnlyOnce(true);
        assertThat(links.find(hash, NOW)).isEmpty();
    }

    @Test
    void a_link_does_nothing_once_it_is_old() {
        var hash = "d".repeat(64);
        links.add(hash, new Link(Purpose.FIRST_ADMINISTRATOR, Optional.empty()), NOW, NOW.plusSeconds(60));
        assertThat(links.find(hash, NOW.plusSeconds(60))).isEmpty();
        assertThat(links.use(hash, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void a_code_counts_once() {
        var ilze = added("i@example.org", "Ilze", Role.ADMINISTRATOR);
        assertThat(accounts.useTotpStep(ilze.id(), 5)).isTrue();
        assertThat(accounts.useTotpStep(ilze.id(), 5)).isFalse();
        assertThat(accounts.useTotpStep(ilze.id(), 4)).isFalse();
        accounts.setRecoveryCodes(ilze.id(), List.of("e".repeat(64)), ROUTER);
        assertThat(accounts.useRecoveryCode(ilze.id(), "e".repeat(64), ROUTER)).isTrue();
        assertThat(accounts.useRecoveryCode(ilze.id(), "e".repeat(64), ROUTER)).isFalse();
    }

    @Test
    void the_chain_holds_however_many_write_at_once() throws Exception {
        atOnce(12, () -> {
            audit.note(ROUTER, "passkey-added", AuditSubject.of(new AccountId(1)));
            return true;
        });
        assertThat(audit.newest(Optional.empty(), 100))
                .extracting(AuditEntry::id)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 12).mapToObj(i -> 13L - i).toList());
        assertThat(audit.verify().broken()).isEmpty();
    }

    @Test
    void an_entry_can_be_neither_changed_nor_deleted() {
        audit.note(ROUTER, "passkey-added", AuditSubject.of(new AccountId(1)));
        for (var sql :
                List.of("update audit_entry set actor_name = 'x'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(DataAccessException.class);
        }
    }

    private Account added(String email, String name, Role role) {
        var editResult = accounts.add(email, name, role, Optional.empty(), ROUTER);
        assertThat(editResult).isInstanceOf(EditResult.Done.class);
        return accounts.find(new AccountId(Integer.parseInt(((EditResult.Done) editResult).id())))
                .orElseThrow();
    }

    private Account changed(Account read, String email, String name, Role role) {
        assertThat(accounts.change(with(read, email, name, role), ROUTER)).isInstanceOf(EditResult.Done.class);
        return accounts.find(read.id()).orElseThrow();
    }

    private static Account named(Account account, String name) {
        return with(account, account.email(), name, account.role());
    }

    private static Account with(Account account, String email, String name, Role role) {
        return new Account(
                account.id(),
                email,
                name,
                role,
                account.consultant(),
                account.language(),
                account.active(),
                account.version());
    }

    private static List<Boolean> atOnce(int many, java.util.concurrent.Callable<Boolean> deed) throws Exception {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, many)
                    .mapToObj(i -> executor.submit(() -> {
                        start.await();
                        return deed.call();
                    }))
                    .toList();
            start.countDown();
            var results = new java.util.ArrayList<Boolean>();
            for (var future : futures) {
                results.add(future.get(Duration.ofMinutes(1).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS));
            }
            return results;
        }
    }
}
