package lv.helpline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.CallLogContract;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.testing.JdbcPart;
import lv.helpline.testing.Loopback;
import lv.helpline.testing.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ExtendWith(OutputCaptureExtension.class)
class SnapshotKeeperIT {

    private static final Duration NOTIFIED = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    @Test
    void is_fresh_when_the_start_is_over_and_has_migrated_an_empty_database() {
        part(Postgres.emptyDatabase()).run(context -> {
            assertThat(snapshot(context).roster().data().lines()).hasSize(7);
            assertThat(snapshot(context).loadedAt()).isBetween(Instant.now().minusSeconds(30), Instant.now());
            assertThat(file()).exists();
        });
    }

    /// As on the day of the installation, when router and pages are started by one command.
    @Test
    void two_that_start_at_once_migrate_an_empty_database_once() throws InterruptedException {
        var database = Postgres.emptyDatabase();
        var lines = new ConcurrentLinkedQueue<Integer>();
        var both = Stream.of("router.json", "pages.json")
                .map(file -> Thread.ofVirtual()
                        .start(() -> JdbcPart.over(database, directory.resolve(file))
                                .run(context -> lines.add(snapshot(context)
                                        .roster()
                                        .data()
                                        .lines()
                                        .size()))))
                .toList();
        for (var each : both) {
            each.join();
        }
        assertThat(lines).containsExactly(7, 7);
        assertThat(JdbcClient.create(new DriverManagerDataSource(database))
                        .sql("select coalesce(version, script) from flyway_schema_history")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /// As of pages that are still the former ones while the router is the new one.
    @Test
    void starts_over_tables_that_are_newer() {
        var database = Postgres.freshDatabase();
        JdbcClient.create(new DriverManagerDataSource(database)).sql("""
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            values (9999, '99991231.01', 'later', 'SQL', 'V99991231_01__later.sql', 1, current_user, 1, true)\
            """).update();
        part(database)
                .run(context ->
                        assertThat(snapshot(context).roster().data().lines()).hasSize(7));
    }

    /// Such as a demo's of before the first release: no half of ours is put beside it.
    @Test
    void refuses_tables_that_other_migrations_made(CapturedOutput output, @TempDir Path others) throws IOException {
        var database = Postgres.emptyDatabase();
        Files.writeString(others.resolve("V001__line.sql"), "create table line (name text)");
        Flyway.configure()
                .dataSource(database, Postgres.USER, "")
                .locations("filesystem:" + others)
                .load()
                .migrate();
        part(database).run(context -> {
            await().untilAsserted(() ->
                    assertThat(output.getOut()).contains("Detected applied migration not resolved locally: 001"));
            assertThat(jdbc(context)
                            .sql("select relname from pg_class where relnamespace = 'public'::regnamespace"
                                    + " and relkind = 'r'")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrder("flyway_schema_history", "line");
        });
    }

    @Test
    void a_change_of_the_roster_is_in_the_next_snapshot_without_a_poll() {
        demo().run(context -> {
            waitForListener(context);
            var before = snapshot(context);
            jdbc(context)
                    .sql("insert into pause (consultant, starts, ends) values (1, now(), now() + interval '1 hour')")
                    .update();
            await().atMost(NOTIFIED).until(() -> !snapshot(context).version().equals(before.version()));
            assertThat(snapshot(context).roster().data().pauses()).hasSize(1);
            // Calls have the new one before the disk has.
            await().atMost(NOTIFIED)
                    .untilAsserted(
                            () -> assertThat(new RosterFile(file()).read().map(RosterFile.Copy::roster))
                                    .contains(snapshot(context).roster().data()));
        });
    }

    @Test
    void a_call_that_was_answered_changes_the_activity_and_not_the_roster() {
        demo().run(context -> {
            waitForListener(context);
            var before = snapshot(context);
            var answered = CallLogContract.answered();
            jdbc(context).sql("""
                insert into call_record (call_id, entered_at, decided_by, rules, outcome, answered_by, ended_at)
                values (gen_random_uuid(), now(), 'router', '{}', 'answered', 4, now())\
                """).update();
            await().atMost(NOTIFIED)
                    .until(() -> snapshot(context)
                            .activity()
                            .lastCallOf(answered.answeredBy().orElseThrow())
                            .isPresent());
            assertThat(snapshot(context).roster()).isSameAs(before.roster());
            assertThat(snapshot(context).activity().lastCallOf(new ConsultantId(5)))
                    .isEmpty();
        });
    }

    @Test
    void listens_again_when_its_connection_was_cut() {
        demo().run(context -> {
            waitForListener(context);
            var cut = listeners(context).getFirst();
            jdbc(context)
                    .sql("select pg_terminate_backend(:pid)")
                    .param("pid", cut.pid())
                    .query(Boolean.class)
                    .single();
            await().until(() -> listeners(context), listeners -> !listeners.contains(cut));
            waitForListener(context);
            var before = snapshot(context);
            jdbc(context)
                    .sql("update consultant set name = 'Annija' where id = 1")
                    .update();
            await().atMost(NOTIFIED).until(() -> !snapshot(context).version().equals(before.version()));
        });
    }

    @Test
    void an_unchanged_roster_is_confirmed_by_each_poll_and_not_compiled_again() {
        demo().withPropertyValues("helpline.roster.poll=1s").run(context -> {
            var before = snapshot(context);
            await().atMost(NOTIFIED).until(() -> snapshot(context).loadedAt().isAfter(before.loadedAt()));
            assertThat(snapshot(context).roster()).isSameAs(before.roster());
            assertThat(snapshot(context).version()).isEqualTo(before.version());
        });
    }

    @Test
    void starts_with_the_database_down_and_routes_by_the_copy_on_disk_until_it_returns() throws IOException {
        demo().run(context -> assertThat(context).hasNotFailed());
        var kept = new RosterFile(file()).read().orElseThrow();

        var port = Loopback.tcpPort();
        part("jdbc:postgresql://127.0.0.1:" + port + "/postgres").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(snapshot(context).roster().data()).isEqualTo(kept.roster());
            assertThat(snapshot(context).loadedAt()).isEqualTo(kept.loadedAt());
            assertThat(context.getBean(CallLog.class))
                    .satisfies(log -> assertThat(
                                    unavailable(() -> log.store(List.of(CallLogContract.answered()), List.of())))
                            .isTrue());
            try (var returned = EmbeddedPostgres.builder().setPort(port).start()) {
                assertThat(returned.getPort()).isEqualTo(port);
                // A database without a consultant is not believed until somebody is in it.
                await().atMost(Duration.ofSeconds(20)).until(() -> insertsConsultant(returned));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> snapshot(context).loadedAt().isAfter(kept.loadedAt()));
                assertThat(snapshot(context).roster().data().lines()).hasSize(7);
                assertThat(snapshot(context).roster().data().consultants())
                        .extracting(Consultant::name)
                        .containsExactly("Maija");
            }
        });
    }

    /// True once the tables are there.
    private static boolean insertsConsultant(EmbeddedPostgres database) {
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into consultant (name, contact_kind, contact, languages)"
                    + " values ('Maija', 'sip', 'maija', '{lv}')");
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Test
    void a_database_that_lost_everybody_is_not_believed(CapturedOutput output) {
        demo().run(context -> {
            var before = snapshot(context);
            var jdbc = JdbcClient.create(context.getBean(DataSource.class));
            for (var table : List.of("weekly_duty", "cover", "absence", "consultant")) {
                jdbc.sql("delete from " + table).update();
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> output.getOut().contains("the database has no consultant any more"));
            assertThat(snapshot(context).roster().data().consultants())
                    .isEqualTo(before.roster().data().consultants());
        });
    }

    @Test
    void a_database_that_goes_away_takes_nothing_away(CapturedOutput output) throws IOException {
        var server = EmbeddedPostgres.builder().start();
        try (server) {
            part(server.getJdbcUrl("postgres", "postgres"))
                    .withPropertyValues("helpline.roster.poll=1s")
                    .run(context -> {
                        var before = snapshot(context);
                        server.close();
                        await().atMost(Duration.ofSeconds(20))
                                .until(() -> output.getOut().contains("The database cannot be read now"));
                        assertThat(snapshot(context).roster()).isSameAs(before.roster());
                    });
        }
    }

    @Test
    void without_a_database_and_without_a_copy_it_starts_and_has_no_snapshot() throws IOException {
        part("jdbc:postgresql://127.0.0.1:" + Loopback.tcpPort() + "/postgres").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(SnapshotSource.class).current()).isEmpty();
        });
    }

    @Test
    void a_corrupt_copy_is_refused_in_one_line_and_replaced(CapturedOutput output) throws IOException {
        Files.writeString(file(), "helpline-roster 4 sha256 " + "0".repeat(64) + "\n{}");
        demo().run(context -> {
            assertThat(snapshot(context).roster().data().lines()).hasSize(7);
            assertThat(output.getOut().lines().filter(line -> line.contains("is refused")))
                    .singleElement()
                    .asString()
                    .contains("ERROR", "roster.json", "its checksum is wrong");
            assertThat(new RosterFile(file()).read()).isPresent();
        });
    }

    @Test
    void a_disk_that_takes_no_copy_does_not_stop_the_calls(CapturedOutput output) throws IOException {
        var blocked = Files.createFile(directory.resolve("a-file"));
        JdbcPart.over(Postgres.freshDatabase(), blocked.resolve("roster.json")).run(context -> {
            assertThat(snapshot(context).roster().data().lines()).hasSize(7);
            assertThat(output.getOut()).contains("The roster cannot be kept on disk");
        });
    }

    private Path file() {
        return directory.resolve("roster.json");
    }

    private ApplicationContextRunner part(String url) {
        return JdbcPart.over(url, file());
    }

    private ApplicationContextRunner demo() {
        return part(Postgres.demoDatabase())
                .withPropertyValues("spring.flyway.locations=classpath:db/migration,classpath:db/demo");
    }

    private static Snapshot snapshot(ApplicationContext context) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> context.getBean(SnapshotSource.class).current(), Optional::isPresent)
                .orElseThrow();
    }

    private static JdbcClient jdbc(ApplicationContext context) {
        return context.getBean(JdbcClient.class);
    }

    /// Waits for a listener, and for the look at the database that it asks for when it has subscribed: whatever
    /// changes after it is notified.
    private static void waitForListener(ApplicationContext context) {
        await().until(() -> listeners(context), listeners -> listeners.size() == 1);
        var subscribed = listeners(context).getFirst().subscribedAt();
        await().until(() -> snapshot(context).loadedAt(), loaded -> loaded.isAfter(subscribed));
    }

    private record Listener(int pid, Instant subscribedAt) {}

    private static List<Listener> listeners(ApplicationContext context) {
        return jdbc(context)
                .sql("""
                    select pid, query_start from pg_stat_activity
                    where query like 'listen helpline_activity%' and datname = current_database()\
                    """)
                .query((row, number) -> new Listener(
                        row.getInt("pid"), row.getTimestamp("query_start").toInstant()))
                .list();
    }

    private static boolean unavailable(Runnable storing) {
        try {
            storing.run();
            return false;
        } catch (CallLog.CallLogUnavailable expected) {
            return true;
        }
    }
}
