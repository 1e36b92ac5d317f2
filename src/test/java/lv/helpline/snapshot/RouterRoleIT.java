package lv.helpline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.testing.JdbcPart;
import lv.helpline.testing.Postgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What the role may do that routers log in as. That it may do all that they need is shown by the tests of the
/// whole application, which log in as it.
class RouterRoleIT {

    private static final String DATABASE = Postgres.demoDatabase();
    private static final JdbcClient OWNER = JdbcClient.create(new DriverManagerDataSource(DATABASE));
    private static final JdbcClient ROUTER =
            JdbcClient.create(new DriverManagerDataSource(Postgres.forRouters(DATABASE), Postgres.ROUTER, ""));

    /// Though no trigger refuses it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor_name = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "alter table audit_entry disable trigger user",
                "drop trigger audit_entry_is_only_added_to on audit_entry",
                "drop table audit_entry",
                "delete from audit_seal",
                "update report set published_at = now()",
                "update call_record set answered_by = 1",
                "delete from call_tally",
                "delete from consultant_tally",
                "update flyway_schema_history set success = true",
                "create table mine (id integer)",
                "create role mine",
            })
    void may_not(String statement) {
        OWNER.sql("alter table audit_entry disable trigger user").update();
        try {
            ROUTER.sql(statement).update();
            assertThat(statement).as("what was done").isEmpty();
        } catch (DataAccessException refused) {
            assertThat(((SQLException) Objects.requireNonNull(refused.getRootCause())).getSQLState())
                    .isEqualTo("42501");
        }
    }

    /// Each table is written by routers, so each has to be granted.
    @Test
    void may_add_to_each_table_but_that_of_the_migrations() {
        assertThat(OWNER.sql("""
            select relname from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace
                and not has_table_privilege(cast(:router as name), oid, 'insert')\
            """)
                        .param("router", Postgres.ROUTER)
                        .query(String.class)
                        .list())
                .containsExactly("flyway_schema_history");
    }

    @Test
    void owns_nothing() {
        assertThat(OWNER.sql("select count(*) from pg_class where relowner = :router::regrole")
                        .param("router", Postgres.ROUTER)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /// From an empty database on, as on the day of the installation.
    @Test
    void migrates_as_the_owner_and_goes_on_as_the_router(@TempDir Path directory) {
        var database = Postgres.emptyDatabase();
        var settings = Postgres.settings(database).stream()
                .map(setting -> setting.substring("--".length()))
                .toArray(String[]::new);
        JdbcPart.over(database, directory.resolve("roster.json"))
                .withPropertyValues(settings)
                .run(context -> {
                    var snapshots = context.getBean(SnapshotSource.class);
                    Awaitility.await().until(() -> snapshots.current().isPresent());
                    var jdbc = context.getBean(JdbcClient.class);
                    assertThat(jdbc.sql("select current_user")
                                    .query(String.class)
                                    .single())
                            .isEqualTo(Postgres.ROUTER);
                    assertThat(jdbc.sql("select distinct tableowner from pg_tables where schemaname = 'public'")
                                    .query(String.class)
                                    .list())
                            .isEqualTo(List.of(Postgres.USER));
                });
    }
}
