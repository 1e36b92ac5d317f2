package lv.helpline.planning.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.RosterDrafts;
import lv.helpline.roster.edit.EditConflictDigest;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.shared.EditResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Drafts and edits that can be taken back, as rows. Edits of the roster by people are made one after the other, so
/// that nobody's look at what is around theirs is overtaken before it is saved.
@Component
final class JdbcRosterDrafts implements RosterDrafts {

    /// A number that nothing else here locks.
    private static final long LOCK = 0x6465_736bL;

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcDutyRepository rota;

    JdbcRosterDrafts(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcDutyRepository rota) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.rota = rota;
    }

    @Override
    public Draft draft(AccountId author) {
        return jdbc.sql("select edit, seen, version from roster_draft where account = :account")
                .param("account", author.value())
                .query((row, number) -> new Draft(
                        RosterEditCodec.edit(row.getString("edit")), row.getString("seen"), row.getInt("version")))
                .optional()
                .orElse(Draft.NONE);
    }

    @Override
    public Optional<LastEdit> last(AccountId author, Instant now) {
        return jdbc.sql("""
            select id, edit, of_draft, made_at from roster_undo
            where account = :account and made_at > :since order by id desc limit 1\
            """)
                .param("account", author.value())
                .param("since", now.minus(UNDONE_WITHIN).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new LastEdit(
                        row.getLong("id"),
                        RosterEditCodec.edit(row.getString("edit")),
                        row.getBoolean("of_draft"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public EditResult save(Decision decision, Author author) {
        return auditedTransaction.run(() -> {
            if (!isAsSeen(decision, author.at())) {
                return new EditResult.Outdated();
            }
            remember(decision.edit(), false, author);
            return rota.save("roster-changed", decision.edit(), decision.also(), decision.told(), author);
        });
    }

    @Override
    public EditResult keep(RosterEdit edit, Draft whole, Author author) {
        return auditedTransaction.run(() -> {
            remember(edit, true, author);
            return replace(whole, author);
        });
    }

    @Override
    public EditResult publish(Decision decision, int version, Author author) {
        return auditedTransaction.run(() -> {
            if (!isAsSeen(decision, author.at()) || !forget(version, author)) {
                return new EditResult.Outdated();
            }
            remember(decision.edit(), false, author);
            return rota.save("roster-published", decision.edit(), decision.also(), decision.told(), author);
        });
    }

    @Override
    public EditResult discard(int version, Author author) {
        return auditedTransaction.run(
                () -> forget(version, author) ? new EditResult.Done("draft") : new EditResult.Outdated());
    }

    @Override
    public EditResult undo(LastEdit last, List<Outbox.Mail> told, Author author) {
        return auditedTransaction.run(() -> {
            lock();
            var gone = jdbc.sql("delete from roster_undo where id = :id and account = :account")
                            .param("id", last.id())
                            .param("account", account(author))
                            .update()
                    == 1;
            if (!gone) {
                return new EditResult.Outdated();
            }
            if (last.ofDraft()) {
                var draft = draft(author.account().orElseThrow());
                var books = rota.books(author.at());
                var whole = draft.edit().then(last.edit().inverse());
                return replace(new Draft(whole, EditConflictDigest.of(whole, books), draft.version()), author);
            }
            var back = last.edit().inverse().rebasedOn(rota.books(author.at()));
            return back.lost().isEmpty()
                    ? rota.save("roster-undone", back.edit(), List.of(), told, author)
                    : new EditResult.Outdated();
        });
    }

    private boolean isAsSeen(Decision decision, Instant now) {
        lock();
        return EditConflictDigest.of(decision.edit(), rota.books(now)).equals(decision.seen());
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "locked")
                .single();
    }

    private void remember(RosterEdit edit, boolean ofDraft, Author author) {
        jdbc.sql("delete from roster_undo where made_at <= :since")
                .param("since", author.at().minus(UNDONE_WITHIN).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
            insert into roster_undo (account, edit, of_draft, made_at) values (:account, :edit, :ofDraft, :at)\
            """)
                .param("account", account(author))
                .param("edit", RosterEditCodec.of(edit))
                .param("ofDraft", ofDraft)
                .param("at", author.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private EditResult replace(Draft draft, Author author) {
        if (draft.edit().isEmpty()) {
            return draft.version() == 0 || forget(draft.version(), author)
                    ? new EditResult.Done("draft")
                    : new EditResult.Outdated();
        }
        var kept = jdbc.sql("""
            insert into roster_draft as draft (account, edit, seen, version, changed_at)
            select :account, :edit, :seen, 1, :at where :version = 0
                or exists (select from roster_draft where account = :account)
            on conflict (account) do update
                set edit = excluded.edit, seen = excluded.seen, version = draft.version + 1,
                    changed_at = excluded.changed_at
                where draft.version = :version\
            """)
                .param("account", account(author))
                .param("edit", RosterEditCodec.of(draft.edit()))
                .param("seen", draft.seen())
                .param("version", draft.version())
                .param("at", author.at().atOffset(ZoneOffset.UTC))
                .update();
        return kept == 1 ? new EditResult.Done("draft") : new EditResult.Outdated();
    }

    private boolean forget(int version, Author author) {
        return jdbc.sql("delete from roster_draft where account = :account and version = :version")
                        .param("account", account(author))
                        .param("version", version)
                        .update()
                == 1;
    }

    private static int account(Author author) {
        return author.account().orElseThrow().value();
    }
}
