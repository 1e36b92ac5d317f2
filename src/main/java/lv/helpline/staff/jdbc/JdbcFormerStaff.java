package lv.helpline.staff.jdbc;

import java.time.LocalDate;
import java.util.List;
import lv.helpline.shared.FormerStaff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows keep their number, for records, tallies and the audit have it.
@Component
final class JdbcFormerStaff implements FormerStaff {

    private final JdbcClient jdbc;

    JdbcFormerStaff(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int forgetNames(LocalDate before) {
        return List.of("""
                        update consultant set name = '№ ' || id, version = version + 1
                        where left_on < :before and name <> '№ ' || id\
                        """, """
                        update account set name = '№ ' || id, email = id || '@ended.invalid', version = version + 1
                        where not active and ended_on < :before and name <> '№ ' || id\
                        """).stream()
                .mapToInt(sql -> jdbc.sql(sql).param("before", before).update())
                .sum();
    }
}
