package lv.helpline.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import lv.helpline.testing.Postgres;

/// The router's copy of the roster damaged, while PostgreSQL is down, and the roster edited while phones ring.
final class SnapshotFaults {

    private static final int CONSULTANTS = 12;
    private static final double PACE = 4;

    private SnapshotFaults() {}

    static List<FaultCase> all() {
        return List.of(
                FaultCase.of(
                        "snapshot-truncated",
                        "The router starts without PostgreSQL, and its copy of the roster ends in the middle.",
                        200,
                        "RosterFileTest.refuses_a_copy_that_was_cut_off_wherever_it_was",
                        (ground, calls) -> damaged(ground, calls, copy -> Arrays.copyOf(copy, copy.length / 2))),
                FaultCase.of(
                        "snapshot-bit-flipped",
                        "The router starts without PostgreSQL, and one bit of its copy of the roster is another.",
                        200,
                        "RosterFileTest.refuses_a_copy_with_one_bit_turned_wherever_it_is",
                        (ground, calls) -> damaged(ground, calls, SnapshotFaults::flipped)),
                FaultCase.of(
                        "snapshot-newer",
                        "The router starts without PostgreSQL, and its copy is of a later version of the program.",
                        200,
                        "RosterFileTest.refuses_what_is_no_roster_though_its_checksum_is_right",
                        (ground, calls) -> damaged(ground, calls, SnapshotFaults::newer)),
                FaultCase.of(
                        "roster-edited",
                        "The roster changes every second while phones ring: the consultant who is rung leaves it, and comes"
                                + " back.",
                        200,
                        "NobodyIT.whoComesOnDutyWhileACallerWaitsIsRung",
                        SnapshotFaults::edited));
    }

    private static Tally damaged(Ground ground, int calls, UnaryOperator<byte[]> damage) throws Exception {
        ground.staff(CONSULTANTS);
        var name = "router-with-a-damaged-copy";
        var copy = ground.lab().routers().rosterCopy(name);
        Files.deleteIfExists(copy);
        ground.another(name, Map.of(), Map.of()).close();
        Files.write(copy, damage.apply(Files.readAllBytes(copy)));
        var gone = Postgres.gone("INT");
        try (var router = ground.another(name, Map.of(), Map.of())) {
            ground.lab().routers().use(router.address(), "");
            return ground.place(new Load(calls, PACE), scene -> {
                try (gone) {
                    scene.awaitOver();
                }
            });
        }
    }

    private static byte[] flipped(byte[] copy) {
        var flipped = copy.clone();
        flipped[copy.length * 2 / 3] ^= 4;
        return flipped;
    }

    private static byte[] newer(byte[] copy) {
        return new String(copy, UTF_8)
                .replaceFirst("helpline-roster \\d+ ", "helpline-roster 99 ")
                .getBytes(UTF_8);
    }

    private static Tally edited(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS, Duration.ofMillis(800), Ground.TALK);
        var jdbc = ground.lab().database().jdbc();
        ground.router();
        return ground.place(new Load(calls, PACE), scene -> {
            for (var edit = 0; scene.called() < calls; edit++) {
                var consultant = 301 + edit % CONSULTANTS;
                jdbc.sql("delete from cover where consultant = ?")
                        .params(consultant)
                        .update();
                scene.awaitSeconds(1);
                jdbc.sql("""
                    insert into cover (consultant, region, starts, ends)
                    values (?, 'latgale', current_date - 1, current_date + 3)
                    """).params(consultant).update();
            }
        });
    }
}
