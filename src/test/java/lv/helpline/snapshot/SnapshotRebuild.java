package lv.helpline.snapshot;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.bench.RosterSize;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Roster;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.testing.JdbcPart;
import lv.helpline.testing.Postgres;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// How long it takes until calls go by an edit of a large roster, and what of it takes how long: a part of
/// `ops/bench --core`.
///
/// @param read     from the database, in milliseconds
/// @param digested the version worked out
/// @param indexed  made ready to be asked
/// @param inEffect from the commit of an edit until calls go by it, all of that included
/// @param held     memory that a roster holds, in MB
public record SnapshotRebuild(double read, double digested, double indexed, double inEffect, double held) {

    private static final Duration LONG = Duration.ofMinutes(2);

    /// What of it a router does between hearing of an edit and going by it.
    public double inAll() {
        return read + digested + indexed;
    }

    /// Repetitions, of one database that holds so much.
    public static List<SnapshotRebuild> measure(RosterSize size, int repetitions) throws IOException {
        var copy = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "snapshot-")
                .resolve("roster.json");
        var all = new ArrayList<SnapshotRebuild>();
        var database = Postgres.freshDatabase();
        // Not through the pool, whose connections wait for no statement for so long.
        var jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        JdbcPart.over(database, copy)
                .withPropertyValues(
                        "helpline.roster.poll=10m",
                        // So that what takes too long for a router is measured, too.
                        "spring.datasource.hikari.data-source-properties.socketTimeout=" + LONG.toSeconds())
                .run(context -> {
                    System.out.printf("Filling a database with %,d duties%n", size.duties());
                    jdbc.sql(size.statements()).update();
                    awaitAnother(context, "", copy);
                    System.out.println("Editing it");
                    for (var repetition = 0; repetition < repetitions; repetition++) {
                        all.add(once(context, jdbc, copy));
                    }
                });
        return all;
    }

    private static SnapshotRebuild once(ApplicationContext context, JdbcClient jdbc, Path copy) throws IOException {
        var before = version(context);
        jdbc.sql("""
            insert into pause (consultant, starts, ends)
            select min(id), now(), now() + interval '1 hour' from consultant""").update();
        var inEffect = awaitAnother(context, before, copy);

        var usedBefore = used();
        var reading = System.nanoTime();
        var data = context.getBean(RosterReader.class)
                .roster(context.getBean(Clock.class).instant());
        var read = millisSince(reading);
        var digesting = System.nanoTime();
        var version = RosterJson.version(data);
        var digested = millisSince(digesting);
        var indexing = System.nanoTime();
        var roster = new Roster(data, new LatvianHolidays());
        var indexed = millisSince(indexing);
        var held = (used() - usedBefore) / 1e6;
        if (!version.equals(version(context)) || roster.data().consultants().isEmpty()) {
            throw new IllegalStateException("what was read is not what calls go by");
        }
        return new SnapshotRebuild(read, digested, indexed, inEffect, held);
    }

    /// Waits until calls go by another roster than that of a version, and then until it is on disk, so that
    /// nothing else goes on. The milliseconds of the former.
    private static double awaitAnother(ApplicationContext context, String version, Path copy) throws IOException {
        var written = Files.exists(copy) ? Files.getLastModifiedTime(copy) : FileTime.fromMillis(0);
        var begun = System.nanoTime();
        await("calls go by the edit")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !version(context).equals(version));
        var took = millisSince(begun);
        await("it is on disk, for long enough that nobody writes any more")
                .during(Duration.ofSeconds(1))
                .atMost(LONG)
                .until(() -> Files.getLastModifiedTime(copy).compareTo(written) > 0);
        return took;
    }

    /// Of the roster that calls go by, if it has anybody.
    private static String version(ApplicationContext context) {
        return context.getBean(SnapshotSource.class)
                .current()
                .filter(snapshot -> !snapshot.roster().data().consultants().isEmpty())
                .map(Snapshot::version)
                .orElse("");
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
