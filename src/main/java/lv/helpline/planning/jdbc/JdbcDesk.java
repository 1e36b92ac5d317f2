package lv.helpline.planning.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.Edits;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.Desk;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterText;
import lv.helpline.roster.edit.Surroundings;
import lv.helpline.shared.Saved;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Drafts and edits that can be taken back, as rows. Edits of the roster by people are made one after the other, so
/// that nobody's look at what is around theirs is overtaken before it is saved.
@Component
final class JdbcDesk implements Desk {

    /// A number that nothing else here locks.
    private static final long LOCK = 0x6465_736bL;

    private final JdbcClient jdbc;
    private final Edits edits;
    private final JdbcRota rota;

    JdbcDesk(JdbcClient jdbc, Edits edits, JdbcRota rota) {
        this.jdbc = jdbc;
        this.edits = edits;
        this.rota = rota;
    }

    @Override
    public Draft draft(AccountId author) {
        return jdbc.sql("select edit, seen, version from roster_draft where account = :account")
                .param("account", author.value())
                .query((row, number) ->
                        new Draft(RosterText.edit(row.getString("edit")), row.getString("seen"), row.getInt("version")))
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
                        RosterText.edit(row.getString("edit")),
                        row.getBoolean("of_draft"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public Saved save(Decision decision, Author author) {
        return edits.run(() -> {
            if (!isAsSeen(decision, author.at())) {
                return new Saved.Outdated();
            }
            remember(decision.edit(), false, author);
            return rota.save("roster-changed", decision.edit(), decision.also(), decision.told(), author);
        });
    }

    @Override
    public Saved keep(RosterEdit edit, Draft whole, Author author) {
        return edits.run(() -> {
            remember(edit, true, author);
            return replace(whole, author);
        });
    }

    @Override
    public Saved publish(Decision decision, int version, Author author) {
        return edits.run(() -> {
            if (!isAsSeen(decision, author.at()) || !forget(version, author)) {
                return new Saved.Outdated();
            }
            remember(decision.edit(), false, author);
            return rota.save("roster-published", decision.edit(), decision.also(), decision.told(), author);
        });
    }

    @Override
    public Saved discard(int version, Author author) {
        return edits.run(() -> forget(version, author) ? new Saved.Done("draft") : new Saved.Outdated());
    }

    @Override
    public Saved undo(LastEdit last, List<Outbox.Mail> told, Author author) {
        return edits.run(() -> {
            lock();
            var gone = jdbc.sql("delete from roster_undo where id = :id and account = :account")
                            .param("id", last.id())
                            .param("account", account(author))
                            .update()
                    == 1;
            if (!gone) {
                return new Saved.Outdated();
            }
            if (last.ofDraft()) {
                var draft = draft(author.account().orElseThrow());
                var books = rota.books(author.at());
                var whole = draft.edit().then(last.edit().inverse());
                return replace(new Draft(whole, Surroundings.of(whole, books), draft.version()), author);
            }
            var back = last.edit().inverse().rebasedOn(rota.books(author.at()));
            return back.lost().isEmpty()
                    ? rota.save("roster-undone", back.edit(), List.of(), told, author)
                    : new Saved.Outdated();
        });
    }

    private boolean isAsSeen(Decision decision, Instant now) {
        lock();
        return Surroundings.of(decision.edit(), rota.books(now)).equals(decision.seen());
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
                .param("edit", RosterText.of(edit))
                .param("ofDraft", ofDraft)
                .param("at", author.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Saved replace(Draft draft, Author author) {
        if (draft.edit().isEmpty()) {
            return draft.version() == 0 || forget(draft.version(), author)
                    ? new Saved.Done("draft")
                    : new Saved.Outdated();
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
                .param("edit", RosterText.of(draft.edit()))
                .param("seen", draft.seen())
                .param("version", draft.version())
                .param("at", author.at().atOffset(ZoneOffset.UTC))
                .update();
        return kept == 1 ? new Saved.Done("draft") : new Saved.Outdated();
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
