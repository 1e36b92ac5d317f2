package lv.helpline.snapshot;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.routing.RecentActivity;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the roster whole: in one question, however much it holds.
public final class RosterReader {

    /// What ended longer ago is not read: the tables grow for ever, what calls need does not.
    private static final int PAST_DAYS = 31;

    private static final LocalDateTime LAST = LocalDateTime.parse("9999-12-31T23:59");

    private final RosterRows.Tables tables;
    private final JdbcClient jdbc;

    RosterReader(RosterRows.Tables tables, JdbcClient jdbc) {
        this.tables = tables;
        this.jdbc = jdbc;
    }

    /// The roster as calls at `now` and after it need it.
    public RosterData roster(Instant now) {
        return roster(now, new LocalSpan(past(now), LAST));
    }

    /// The roster with the covers and absences of a time only.
    public RosterData roster(Instant now, LocalSpan time) {
        return tables.find(past(now), time.start(), time.end()).roster();
    }

    private static LocalDateTime past(Instant now) {
        return LocalDate.ofInstant(now, Roster.ZONE).minusDays(PAST_DAYS).atStartOfDay();
    }

    /// What consultants did before `now`.
    public RecentActivity activity(Instant now) {
        return new RecentActivity(lastCallEnded(now), missedInARow(now));
    }

    /// When the last call that each consultant answered in the 30 days before `now` ended; the hour of it, if
    /// its record is gone.
    private Map<ConsultantId, Instant> lastCallEnded(Instant now) {
        return jdbc
                .sql("""
                    select consultant, max(ended_at) as ended_at
                    from (
                        select answered_by as consultant, ended_at from call_record where answered_by is not null
                        union all
                        select consultant, last_call_hour from consultant_activity
                    ) as call
                    where ended_at > :past
                    group by consultant\
                    """)
                .param("past", now.minus(30, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(
                        new ConsultantId(row.getInt("consultant")),
                        row.getTimestamp("ended_at").toInstant()))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// How many calls each consultant has missed since they last took, passed or declined one, with rings within
    /// a day. A caller for whom the phone rang several times is one. Those whose records are gone count on, if the
    /// phone has rung since.
    private Map<ConsultantId, Integer> missedInARow(Instant now) {
        return jdbc
                .sql("""
                    select *
                    from (
                        select consultant, count(distinct call_id) filter (where answered_since = 0)
                            + case when max(answered_since) = 0 then coalesce(max(missed_in_a_row), 0) else 0 end
                            as missed
                        from (
                            select consultant, call_id, count(*) filter (where result not in ('no-answer', 'silent'))
                                over (partition by consultant order by started_at desc, call_id) as answered_since
                            from call_attempt
                            where started_at > :past
                                and result in ('taken', 'passed', 'rejected', 'no-answer', 'silent')
                        ) as attempt
                        left join consultant_activity using (consultant)
                        group by consultant
                    ) as counted
                    where missed > 0\
                    """)
                .param("past", now.minus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(new ConsultantId(row.getInt("consultant")), row.getInt("missed")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
