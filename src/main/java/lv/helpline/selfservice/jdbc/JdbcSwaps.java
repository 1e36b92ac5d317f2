package lv.helpline.selfservice.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.selfservice.Swaps;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.WallClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Proposals as rows that go when they are answered. Of two answers to one the second finds it gone.
@Component
final class JdbcSwaps implements Swaps {

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;
    private final Outbox outbox;
    private final RosterEditing editing;

    JdbcSwaps(
            JdbcClient jdbc,
            AuditedTransaction auditedTransaction,
            JdbcAudit audit,
            Outbox outbox,
            RosterEditing editing) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
        this.outbox = outbox;
        this.editing = editing;
    }

    @Override
    public List<Proposal> of(ConsultantId consultant, Instant at) {
        return jdbc
                .sql("""
                    select * from swap where (consultant = :consultant or colleague = :consultant) and starts > :now
                    order by starts, id\
                    """)
                .param("consultant", consultant.value())
                .param("now", LocalDateTime.ofInstant(at, Roster.ZONE))
                .query(JdbcSwaps::proposal)
                .list()
                .stream()
                .filter(proposal -> proposal.isOpen(at))
                .toList();
    }

    /// What expired goes at the same time: nobody asks for it any more.
    @Override
    public EditResult propose(
            ConsultantId consultant, ConsultantId colleague, LocalSpan span, List<Outbox.Mail> told, Author author) {
        return auditedTransaction.run(() -> {
            jdbc.sql("delete from swap where starts <= :now or return_starts <= :now")
                    .param("now", LocalDateTime.ofInstant(author.at(), Roster.ZONE))
                    .update();
            var id = jdbc.sql("""
                insert into swap (consultant, colleague, starts, ends, proposed_at)
                values (:consultant, :colleague, :starts, :ends, :at) returning id\
                """)
                    .param("consultant", consultant.value())
                    .param("colleague", colleague.value())
                    .param("starts", span.start())
                    .param("ends", span.end())
                    .param("at", author.at().atOffset(ZoneOffset.UTC))
                    .query(Integer.class)
                    .single();
            var proposal = new Proposal(id, consultant, colleague, span, Optional.empty());
            return written("swap-proposed", proposal, told, author);
        });
    }

    @Override
    public EditResult wantBack(Proposal proposal, LocalSpan back, List<Outbox.Mail> told, Author author) {
        return auditedTransaction.run(() -> {
            var rows = jdbc.sql("""
                update swap set return_starts = :starts, return_ends = :ends
                where id = :id and return_starts is null\
                """)
                    .param("id", proposal.id())
                    .param("starts", back.start())
                    .param("ends", back.end())
                    .update();
            if (rows == 0) {
                return new EditResult.Outdated();
            }
            var changed = new Proposal(
                    proposal.id(), proposal.consultant(), proposal.colleague(), proposal.span(), Optional.of(back));
            return written("swap-answered", changed, told, author);
        });
    }

    @Override
    public EditResult accept(Proposal proposal, RosterEdit edit, List<Outbox.Mail> told, Author author) {
        var spans = Stream.concat(Stream.of(proposal.span()), proposal.back().stream())
                .toList();
        var occasion = new EditOccasion.Swap(proposal.consultant(), proposal.colleague(), spans);
        return editing.save(new EditRequest(occasion, edit, author).with(() -> {
                    if (!delete(proposal)) {
                        return false;
                    }
                    written("swap-taken", proposal, told, author);
                    return true;
                }))
                .asEditResult();
    }

    @Override
    public EditResult drop(Proposal proposal, List<Outbox.Mail> told, Author author) {
        return auditedTransaction.run(
                () -> delete(proposal) ? written("swap-dropped", proposal, told, author) : new EditResult.Outdated());
    }

    @Override
    public void end(Proposal proposal, List<Outbox.Mail> told, Author author) {
        if (delete(proposal)) {
            written("swap-overtaken", proposal, told, author);
        }
    }

    private EditResult written(String action, Proposal proposal, List<Outbox.Mail> told, Author author) {
        told.forEach(mail -> outbox.add(mail, author.at()));
        audit.write(author, action, AuditSubject.of(proposal.consultant()), changes(proposal));
        return new EditResult.Done(Integer.toString(proposal.id()));
    }

    /// As it was read: what was answered in the meantime is not it.
    private boolean delete(Proposal proposal) {
        return jdbc.sql("delete from swap where id = :id and (return_starts is not null) = :answered")
                        .param("id", proposal.id())
                        .param("answered", proposal.back().isPresent())
                        .update()
                == 1;
    }

    private static List<Change> changes(Proposal proposal) {
        var changes = new ArrayList<Change>();
        changes.add(Change.added("with", new AuditValue.Person(proposal.colleague())));
        changes.add(Change.added("duty", new AuditValue.Span(proposal.span())));
        proposal.back().ifPresent(back -> changes.add(Change.added("in-return", new AuditValue.Span(back))));
        return changes;
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getInt("id"),
                new ConsultantId(row.getInt("consultant")),
                new ConsultantId(row.getInt("colleague")),
                new LocalSpan(WallClock.starts(row), WallClock.ends(row)),
                span(
                        row.getObject("return_starts", LocalDateTime.class),
                        row.getObject("return_ends", LocalDateTime.class)));
    }

    private static Optional<LocalSpan> span(@Nullable LocalDateTime start, @Nullable LocalDateTime end) {
        return start == null || end == null ? Optional.empty() : Optional.of(new LocalSpan(start, end));
    }
}
