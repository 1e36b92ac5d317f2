package lv.helpline.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lv.helpline.testing.Postgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/// PostgreSQL dead, dying, standing still, slow and full: calls need none of it.
final class DatabaseFaults {

    private static final int CONSULTANTS = 12;
    private static final double PACE = 4;

    private DatabaseFaults() {}

    /// What is broken until it is closed.
    @FunctionalInterface
    private interface Breaking {
        AutoCloseable broken() throws Exception;
    }

    static List<FaultCase> all() {
        return List.of(
                FaultCase.of(
                        "database-stopped",
                        "PostgreSQL is shut down, and started again after the calls.",
                        200,
                        "SpoolIT.isDrainedWhenTheDatabaseTakesWritesAgain",
                        (ground, calls) -> broken(ground, calls, () -> Postgres.gone("INT"))),
                FaultCase.of(
                        "database-killed",
                        "PostgreSQL is killed, and started again after the calls.",
                        200,
                        "FaultsIT.in_short",
                        (ground, calls) -> broken(ground, calls, () -> Postgres.gone("KILL"))),
                FaultCase.of(
                        "database-hangs",
                        "No process of PostgreSQL does anything (SIGSTOP).",
                        200,
                        "FaultsIT.in_short",
                        (ground, calls) -> broken(ground, calls, Postgres::standStill)),
                FaultCase.of(
                        "database-slow",
                        "Whatever PostgreSQL says to the router comes 5 s late.",
                        200,
                        "SnapshotKeeperIT.a_database_that_goes_away_takes_nothing_away",
                        DatabaseFaults::slow),
                FaultCase.of(
                        "database-connections",
                        "Others have every connection of PostgreSQL, and the routers' are cut.",
                        200,
                        "FaultsIT.in_short",
                        (ground, calls) -> broken(ground, calls, Postgres::outOfConnections)),
                FaultCase.of(
                        "database-read-only",
                        "PostgreSQL refuses each write, as a standby does.",
                        200,
                        "SpoolIT.isDrainedWhenTheDatabaseTakesWritesAgain",
                        (ground, calls) -> broken(ground, calls, Postgres::readOnly)),
                FaultCase.of(
                        "database-disk-full",
                        "The disk on which PostgreSQL has the records is full.",
                        200,
                        "SpoolIT.isDrainedWhenTheDatabaseTakesWritesAgain",
                        DatabaseFaults::diskFull),
                FaultCase.of(
                        "database-cold-start",
                        "The router starts while PostgreSQL is down, and has its copy on disk.",
                        200,
                        "SnapshotKeeperIT.starts_with_the_database_down_and_routes_by_the_copy_on_disk_until_it_returns",
                        DatabaseFaults::coldStart));
    }

    private static Tally broken(Ground ground, int calls, Breaking breaking) throws Exception {
        ground.staff(CONSULTANTS);
        ground.router();
        return ground.place(new Load(calls, PACE), scene -> {
            scene.awaitCalled(20);
            try (var _ = breaking.broken()) {
                scene.awaitOver();
            }
        });
    }

    private static Tally slow(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS);
        try (var wire = SlowWire.to(Postgres.address());
                var router = ground.another(
                        "router-behind-a-slow-wire",
                        Map.of(
                                "spring.datasource.url",
                                wire.instead(ground.lab().routers().databaseForRouters())),
                        Map.of())) {
            ground.lab().routers().use(router.address(), "");
            return ground.place(new Load(calls, PACE), scene -> {
                scene.awaitCalled(20);
                wire.slow();
                scene.awaitOver();
            });
        }
    }

    /// The table of records has a small file system of its own.
    private static Tally diskFull(Ground ground, int calls) throws Exception {
        var jdbc = ground.lab().database().jdbc();
        try (var disk = SmallDisk.mount(ground.lab().home().resolve("small-disk"))) {
            ground.staff(CONSULTANTS);
            ground.router();
            move(jdbc, disk.directory());
            try {
                return ground.place(new Load(calls, PACE), scene -> {
                    disk.fill();
                    scene.awaitOver();
                    if (ground.lab().records().all().size() == calls) {
                        throw new IllegalStateException("the disk was not full");
                    }
                    disk.empty();
                });
            } finally {
                jdbc.sql("alter table call_record set tablespace pg_default").update();
                jdbc.sql("drop tablespace small").update();
            }
        }
    }

    private static void move(JdbcClient jdbc, Path directory) {
        jdbc.sql("create tablespace small location '" + directory + "'").update();
        // Its pages are gone, so the first record needs a new one.
        jdbc.sql("truncate call_record cascade").update();
        jdbc.sql("alter table call_record set tablespace small").update();
    }

    private static Tally coldStart(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS);
        var name = "router-cold";
        ground.another(name, Map.of(), Map.of()).close();
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
}
