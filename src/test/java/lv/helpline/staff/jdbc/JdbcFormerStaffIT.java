package lv.helpline.staff.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JdbcFormerStaffIT {

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(Postgres.demoDatabase()));
    private final JdbcFormerStaff formerStaff = new JdbcFormerStaff(jdbc);

    @Test
    void the_name_of_who_left_before_that_day_goes_and_their_number_stays() {
        jdbc.sql("delete from account").update();
        for (var sql : new String[] {
            "update consultant set left_on = '2025-11-23', contact_kind = 'sip', contact = 'left' || id, verified_at = null,"
                    + " pin_hash = null where id = 1",
            "update consultant set left_on = '2025-11-24', contact_kind = 'sip', contact = 'left' || id, verified_at = null,"
                    + " pin_hash = null where id = 2",
            """
            insert into account (id, email, name, role, active, ended_on) overriding system value values
                (901, 'ilze@example.org', 'Ilze', 'administrator', false, '2025-11-23'),
                (902, 'rita@example.org', 'Rita', 'administrator', false, '2025-11-24'),
                (903, 'olga@example.org', 'Olga', 'administrator', true, null)\
            """
        }) {
            jdbc.sql(sql).update();
        }
        var second = jdbc.sql("select name from consultant where id = 2")
                .query(String.class)
                .single();
        assertThat(formerStaff.forgetNames(LocalDate.parse("2025-11-24"))).isEqualTo(2);
        assertThat(formerStaff.forgetNames(LocalDate.parse("2025-11-24")))
                .as("again")
                .isZero();
        assertThat(jdbc.sql("select name from consultant where id <= 2 order by id")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("№ 1", second);
        assertThat(jdbc.sql("select name || ' ' || email from account order by id")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("№ 901 901@ended.invalid", "Rita rita@example.org", "Olga olga@example.org");
    }
}
