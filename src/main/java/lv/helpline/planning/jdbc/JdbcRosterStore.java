package lv.helpline.planning.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import lv.helpline.audit.AccountId;
import lv.helpline.planning.RosterDraft;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.RosterStore;
import lv.helpline.planning.UndoableEdit;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.snapshot.RosterReader;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// The roster as rows of its tables, found by what they say: a value that is not there any more was changed by somebody
/// else. Drafts and what can be undone are rows with an edit as text.
@Component
final class JdbcRosterStore implements RosterStore {

    /// A number that nothing else here locks.
    private static final long LOCK = 0x6465_736bL;

    private static final String SAME_DUTY = """
         where consultant = :consultant and region is not distinct from :region and line is not distinct from :line
         and coordination = :coordination and starts = :starts and ends = :ends\
        """;

    private final JdbcClient jdbc;
    private final RosterReader reader;

    JdbcRosterStore(JdbcClient jdbc, RosterReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    @Override
    public RosterData roster(Instant now) {
        return reader.roster(now);
    }

    @Override
    public RosterData roster(Instant now, LocalSpan time) {
        return reader.roster(now, time);
    }

    /// A wait that was in vain leaves the transaction as it was.
    @Override
    public boolean lock(Duration atMost) {
        jdbc.sql("savepoint before_the_lock").update();
        jdbc.sql("select set_config('lock_timeout', :atMost, true)")
                .param("atMost", atMost.toMillis() + "ms")
                .query(String.class)
                .single();
        try {
            jdbc.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, number) -> "locked")
                    .single();
        } catch (DataAccessException held) {
            if (!isLockTimeout(held)) {
                throw held;
            }
            jdbc.sql("rollback to savepoint before_the_lock").update();
            return false;
        }
        jdbc.sql("set local lock_timeout to default").update();
        return true;
    }

    /// PostgreSQL calls it `lock_not_available`; Spring has no exception of its own for it.
    private static boolean isLockTimeout(DataAccessException exception) {
        return exception.getMostSpecificCause() instanceof SQLException cause && "55P03".equals(cause.getSQLState());
    }

    @Override
    public boolean write(RosterEdit edit) {
        var allThere = remove(edit.weeklyDuties(), this::remove)
                && remove(edit.covers(), this::remove)
                && remove(edit.absences(), this::remove)
                && remove(edit.closures(), this::remove)
                && remove(edit.specialOpenings(), this::remove);
        if (!allThere) {
            return false;
        }
        edit.weeklyDuties().added().forEach(this::add);
        edit.covers().added().forEach(this::add);
        edit.absences().added().forEach(this::add);
        edit.closures().added().forEach(this::add);
        edit.specialOpenings().added().forEach(this::add);
        edit.hours().added().forEach(this::replace);
        return true;
    }

    private static <T> boolean remove(RosterEdit.Part<T> part, Predicate<T> remove) {
        return part.removed().stream().allMatch(remove);
    }

    private boolean remove(WeeklyDuty duty) {
        return weekly(
                                "delete from weekly_duty" + SAME_DUTY
                                        + " and weekday = :weekday and valid_from = :from"
                                        + " and valid_until is not distinct from :until and every_weeks = :everyWeeks",
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
                (consultant, region, line, coordination, weekday, starts, ends, valid_from, valid_until, every_weeks)
            values
                (:consultant, :region, :line, :coordination, :weekday, :starts, :ends, :from, :until, :everyWeeks)\
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

    private boolean remove(Closure closure) {
        return of(closure.line(), span("""
            delete from closure where id = (
                select id from closure
                where line is not distinct from :line and starts = :starts and ends = :ends
                order by id limit 1 for update)\
            """, closure.span())).update() == 1;
    }

    private boolean remove(SpecialOpening opening) {
        return of(Optional.of(opening.line()), span("""
            delete from special_opening where id = (
                select id from special_opening where line = :line and starts = :starts and ends = :ends
                order by id limit 1 for update)\
            """, opening.span())).update() == 1;
    }

    private void add(Closure closure) {
        var id = of(
                        closure.line(),
                        span(
                                "insert into closure (line, starts, ends) values (:line, :starts, :ends) returning id",
                                closure.span()))
                .query(Integer.class)
                .single();
        closure.message()
                .forEach((language, text) -> jdbc.sql(
                                "insert into closure_message (closure, language, text) values (:closure, :language, :text)")
                        .param("closure", id)
                        .param("language", language.code())
                        .param("text", text.text())
                        .update());
    }

    private void add(SpecialOpening opening) {
        of(
                        Optional.of(opening.line()),
                        span(
                                "insert into special_opening (line, starts, ends) values (:line, :starts, :ends)",
                                opening.span()))
                .update();
    }

    /// The line's version says that a form of it, read before, is overtaken.
    private void replace(LineHours hours) {
        jdbc.sql("delete from opening_hours where line = :line")
                .param("line", hours.line().value())
                .update();
        hours.hours()
                .forEach(each -> jdbc.sql("""
                        insert into opening_hours (line, weekday, starts, ends, valid_from, valid_until)
                        values (:line, :weekday, :starts, :ends, :from, :until)\
                        """)
                        .param("line", hours.line().value())
                        .param("weekday", each.span().day().getValue())
                        .param("starts", each.span().start())
                        .param("ends", each.span().end())
                        .param("from", each.from())
                        .param("until", each.until().orElse(null), Types.DATE)
                        .update());
        jdbc.sql("update line set version = version + 1 where id = :line")
                .param("line", hours.line().value())
                .update();
    }

    private static StatementSpec of(Optional<LineId> line, StatementSpec sql) {
        return sql.param("line", line.map(LineId::value).orElse(null), Types.VARCHAR);
    }

    private StatementSpec weekly(String sql, WeeklyDuty duty) {
        return coverage(jdbc.sql(sql), duty.coverage())
                .param("consultant", duty.consultant().value())
                .param("weekday", duty.span().day().getValue())
                .param("starts", duty.span().start())
                .param("ends", duty.span().end())
                .param("from", duty.from())
                .param("until", duty.until().orElse(null), Types.DATE)
                .param("everyWeeks", duty.everyWeeks());
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

    @Override
    public RosterDraft draft(AccountId author) {
        return jdbc.sql("select edit, seen, version from roster_draft where account = :account")
                .param("account", author.value())
                .query((row, number) -> new RosterDraft(
                        RosterEditCodec.edit(row.getString("edit")), row.getString("seen"), row.getInt("version")))
                .optional()
                .orElse(RosterDraft.NONE);
    }

    @Override
    public boolean saveDraft(RosterDraft draft, AccountId author, Instant at) {
        if (draft.edit().isEmpty()) {
            return draft.version() == 0
                    || jdbc.sql("delete from roster_draft where account = :account and version = :version")
                                    .param("account", author.value())
                                    .param("version", draft.version())
                                    .update()
                            == 1;
        }
        return jdbc.sql("""
            insert into roster_draft as draft (account, edit, seen, version, changed_at)
            select :account, :edit, :seen, 1, :at where :version = 0
                or exists (select from roster_draft where account = :account)
            on conflict (account) do update
                set edit = excluded.edit, seen = excluded.seen, version = draft.version + 1,
                    changed_at = excluded.changed_at
                where draft.version = :version\
            """)
                        .param("account", author.value())
                        .param("edit", RosterEditCodec.of(draft.edit()))
                        .param("seen", draft.seen())
                        .param("version", draft.version())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Override
    public void remember(UndoableEdit.Kind kind, RosterEdit edit, AccountId author, Instant at) {
        jdbc.sql("delete from roster_undo where made_at <= :since")
                .param("since", at.minus(RosterEditing.UNDONE_WITHIN).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into roster_undo (account, edit, kind, made_at) values (:account, :edit, :kind, :at)")
                .param("account", author.value())
                .param("edit", RosterEditCodec.of(edit))
                .param("kind", EnumCodes.of(kind))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void forgetDrafted(AccountId author) {
        jdbc.sql("delete from roster_undo where account = :account and kind = 'drafted'")
                .param("account", author.value())
                .update();
    }

    @Override
    public Optional<UndoableEdit> last(AccountId author, Instant since) {
        return jdbc.sql("""
            select id, edit, kind, made_at from roster_undo
            where account = :account and made_at > :since order by id desc limit 1\
            """)
                .param("account", author.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new UndoableEdit(
                        row.getLong("id"),
                        EnumCodes.constant(UndoableEdit.Kind.class, row.getString("kind")),
                        RosterEditCodec.edit(row.getString("edit")),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public boolean forget(UndoableEdit edit, AccountId author) {
        return jdbc.sql("delete from roster_undo where id = :id and account = :account")
                        .param("id", edit.id())
                        .param("account", author.value())
                        .update()
                == 1;
    }
}
