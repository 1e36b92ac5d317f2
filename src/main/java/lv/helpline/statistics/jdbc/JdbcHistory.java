package lv.helpline.statistics.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.statistics.CallTally;
import lv.helpline.statistics.ConsultantLoad;
import lv.helpline.statistics.History;
import lv.helpline.statistics.PartnerCallTally;
import lv.helpline.statistics.Period;
import lv.helpline.statistics.RingOutcomeGroup;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what `JdbcRetention` counted, and what it has not counted yet.
@Component
final class JdbcHistory implements History {

    private final JdbcClient jdbc;

    JdbcHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<CallTally> calls(Period period) {
        return jdbc.sql("""
            select * from calls_by_hour where hour >= :from and hour < :until
            order by hour, line, outcome, waited\
            """)
                .param("from", utc(period.from()))
                .param("until", utc(period.until()))
                .query((row, number) -> tally(row))
                .list();
    }

    @Override
    public List<ConsultantLoad> loads(Collection<YearMonth> months) {
        return jdbc.sql("""
            select consultant, sum(taken) as taken, sum(passed) as passed, sum(missed) as missed,
                sum(engaged) as engaged, sum(fault) as fault, sum(needless) as needless,
                sum(talked_minutes) as talked_minutes
            from consultants_by_month where month in (:months)
            group by consultant order by sum(taken) desc, consultant\
            """)
                .param("months", months.stream().map(month -> month.atDay(1)).toList())
                .query((row, number) -> load(row))
                .list();
    }

    @Override
    public List<PartnerCallTally> partnerCalls(Collection<YearMonth> months) {
        return jdbc.sql("""
            select month, line, sum(calls) as calls from partner_call_tally where month in (:months)
            group by month, line order by month, line\
            """)
                .param("months", months.stream().map(month -> month.atDay(1)).toList())
                .query((row, number) -> new PartnerCallTally(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getString("line"),
                        row.getInt("calls")))
                .list();
    }

    private static CallTally tally(ResultSet row) throws SQLException {
        return new CallTally(
                row.getObject("hour", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("line")),
                EnumCodes.constant(Outcome.class, row.getString("outcome")),
                Optional.ofNullable(row.getObject("waited", Integer.class)).map(Duration::ofSeconds),
                row.getInt("calls"),
                row.getInt("passed"),
                row.getInt("overflow"),
                row.getInt("overflow_all"));
    }

    private static ConsultantLoad load(ResultSet row) throws SQLException {
        return new ConsultantLoad(
                new ConsultantId(row.getInt("consultant")),
                Map.of(
                        RingOutcomeGroup.TAKEN, row.getInt("taken"),
                        RingOutcomeGroup.PASSED, row.getInt("passed"),
                        RingOutcomeGroup.MISSED, row.getInt("missed"),
                        RingOutcomeGroup.ENGAGED, row.getInt("engaged"),
                        RingOutcomeGroup.FAULT, row.getInt("fault"),
                        RingOutcomeGroup.NEEDLESS, row.getInt("needless")),
                Duration.ofMinutes(row.getInt("talked_minutes")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
