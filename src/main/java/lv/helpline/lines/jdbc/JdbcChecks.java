package lv.helpline.lines.jdbc;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.Map;
import lv.helpline.lines.Checked;
import lv.helpline.lines.Published;
import lv.helpline.roster.Referral;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The oldest day of each table, in one query: the wallboard asks often.
@Component
final class JdbcChecks implements Published.Checks {

    private final JdbcClient jdbc;

    JdbcChecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Published, LocalDate> due(LocalDate date) {
        return jdbc
                .sql("""
                    select published, checked_on
                    from (
                        select 'numbers' as published, min(checked_on) as checked_on, :own::date as before from line
                        union all select 'places', min(checked_on), :own from place
                        union all select 'texts', min(checked_on), :others from outside_help where way = 'text'
                    ) as oldest
                    where checked_on <= before\
                    """)
                .param("own", date.minus(Checked.GOOD_FOR))
                .param("others", date.minusDays(Referral.GOOD_FOR_DAYS + 1L))
                .query((row, number) -> Map.entry(
                        EnumCodes.constant(Published.class, row.getString("published")),
                        row.getObject("checked_on", LocalDate.class)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
