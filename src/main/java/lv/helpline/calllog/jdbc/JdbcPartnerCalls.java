package lv.helpline.calllog.jdbc;

import java.util.List;
import lv.helpline.calllog.CallLog.CallLogUnavailable;
import lv.helpline.calllog.PartnerCalls;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts in PostgreSQL. One of a line that is none of ours is left out: the table would refuse it again and again.
@Component
final class JdbcPartnerCalls implements PartnerCalls {

    private final JdbcClient jdbc;

    JdbcPartnerCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void store(List<Count> counts) {
        try {
            counts.forEach(this::store);
        } catch (DataAccessException unavailable) {
            throw new CallLogUnavailable(unavailable);
        }
    }

    private void store(Count count) {
        jdbc.sql("""
            insert into partner_call_tally (counter, month, line, calls)
            select :counter, :month, number, :calls from published_number where number = :line
            on conflict on constraint partner_call_tally_pk do update set calls = excluded.calls
            where partner_call_tally.calls < excluded.calls\
            """)
                .param("counter", count.counter())
                .param("month", count.month().atDay(1))
                .param("line", count.line())
                .param("calls", count.calls())
                .update();
    }
}
