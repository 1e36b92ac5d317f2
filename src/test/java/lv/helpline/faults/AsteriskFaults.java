package lv.helpline.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Asterisk itself killed, and a long spool of records.
final class AsteriskFaults {

    private static final int CONSULTANTS = 10;
    private static final double PACE = 4;
    private static final int SPOOLED = 10_000;
    private static final Duration DRAINED = Duration.ofMinutes(2);

    private AsteriskFaults() {}

    static List<FaultCase> all() {
        return List.of(
                FaultCase.of(
                        "asterisk-killed",
                        "Asterisk is killed with ten calls on it, which it cuts, and started again.",
                        200,
                        "FaultsIT.in_short",
                        AsteriskFaults::killed),
                FaultCase.of(
                        "spool",
                        "10,000 records wait in Asterisk's spool, and are handed over while calls go on.",
                        200,
                        "SpoolIT.oneJobDrainsALongSpool",
                        AsteriskFaults::spool));
    }

    private static Tally killed(Ground ground, int calls) throws Exception {
        var begun = System.nanoTime();
        ground.staff(CONSULTANTS, Ground.RINGING, Duration.ofSeconds(8));
        ground.router();
        var fates = new ArrayList<Scene.Fate>();
        var carried = Math.min(calls / 2, CONSULTANTS);
        try (var scene = new Scene(ground.lab(), new Load(carried, 5))) {
            scene.awaitCalled(100);
            // Its database is written once a second, and later on a busy machine.
            scene.awaitSeconds(5);
            scene.cutByAsterisk();
            ground.lab().asterisk().kill();
            fates.addAll(scene.fates());
        }
        ground.lab().asterisk().boot();
        ground.router();
        fates.addAll(ground.watch(new Load(calls - carried, PACE), Scene::awaitOver));
        return ground.settle(calls, 0, fates, begun, List.of());
    }

    private static Tally spool(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS);
        ground.router();
        var asterisk = ground.lab().asterisk();
        var jdbc = ground.lab().database().jdbc();
        asterisk.cli(Stream.generate(() -> "database put helpline/outcome " + UUID.randomUUID() + " v1|" + Ground.LINE
                        + "|1795424400|router|on-duty|lv|answered|3|1795424410|1795424600|end")
                .limit(SPOOLED)
                .toList());
        return ground.place(new Load(calls, PACE), scene -> {
            asterisk.job("outcome");
            await("an empty spool")
                    .atMost(DRAINED)
                    .until(() ->
                            jdbc.sql("select count(*) from call_record where entered_at < now() - interval '1 hour'")
                                            .query(Integer.class)
                                            .single()
                                    == SPOOLED);
            jdbc.sql("delete from call_record where entered_at < now() - interval '1 hour'")
                    .update();
            scene.awaitOver();
        });
    }
}
