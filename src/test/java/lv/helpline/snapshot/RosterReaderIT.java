package lv.helpline.snapshot;

import static lv.helpline.roster.RosterBuilder.WOMAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import lv.helpline.calllog.Retention;
import lv.helpline.calllog.jdbc.JdbcRecentAttempts;
import lv.helpline.recordings.Catalogue;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.Strategy;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.routing.CallRouter;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;
import lv.helpline.testing.JdbcPart;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class RosterReaderIT {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void the_seven_lines_are_there_with_their_published_hours() {
        over(Postgres.freshDatabase(), context -> {
            var lines = reader(context).roster(NOW).lines();
            assertThat(lines)
                    .extracting(line -> line.id().value(), Line::number, Line::hoursAssumed, Line::general)
                    .containsExactlyInAnyOrder(
                            tuple("riga-trust", "28612120", false, true),
                            tuple("riga-day", "25565098", false, false),
                            tuple("riga-evening", "67898343", false, false),
                            tuple("latgale", "25723222", true, false),
                            tuple("kurzeme", "25719118", true, false),
                            tuple("vidzeme", "25719266", true, false),
                            tuple("zemgale", "25719588", true, false));
            assertThat(lines).allSatisfy(line -> {
                var closes = line.id().value().equals("riga-evening") ? LocalTime.of(20, 0) : LocalTime.of(17, 0);
                assertThat(line.languages()).containsExactly(Language.LATVIAN, Language.ENGLISH, Language.RUSSIAN);
                assertThat(line.hoursOn(LocalDate.of(2026, 11, 24)))
                        .containsExactly(
                                new WeeklySpan(DayOfWeek.MONDAY, LocalTime.of(9, 0), closes),
                                new WeeklySpan(DayOfWeek.TUESDAY, LocalTime.of(9, 0), closes),
                                new WeeklySpan(DayOfWeek.WEDNESDAY, LocalTime.of(9, 0), closes),
                                new WeeklySpan(DayOfWeek.THURSDAY, LocalTime.of(9, 0), closes),
                                new WeeklySpan(DayOfWeek.FRIDAY, LocalTime.of(9, 0), closes));
            });
            assertThat(lines.stream().filter(Line::general).findFirst().orElseThrow())
                    .satisfies(line -> {
                        assertThat(line.strategy()).isEqualTo(new Strategy.OneByOne());
                        assertThat(line.ring()).isEqualTo(Duration.ofSeconds(20));
                        assertThat(line.patience()).isEqualTo(Duration.ofMinutes(2));
                        assertThat(line.wrapUp()).isEqualTo(Duration.ofMinutes(1));
                    });
        });
    }

    @Test
    void the_demo_has_consultants_and_rosters_and_production_has_none() {
        over(
                Postgres.freshDatabase(),
                context -> assertThat(reader(context).roster(NOW).consultants()).isEmpty());
        over(Postgres.demoDatabase(), context -> {
            var roster = reader(context).roster(NOW);
            assertThat(roster.consultants())
                    .hasSizeGreaterThanOrEqualTo(8)
                    .contains(new Consultant(
                            new ConsultantId(3),
                            "Zane",
                            new Contact.Mobile("+37120000001"),
                            Set.of(Language.LATVIAN, Language.ENGLISH, Language.RUSSIAN),
                            Set.of(Region.RIGA),
                            true,
                            true,
                            true,
                            false));
            assertThat(roster.weeklyDuties()).anySatisfy(duty -> {
                assertThat(duty.coverage()).isEqualTo(new DutyScope.OfLine(new LineId("riga-evening")));
                assertThat(duty.span().end()).isEqualTo(LocalTime.of(20, 0));
                assertThat(duty.until()).isEmpty();
            });
            assertThat(roster.covers()).hasSize(2);
            assertThat(roster.absences()).hasSize(1);
        });
    }

    /// The key is in the table and in the text that callers hear.
    @Test
    void a_wish_is_read_of_lines_and_consultants_and_its_prompt_names_its_key() {
        over(Postgres.demoDatabase(), context -> {
            assertThat(reader(context).roster(NOW).lines())
                    .allSatisfy(line -> assertThat(line.wishes()).isEmpty());
            jdbc(context).sql("""
                insert into line_wish (line, wish) values ('latgale', 'woman');
                insert into consultant_wish (consultant, wish) values (4, 'woman')\
                """).update();
            var roster = reader(context).roster(NOW);
            assertThat(roster.lines().stream().filter(line -> line.offers(WOMAN.id())))
                    .extracting(line -> line.id().value(), Line::wishes)
                    .containsExactly(tuple("latgale", List.of(WOMAN)));
            assertThat(roster.consultants().stream().filter(consultant -> consultant.fulfils(WOMAN.id())))
                    .extracting(Consultant::id)
                    .containsExactly(new ConsultantId(4));
            Map.of(Language.LATVIAN, "pieci", Language.ENGLISH, "five", Language.RUSSIAN, "пять")
                    .forEach((language, five) -> assertThat(Catalogue.read().text(language, "wish-woman"))
                            .endsWith(" " + five + "."));
        });
    }

    /// At 3:30 on 29 March 2026 there is no such time in Rīga: a driver that goes through a zone would move it.
    @Test
    void a_wall_clock_time_is_read_as_it_is_written_wherever_the_server_stands() {
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Riga"));
        try {
            over(Postgres.demoDatabase(), context -> {
                jdbc(context).sql("""
                    insert into cover (consultant, region, starts, ends)
                    values (1, 'riga', '2026-03-29 03:30', '2026-10-25 03:30')\
                    """).update();
                assertThat(reader(context).roster(NOW.minusSeconds(1)).covers())
                        .contains(new Cover(
                                new ConsultantId(1),
                                new DutyScope.OfRegion(Region.RIGA),
                                new LocalSpan(
                                        LocalDateTime.parse("2026-03-29T03:30"),
                                        LocalDateTime.parse("2026-10-25T03:30"))));
            });
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void what_ended_over_a_month_ago_is_not_read() {
        over(Postgres.demoDatabase(), context -> {
            jdbc(context).sql("""
                insert into absence (consultant, starts, ends) values
                    (1, '2026-10-01 00:00', '2026-10-24 00:00'),
                    (2, '2026-10-01 00:00', '2026-10-24 00:01')\
                """).update();
            assertThat(reader(context).roster(NOW).absences())
                    .extracting(absence -> absence.consultant().value())
                    .contains(2)
                    .doesNotContain(1);
        });
    }

    @Test
    void the_last_answered_call_of_each_consultant_is_the_activity() {
        over(Postgres.demoDatabase(), context -> {
            jdbc(context).sql("""
                insert into call_record (call_id, entered_at, decided_by, rules, outcome, answered_by, ended_at)
                select gen_random_uuid(), ended, 'router', '{}', 'answered', consultant, ended
                from (values (1, timestamptz '2026-11-20 10:00Z'), (1, '2026-11-21 10:00Z'),
                    (2, '2026-10-01 10:00Z'), (null, '2026-11-22 10:00Z')) as call (consultant, ended)\
                """).update();
            assertThat(reader(context).activity(NOW).lastCallEnded())
                    .isEqualTo(Map.of(new ConsultantId(1), Instant.parse("2026-11-21T10:00:00Z")));
        });
    }

    /// On Friday 2 took the first call, 1 the second and 3 the last; on Monday morning no record of them is left.
    @Test
    void the_order_of_friday_is_that_of_monday_though_the_records_are_gone() {
        over(Postgres.demoDatabase(), context -> {
            var monday = Instant.parse("2026-11-23T07:30:00Z");
            for (var sql : List.of(
                    "delete from weekly_duty",
                    "delete from cover",
                    "delete from absence",
                    "update consultant set verified_at = now(), languages = '{lv}'",
                    """
                    insert into weekly_duty (consultant, line, weekday, starts, ends, valid_from)
                    select id, 'riga-trust', 1, '09:00', '17:00', '2026-01-01' from consultant where id <= 4\
                    """,
                    """
                    insert into call_record (call_id, entered_at, decided_by, rules, outcome, answered_by, ended_at)
                    select gen_random_uuid(), ended, 'router', '{}', 'answered', consultant, ended
                    from (values (2, timestamptz '2026-11-20 07:30Z'), (1, '2026-11-20 11:59Z'),
                        (3, '2026-11-20 14:10Z')) as call (consultant, ended)\
                    """)) {
                jdbc(context).sql(sql).update();
            }
            assertThat(rungFirst(context, monday)).containsExactly(4, 2, 1, 3);
            assertThat(context.getBean(Retention.class).forget(monday, Duration.ofDays(1), Duration.ofDays(90)))
                    .isEqualTo(3);
            assertThat(rungFirst(context, monday)).containsExactly(4, 2, 1, 3);
            assertThat(reader(context).activity(monday).lastCallEnded())
                    .as("the hour, no more")
                    .containsEntry(new ConsultantId(1), Instant.parse("2026-11-20T11:00:00Z"));
        });
    }

    private static List<Integer> rungFirst(ApplicationContext context, Instant at) {
        var snapshot = new Snapshot(
                "0123456789abcdef",
                at,
                new Roster(reader(context).roster(at), _ -> Optional.empty()),
                reader(context).activity(at));
        var decision = CallRouter.decide(snapshot, new RoutingRequest("28612120", Optional.of(Language.LATVIAN)), at);
        return ((Decision.Ring) decision)
                .plan().steps().stream()
                        .flatMap(step -> step.targets().stream())
                        .map(target -> target.consultant().value())
                        .limit(4)
                        .toList();
    }

    /// 1 missed two whose records are gone, and one since; 2 has answered since; 3 was not rung since.
    @Test
    void calls_missed_in_a_row_go_on_after_their_records() {
        over(Postgres.demoDatabase(), context -> {
            jdbc(context).sql("""
                insert into consultant_activity (consultant, missed_in_a_row) values (1, 2), (2, 2), (3, 2)\
                """).update();
            ring(jdbc(context), "(1, 1, 'no-answer'), (2, 1, 'taken'), (2, 2, 'silent')");
            assertThat(reader(context).activity(NOW.plus(Duration.ofHours(2))).missedInARow())
                    .isEqualTo(Map.of(new ConsultantId(1), 3, new ConsultantId(2), 1));
        });
    }

    /// 1 missed three, 2 passed one of them, 3 missed two and faults of the trunk, 4 long ago, 5 took the last one.
    @Test
    void calls_missed_in_a_row_count_until_one_is_taken_passed_or_declined() {
        over(Postgres.demoDatabase(), context -> {
            jdbc(context).sql("""
                insert into call_attempt (call_id, consultant, started_at, ended_at, result)
                select gen_random_uuid(), consultant, timestamptz '2026-11-24 07:00Z' + minute * interval '1 minute',
                    timestamptz '2026-11-24 07:00Z' + minute * interval '1 minute', result
                from (values (1, 0, 'taken'), (1, 1, 'no-answer'), (1, 2, 'cancelled'), (1, 3, 'silent'),
                        (1, 4, 'no-answer'),
                    (2, 1, 'no-answer'), (2, 2, 'passed'), (2, 3, 'silent'),
                    (3, 1, 'no-answer'), (3, 2, 'trunk-fault'), (3, 3, 'busy'), (3, 4, 'unreachable'),
                        (3, 5, 'no-answer'),
                    (4, -1500, 'no-answer'), (4, -1501, 'no-answer'), (4, -1502, 'no-answer'),
                    (5, 1, 'no-answer'), (5, 2, 'no-answer'), (5, 3, 'no-answer'), (5, 4, 'taken'))
                    as attempt (consultant, minute, result)\
                """).update();
            var recentActivity = reader(context).activity(NOW);
            assertThat(recentActivity.missedInARow())
                    .isEqualTo(Map.of(new ConsultantId(1), 3, new ConsultantId(2), 1, new ConsultantId(3), 2));
            assertThat(recentActivity.hasMissedThree(new ConsultantId(1))).isTrue();
            assertThat(recentActivity.hasMissedThree(new ConsultantId(3))).isFalse();
        });
    }

    /// Whoever waits for a minute where one is on duty rings that phone four times.
    @Test
    void one_caller_is_one_missed_call_however_often_the_phone_rang() {
        over(Postgres.demoDatabase(), context -> {
            jdbc(context).sql("""
                insert into call_attempt (call_id, consultant, started_at, ended_at, result)
                select '00000000-0000-4000-8000-000000000001', 1, started, started, 'no-answer'
                from generate_series(timestamptz '2026-11-24 07:00Z', '2026-11-24 07:01Z', interval '20 s') as started\
                """).update();
            assertThat(reader(context).activity(NOW).missedInARow()).isEqualTo(Map.of(new ConsultantId(1), 1));
        });
    }

    /// 3 and 5 have mobiles, 1 has a phone of the house. A ring that was cancelled says nothing; one that rang out got
    /// through.
    @Test
    void rings_that_the_trunk_refused_count_since_one_got_through() {
        over(Postgres.demoDatabase(), context -> {
            var attempts = new JdbcRecentAttempts(jdbc(context));
            var since = Instant.parse("2026-11-24T09:45:00Z");
            ring(jdbc(context), "(3, 30, 'trunk-fault'), (3, 46, 'trunk-fault'), (5, 47, 'cancelled')");
            assertThat(attempts.refusedByTrunk(since)).isEqualTo(1);
            ring(jdbc(context), "(5, 48, 'trunk-fault'), (1, 49, 'no-answer')");
            assertThat(attempts.refusedByTrunk(since)).isEqualTo(2);
            ring(jdbc(context), "(3, 50, 'no-answer'), (5, 51, 'trunk-fault')");
            assertThat(attempts.refusedByTrunk(since)).isEqualTo(1);
        });
    }

    private static void ring(JdbcClient jdbc, String rings) {
        jdbc.sql("""
            insert into call_attempt (call_id, consultant, started_at, ended_at, result)
            select gen_random_uuid(), consultant, at, at, result
            from (select consultant, timestamptz '2026-11-24 09:00Z' + minute * interval '1 minute' as at, result
                from (values %s) as ring (consultant, minute, result)) as dated\
            """.formatted(rings)).update();
    }

    @Test
    void the_roster_is_one_question_however_much_it_holds() {
        over(Postgres.freshDatabase(), context -> {
            var few = queriesOf(context);
            fill(jdbc(context));
            assertThat(queriesOf(context)).isEqualTo(few).isEqualTo(3);
            var roster = reader(context).roster(NOW);
            assertThat(roster.lines()).hasSize(50);
            assertThat(roster.consultants()).hasSize(200);
            assertThat(roster.weeklyDuties()).hasSize(1000);
            assertThat(roster.covers()).hasSizeGreaterThan(10_000);
        });
    }

    private static int queriesOf(ApplicationContext context) {
        var counted = context.getBean(CountingQueries.class).queries;
        counted.set(0);
        reader(context).roster(NOW);
        reader(context).activity(NOW);
        return counted.get();
    }

    /// 50 lines, 200 consultants and a year of duties.
    private static void fill(JdbcClient jdbc) {
        jdbc.sql("""
            insert into line (id, number, name, region, languages, strategy)
            select 'line-a' || n, (20000000 + n)::text, 'Line ' || n, 'riga', '{lv,en,ru}', 'one-by-one'
            from generate_series(1, 43) as n;

            insert into opening_hours (line, weekday, starts, ends)
            select 'line-a' || n, day, '09:00', '17:00'
            from generate_series(1, 43) as n, generate_series(1, 7) as day;

            insert into consultant (name, contact_kind, contact, languages, regions)
            select 'Consultant ' || n, 'sip', 'phone' || n, '{lv,en}', '{riga,latgale}'
            from generate_series(1, 200) as n;

            insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from)
            select id, 'riga', day, '09:00', '17:00', '2026-01-01' from consultant, generate_series(1, 5) as day;

            insert into cover (consultant, region, starts, ends)
            select id, 'latgale', day, day + interval '8 hours'
            from consultant, generate_series(timestamp '2026-11-01 09:00', '2027-10-31 09:00', '7 days') as day;

            insert into absence (consultant, starts, ends)
            select id, timestamp '2027-07-01 00:00', timestamp '2027-07-29 00:00' from consultant;

            insert into pause (consultant, starts, ends)
            select id, timestamptz '2026-11-24 07:00Z', timestamptz '2026-11-24 09:00Z' from consultant;

            insert into closure (line, starts, ends)
            select id, timestamp '2026-12-24 09:00', timestamp '2026-12-24 12:00' from line;

            insert into special_opening (line, starts, ends)
            select id, timestamp '2026-12-25 09:00', timestamp '2026-12-25 12:00' from line
            """).update();
    }

    private void over(String url, Consumer<ApplicationContext> test) {
        JdbcPart.over(url, directory.resolve("roster.json"))
                .withBean(CountingQueries.class)
                .withPropertyValues("spring.flyway.ignore-migration-patterns=*:missing")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }

    private static RosterReader reader(ApplicationContext context) {
        return context.getBean(RosterReader.class);
    }

    private static JdbcClient jdbc(ApplicationContext context) {
        return context.getBean(JdbcClient.class);
    }

    /// Counts the statements that the test's own thread has prepared; the keeper's threads read too.
    static final class CountingQueries implements BeanPostProcessor {

        private final Thread counted = Thread.currentThread();
        private final AtomicInteger queries = new AtomicInteger();

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof HikariDataSource pool ? counting(pool) : bean;
        }

        private DataSource counting(DataSource pool) {
            return new DelegatingDataSource(pool) {
                @Override
                public Connection getConnection() throws SQLException {
                    return counting(super.getConnection());
                }
            };
        }

        private Connection counting(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement") && Thread.currentThread() == counted) {
                            queries.incrementAndGet();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }
}
