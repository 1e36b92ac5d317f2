package lv.helpline.planning.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyOffer;
import lv.helpline.planning.DutyOffers;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.WallClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Offers as rows, with a row for each person to whom it is made. Of two who end one the second finds it ended.
@Component
final class JdbcDutyOffers implements DutyOffers {

    private static final String OFFERS = """
        select *, array(select consultant from duty_offer_recipient where duty_offer = id order by consultant) as people
        from duty_offer\
        """;

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;
    private final Outbox outbox;

    JdbcDutyOffers(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit, Outbox outbox) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
        this.outbox = outbox;
    }

    /// What is over goes at the same time: nobody asks for it any more.
    @Override
    public EditResult offer(
            LineId line, LocalSpan span, List<ConsultantId> to, IntFunction<List<Outbox.Mail>> told, Author author) {
        return auditedTransaction.run(() -> {
            forgetWhatIsOver(author.at());
            var id = jdbc.sql("""
                insert into duty_offer (line, starts, ends, offered_at) values (:line, :starts, :ends, :at) returning id\
                """)
                    .param("line", line.value())
                    .param("starts", span.start())
                    .param("ends", span.end())
                    .param("at", utc(author.at()))
                    .query(Integer.class)
                    .single();
            to.forEach(consultant -> jdbc.sql(
                            "insert into duty_offer_recipient (duty_offer, consultant) values (:offer, :consultant)")
                    .param("offer", id)
                    .param("consultant", consultant.value())
                    .update());
            told.apply(id).forEach(mail -> outbox.add(mail, author.at()));
            var people = to.stream().<AuditValue>map(AuditValue.Person::new).toList();
            write("duty-offered", line, span, Optional.of(new AuditValue.Several(people)), author);
            return new EditResult.Done(id.toString());
        });
    }

    private void forgetWhatIsOver(Instant at) {
        for (var sql : List.of(
                "delete from duty_offer_recipient where duty_offer in (select id from duty_offer where ends <= :now)",
                "delete from duty_offer where ends <= :now")) {
            jdbc.sql(sql).param("now", LocalDateTime.ofInstant(at, Roster.ZONE)).update();
        }
    }

    @Override
    public List<DutyOffer> open(Instant at) {
        return jdbc.sql(OFFERS + " where ended_at is null and ends > :now order by starts, id")
                .param("now", LocalDateTime.ofInstant(at, Roster.ZONE))
                .query((row, number) -> offer(row))
                .list();
    }

    @Override
    public Optional<DutyOffer> find(int id) {
        return jdbc.sql(OFFERS + " where id = :id")
                .param("id", id)
                .query((row, number) -> offer(row))
                .optional();
    }

    @Override
    public boolean accept(DutyOffer offer, ConsultantId by, List<Outbox.Mail> told, Author author) {
        if (!end(offer.id(), Optional.of(by), author)) {
            return false;
        }
        told.forEach(mail -> outbox.add(mail, author.at()));
        write("duty-taken", offer.line(), offer.span(), Optional.of(new AuditValue.Person(by)), author);
        return true;
    }

    @Override
    public void end(DutyOffer offer, Author author) {
        if (end(offer.id(), Optional.empty(), author)) {
            write("duty-offer-filled", offer.line(), offer.span(), Optional.empty(), author);
        }
    }

    @Override
    public EditResult withdraw(int id, Author author) {
        return auditedTransaction.run(() -> {
            var offer = find(id);
            if (offer.isEmpty() || !end(id, Optional.empty(), author)) {
                return new EditResult.Outdated();
            }
            write("duty-offer-withdrawn", offer.get().line(), offer.get().span(), Optional.empty(), author);
            return new EditResult.Done(Integer.toString(id));
        });
    }

    private boolean end(int id, Optional<ConsultantId> by, Author author) {
        return jdbc.sql("update duty_offer set ended_at = :at, taken_by = :by where id = :id and ended_at is null")
                        .param("at", utc(author.at()))
                        .param("by", by.map(ConsultantId::value).orElse(null), Types.SMALLINT)
                        .param("id", id)
                        .update()
                == 1;
    }

    private void write(String action, LineId line, LocalSpan span, Optional<AuditValue> people, Author author) {
        var changes = new ArrayList<Change>();
        changes.add(Change.added("time", new AuditValue.Span(span)));
        people.ifPresent(each -> changes.add(Change.added("consultant", each)));
        audit.write(author, action, AuditSubject.of(line), changes);
    }

    private static DutyOffer offer(ResultSet row) throws SQLException {
        var people = (Short[]) row.getArray("people").getArray();
        return new DutyOffer(
                row.getInt("id"),
                new LineId(row.getString("line")),
                new LocalSpan(WallClock.starts(row), WallClock.ends(row)),
                row.getObject("offered_at", OffsetDateTime.class).toInstant(),
                Stream.of(people).map(ConsultantId::new).toList(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getObject("taken_by", Integer.class)).map(ConsultantId::new));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
