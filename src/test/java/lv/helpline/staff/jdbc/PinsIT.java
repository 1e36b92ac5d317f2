package lv.helpline.staff.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import lv.helpline.audit.Audit;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.staff.Pins;
import lv.helpline.testing.JdbcPart;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class PinsIT {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Author ROUTER = Author.router(NOW);
    private static final ConsultantId ANNA = new ConsultantId(1);
    private static final ConsultantId ILZE = new ConsultantId(2);

    @TempDir
    private Path directory;

    @Test
    void a_pin_proves_its_owner_only_and_a_new_one_replaces_it() {
        over(context -> {
            var pins = context.getBean(Pins.class);
            assertThat(pins.all()).doesNotContain(ANNA);
            var old = pins.renew(ANNA, ROUTER).orElseThrow();
            var ilzes = pins.renew(ILZE, ROUTER).orElseThrow();
            assertThat(old).matches("[0-9]{6}");
            assertThat(pins.all()).contains(ANNA, ILZE);
            assertThat(pins.verify(Optional.of(ANNA), old, NOW).orElseThrow().consultant())
                    .isEqualTo(ANNA);
            assertThat(pins.verify(Optional.of(ANNA), different(old), NOW)).isEmpty();
            assertThat(pins.verify(Optional.of(ANNA), "", NOW)).isEmpty();
            assertThat(pins.verify(Optional.of(new ConsultantId(3)), old, NOW)).isEmpty();
            assertThat(pins.verify(Optional.empty(), old, NOW)).isEmpty();
            assertThat(ilzes.equals(old)
                            || pins.verify(Optional.of(ILZE), old, NOW).isEmpty())
                    .isTrue();
            var anew = pins.renew(ANNA, ROUTER).orElseThrow();
            assertThat(anew.equals(old)
                            || pins.verify(Optional.of(ANNA), old, NOW).isEmpty())
                    .isTrue();
            assertThat(pins.renew(new ConsultantId(77), ROUTER)).isEmpty();
        });
    }

    @Test
    void only_a_hash_is_kept_and_the_audit_says_whose_it_is() {
        over(context -> {
            var pin = context.getBean(Pins.class).renew(ANNA, ROUTER).orElseThrow();
            var hash = context.getBean(JdbcClient.class)
                    .sql("select pin_hash from consultant where id = 1")
                    .query(String.class)
                    .single();
            assertThat(hash).hasSizeGreaterThan(60).doesNotContain(pin);
            assertThat(context.getBean(Audit.class).newest(Optional.empty(), 1))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.action()).isEqualTo("pin-renewed");
                        assertThat(entry.subject()).isEqualTo("consultant 1");
                        assertThat(entry.changes()).isEqualTo("[]");
                    });
        });
    }

    /// Each counts when it begins, so whoever begins many at once waits for all of them.
    @Test
    void attempts_count_from_their_beginning_for_all_routers_and_a_right_pin_forgets_them() {
        over(context -> {
            var pins = context.getBean(Pins.class);
            var pin = pins.renew(ANNA, ROUTER).orElseThrow();
            pins.renew(ILZE, ROUTER);
            assertThat(IntStream.range(0, 6).mapToObj(_ -> secondsOf(pins.begin(Optional.of(ANNA), NOW))))
                    .as("the fourth waits 1 s, the next 2 s behind it, then 4 s")
                    .containsExactly(0L, 0L, 0L, 1L, 3L, 7L);
            assertThat(pins.begin(Optional.of(ILZE), NOW)).contains(Duration.ZERO);
            pins.verify(Optional.of(ANNA), different(pin), NOW);
            assertThat(pins.begin(Optional.of(ANNA), NOW)).contains(Duration.ofSeconds(15));
            assertThat(pins.begin(Optional.of(ANNA), NOW.plusSeconds(100)))
                    .as("the queue has gone by meanwhile")
                    .contains(Duration.ofSeconds(16));
            // Whatever others have tried meanwhile, the right one is right.
            assertThat(pins.verify(Optional.of(ANNA), pin, NOW)).isPresent();
            assertThat(pins.begin(Optional.of(ANNA), NOW)).contains(Duration.ZERO);
        });
    }

    @Test
    void attempts_are_forgotten_an_hour_after_the_last_one() {
        over(context -> {
            var pins = context.getBean(Pins.class);
            pins.renew(ANNA, ROUTER);
            pins.begin(Optional.of(ANNA), NOW);
            pins.begin(Optional.of(ANNA), NOW.plusSeconds(3_600));
            assertThat(pins.begin(Optional.of(ANNA), NOW.plusSeconds(7_200))).isPresent();
            assertThat(failed(context)).isEqualTo(3);
            assertThat(pins.begin(Optional.of(ANNA), NOW.plusSeconds(10_801))).contains(Duration.ZERO);
            assertThat(failed(context)).isEqualTo(1);
        });
    }

    /// A stranger makes one row, not one for each number that they try, and no entry in the audit.
    @Test
    void numbers_that_have_no_pin_are_one() {
        over(context -> {
            var pins = context.getBean(Pins.class);
            pins.begin(Optional.empty(), NOW);
            pins.begin(Optional.of(ILZE), NOW);
            for (int number = 1_000; number < 1_004; number++) {
                pins.begin(Optional.of(new ConsultantId(number)), NOW);
            }
            assertThat(pins.begin(Optional.of(new ConsultantId(29_999)), NOW)).contains(Duration.ofSeconds(15));
            assertThat(failed(context)).isEqualTo(7);
            assertThat(context.getBean(JdbcClient.class)
                            .sql("select consultant from pin_attempt")
                            .query(Integer.class)
                            .list())
                    .containsExactly(0);
            assertThat(context.getBean(Audit.class).newest(Optional.empty(), 1)).isEmpty();
        });
    }

    @Test
    void many_failures_in_a_row_are_in_the_audit_once() {
        over(context -> {
            var pins = context.getBean(Pins.class);
            pins.renew(ANNA, ROUTER);
            IntStream.range(0, 2 * Pins.MANY)
                    .forEach(hour -> pins.begin(Optional.of(ANNA), NOW.plus(Pins.LONGEST_QUEUE.multipliedBy(hour))));
            assertThat(context.getBean(Audit.class).newest(Optional.empty(), 10).stream()
                            .map(entry -> entry.action() + " " + entry.subject()))
                    .containsExactly("pin-tried-in-vain consultant 1", "pin-renewed consultant 1");
        });
    }

    /// Forty telephones at once: one PIN every two minutes is looked at, and who would wait too long is sent away.
    @Test
    void many_at_once_wait_one_after_the_other() {
        over(context -> {
            var pins = context.getBean(Pins.class);
            pins.renew(ANNA, ROUTER);
            List<Optional<Duration>> waits;
            try (var callers = Executors.newFixedThreadPool(8)) {
                waits =
                        IntStream.range(0, 40)
                                .mapToObj(_ -> callers.submit(() -> pins.begin(Optional.of(ANNA), NOW)))
                                .toList()
                                .stream()
                                .map(PinsIT::of)
                                .toList();
            }
            assertThat(waits.stream()
                            .flatMap(Optional::stream)
                            .map(Duration::toSeconds)
                            .sorted())
                    .containsExactly(0L, 0L, 0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 247L, 367L, 487L);
            assertThat(waits).filteredOn(Optional::isEmpty).hasSize(27);
        });
    }

    private static <T> T of(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /// Nine an hour at each of thirty people wait for nothing; together they are many.
    @Test
    void wrong_pins_of_a_day_are_counted_together() {
        over(context -> {
            var pins = context.getBean(Pins.class);
            var right = pins.renew(ANNA, ROUTER).orElseThrow();
            var today = LocalDate.parse("2026-11-24");
            pins.verify(Optional.of(ANNA), right, NOW);
            assertThat(pins.wrongOn(today)).isZero();
            for (var number = 1; number <= 30; number++) {
                assertThat(manyADay(context)).as("after %d", number - 1).isEmpty();
                pins.verify(Optional.of(new ConsultantId(number)), different(right), NOW);
            }
            assertThat(manyADay(context)).containsExactly("day 2026-11-24");
            pins.verify(Optional.of(ANNA), different(right), NOW);
            assertThat(manyADay(context)).as("once a day").hasSize(1);
            pins.verify(Optional.of(ANNA), different(right), Instant.parse("2026-11-24T22:00:00Z"));
            assertThat(pins.wrongOn(today)).isEqualTo(31);
            assertThat(pins.wrongOn(today.plusDays(1))).as("midnight in Riga").isOne();
        });
    }

    private static List<String> manyADay(ApplicationContext context) {
        return context.getBean(JdbcClient.class)
                .sql("select subject from audit_entry where action = 'pins-tried-in-vain'")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static long secondsOf(Optional<Duration> wait) {
        return wait.orElseThrow().toSeconds();
    }

    private static int failed(ApplicationContext context) {
        return context.getBean(JdbcClient.class)
                .sql("select failed from pin_attempt")
                .query(Integer.class)
                .single();
    }

    @Test
    void the_language_of_somebodys_pages_comes_before_those_that_they_speak() {
        over(context -> {
            var pins = context.getBean(Pins.class);
            var jdbc = context.getBean(JdbcClient.class);
            jdbc.sql("update consultant set languages = '{lv,uk,ru}' where id = 1")
                    .update();
            var pin = pins.renew(ANNA, ROUTER).orElseThrow();
            var ukrainian = new Language("uk");
            assertThat(pins.verify(Optional.of(ANNA), pin, NOW).orElseThrow().languages())
                    .containsExactly(Language.LATVIAN, ukrainian, Language.RUSSIAN);
            jdbc.sql("""
                insert into account (email, name, role, consultant, language)
                values ('anna@example.org', 'Anna', 'consultant', 1, 'ru')\
                """).update();
            assertThat(pins.verify(Optional.of(ANNA), pin, NOW).orElseThrow().languages())
                    .containsExactly(Language.RUSSIAN, Language.LATVIAN, ukrainian);
        });
    }

    private static String different(String pin) {
        return pin.equals("000000") ? "000001" : "000000";
    }

    private void over(Consumer<ApplicationContext> use) {
        JdbcPart.over(Postgres.demoDatabase(), directory.resolve("roster.json")).run(context -> {
            assertThat(context).hasNotFailed();
            use.accept(context);
        });
    }
}
