package lv.helpline.calllog.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import lv.helpline.calllog.RecentAttempts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Of the records. What was cancelled, or was not dialled, says nothing of the trunk; nor does a person's phone of the
/// house beside their mobile.
@Component
public final class JdbcRecentAttempts implements RecentAttempts {

    private final JdbcClient jdbc;

    public JdbcRecentAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int refusedByTrunk(Instant since) {
        return jdbc.sql("""
            with recent as (
                select attempt.started_at, attempt.result
                from call_attempt as attempt
                where attempt.started_at > :since
                    and exists (select from consultant
                        where id = attempt.consultant and 'mobile' in (contact_kind, second_kind)
                            and (attempt.result = 'trunk-fault' or 'sip' not in (contact_kind, coalesce(second_kind, ''))))
            )
            select count(*) from recent
            where result = 'trunk-fault' and started_at > coalesce(
                (select max(started_at) from recent where result not in ('trunk-fault', 'not-allowed', 'cancelled')),
                '-infinity')\
            """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
