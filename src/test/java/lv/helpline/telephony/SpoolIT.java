package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import lv.helpline.lab.Stalls;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;

/// What waits in Asterisk while the database takes nothing goes there by itself afterwards, without any further call.
class SpoolIT extends Telephony {

    /// More than one answer of a router takes.
    private static final int MANY = 1_100;

    /// 10,000 in two minutes, of which one passes until the timer asks.
    private static final Duration DRAINED =
            Duration.ofMinutes(1).multipliedBy(MANY).dividedBy(10_000);

    private static final String ENDED =
            "v1|" + LATGALE + "|1795424400|router|on-duty|lv|answered|3|1795424410|1795424600|end";

    @Test
    void oneJobDrainsALongSpool() throws Exception {
        spool(MANY);
        var from = System.nanoTime();
        lab.asterisk().job("outcome");
        await("an empty spool").atMost(SOON).until(() -> spooled() == 0);
        assertThat(Stalls.without(from, System.nanoTime())).isLessThan(DRAINED);
        assertThat(lab.records().all()).hasSize(MANY);
    }

    @Test
    void isDrainedWhenTheDatabaseTakesWritesAgain() throws Exception {
        spool(3);
        lab.asterisk().cli("database put helpline/pause 4 v1|1795424400|1795426200|end");
        var waiting = lab.routers()
                .bean(MeterRegistry.class)
                .get("helpline.outcome.spool")
                .gauge();
        try (var _ = Postgres.readOnly()) {
            lab.asterisk().job("outcome");
            await("what waits on is told").atMost(SOON).until(() -> waiting.value() == 3);
            assertThat(spooled()).isEqualTo(3);
        }
        await("an empty spool").atMost(SOON).until(() -> spooled() == 0);
        assertThat(lab.records().all()).hasSize(3);
        assertThat(lab.database().pauses()).hasSize(1);
        assertThat(lab.asterisk().cli("database show helpline/pause")).contains("0 results found");
    }

    private void spool(int calls) throws InterruptedException {
        lab.asterisk()
                .cli(IntStream.range(0, calls)
                        .mapToObj(_ -> "database put helpline/outcome " + UUID.randomUUID() + " " + ENDED)
                        .toList());
    }

    private long spooled() throws InterruptedException {
        return lab.asterisk()
                .cli("database show helpline/outcome")
                .lines()
                .filter(line -> line.startsWith("/helpline/outcome/"))
                .count();
    }
}
