package lv.helpline.planning.jdbc;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyRepository;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.snapshot.RosterReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Duties as rows of their three tables, found by what they say: a value that is not there any more was changed by
/// somebody else.
@Component("rota")
final class JdbcDutyRepository implements DutyRepository {

    private static final String SAME_DUTY = """
         where consultant = :consultant and region is not distinct from :region and line is not distinct from :line
         and coordination = :coordination and starts = :starts and ends = :ends\
        """;

    private final JdbcClient jdbc;
    private final RosterReader rosterReader;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;
    private final Outbox outbox;

    JdbcDutyRepository(
            JdbcClient jdbc,
            RosterReader rosterReader,
            AuditedTransaction auditedTransaction,
            JdbcAudit audit,
            Outbox outbox) {
        this.jdbc = jdbc;
        this.rosterReader = rosterReader;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    public RosterData books(Instant now) {
        return rosterReader.roster(now);
    }

    @Override
    public RosterData books(Instant now, LocalSpan time) {
        return rosterReader.roster(now, time);
    }

    @Override
    public EditResult save(RosterEdit edit, List<Outbox.Mail> told, Author author) {
        return save("roster-changed", edit, List.of(), told, author);
    }

    /// @param also what the audit is to say beside the edit
    EditResult save(String action, RosterEdit edit, List<Change> also, List<Outbox.Mail> told, Author author) {
        return auditedTransaction.run(() -> {
            var allThere = remove(edit.weeklyDuties(), this::remove)
                    && remove(edit.covers(), this::remove)
                    && remove(edit.absences(), this::remove);
            if (!allThere) {
                return new EditResult.Outdated();
            }
            edit.weeklyDuties().added().forEach(this::add);
            edit.covers().added().forEach(this::add);
            edit.absences().added().forEach(this::add);
            told.forEach(mail -> outbox.add(mail, author.at()));
            audit.write(
                    author,
                    action,
                    "roster",
                    Stream.concat(changes(edit).stream(), also.stream()).toList());
            return new EditResult.Done("roster");
        });
    }

    private static <T> boolean remove(RosterEdit.Part<T> part, Predicate<T> remove) {
        return part.removed().stream().allMatch(remove);
    }

    private boolean remove(WeeklyDuty duty) {
        return weekly(
                                "delete from weekly_duty" + SAME_DUTY
                                        + " and weekday = :weekday and valid_from = :from"
                                        + " and valid_until is not distinct from :until",
                                duty)
                        .update()
                == 1;
    }

    private boolean remove(Cover cover) {
        return dated("delete from cover" + SAME_DUTY, cover).update() == 1;
    }

    /// Two that are alike may be there: one goes.
    private boolean remove(Absence absence) {
        return span("""
            delete from absence where id = (
                select id from absence where consultant = :consultant and starts = :starts and ends = :ends
                order by id limit 1 for update)\
            """, absence.span())
                        .param("consultant", absence.consultant().value())
                        .update()
                == 1;
    }

    private void add(WeeklyDuty duty) {
        weekly("""
            insert into weekly_duty
                (consultant, region, line, coordination, weekday, starts, ends, valid_from, valid_until)
            values (:consultant, :region, :line, :coordination, :weekday, :starts, :ends, :from, :until)\
            """, duty).update();
    }

    private void add(Cover cover) {
        dated("""
            insert into cover (consultant, region, line, coordination, starts, ends)
            values (:consultant, :region, :line, :coordination, :starts, :ends)\
            """, cover).update();
    }

    private void add(Absence absence) {
        span("insert into absence (consultant, starts, ends) values (:consultant, :starts, :ends)", absence.span())
                .param("consultant", absence.consultant().value())
                .update();
    }

    private StatementSpec weekly(String sql, WeeklyDuty duty) {
        return coverage(jdbc.sql(sql), duty.coverage())
                .param("consultant", duty.consultant().value())
                .param("weekday", duty.span().day().getValue())
                .param("starts", duty.span().start())
                .param("ends", duty.span().end())
                .param("from", duty.from())
                .param("until", duty.until().orElse(null), Types.DATE);
    }

    private StatementSpec dated(String sql, Cover cover) {
        return coverage(span(sql, cover.span()), cover.coverage())
                .param("consultant", cover.consultant().value());
    }

    private StatementSpec span(String sql, LocalSpan span) {
        return jdbc.sql(sql).param("starts", span.start()).param("ends", span.end());
    }

    private static StatementSpec coverage(StatementSpec sql, DutyScope dutyScope) {
        var region = dutyScope instanceof DutyScope.OfRegion(var of) ? EnumCodes.of(of) : null;
        var line = dutyScope instanceof DutyScope.OfLine(var of) ? of.value() : null;
        return sql.param("region", region, Types.VARCHAR)
                .param("line", line, Types.VARCHAR)
                .param("coordination", dutyScope instanceof DutyScope.CoordinatorOnCall);
    }

    private static List<Change> changes(RosterEdit edit) {
        var changes = new ArrayList<Change>();
        addChanges(changes, "weekly-duty", edit.weeklyDuties(), JdbcDutyRepository::text);
        addChanges(changes, "cover", edit.covers(), JdbcDutyRepository::text);
        addChanges(changes, "absence", edit.absences(), JdbcDutyRepository::text);
        return changes;
    }

    private static <T> void addChanges(
            List<Change> changes, String field, RosterEdit.Part<T> part, Function<T, String> text) {
        part.removed().forEach(entry -> changes.add(new Change(field, text.apply(entry), "")));
        part.added().forEach(entry -> changes.add(new Change(field, "", text.apply(entry))));
    }

    private static String text(WeeklyDuty duty) {
        return "consultant %s, %s, %s %s/%s, %s/%s"
                .formatted(
                        duty.consultant(),
                        RosterEditCodec.spelt(duty.coverage()),
                        duty.span().day(),
                        duty.span().start(),
                        duty.span().end(),
                        duty.from(),
                        duty.until().map(LocalDate::toString).orElse(".."));
    }

    private static String text(Cover cover) {
        return "consultant %s, %s, %s"
                .formatted(cover.consultant(), RosterEditCodec.spelt(cover.coverage()), text(cover.span()));
    }

    private static String text(Absence absence) {
        return "consultant %s, %s".formatted(absence.consultant(), text(absence.span()));
    }

    private static String text(LocalSpan span) {
        return span.start() + "/" + span.end();
    }
}
