package lv.helpline.snapshot;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.shared.jdbc.Backoff;
import lv.helpline.snapshot.RefreshSignal.News;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;

/// Keeps the snapshot that calls read as new as the database is: replaces it when PostgreSQL notifies, and polls
/// behind that. What it holds is kept on disk too, and is what it starts with, before the database is asked.
///
/// Calls only ever see a reference to something immutable. Nothing that fails here takes the snapshot away: calls go
/// on by the last one, and its age tells.
final class SnapshotKeeper implements SnapshotSource, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

    /// Rings within so long of each other are one.
    private static final Duration LULL = Duration.ofMillis(100);

    /// How long the start waits for a first look at the database, so that calls are not taken on an old copy.
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    private static final Duration LAST_LOOK = Duration.ofSeconds(2);

    private final Runnable migration;
    private final RosterReader rosterReader;
    private final RosterFile file;
    private final Holidays holidays;
    private final Clock clock;
    private final Duration poll;
    private final RefreshSignal refreshSignal;
    private final Runnable listener;

    private final AtomicReference<@Nullable Snapshot> current = new AtomicReference<>();
    private @Nullable Thread listening;
    private @Nullable Thread keeping;
    private volatile boolean stopping;
    private boolean migrated;
    private Instant keptAt = Instant.MIN;
    private boolean fileFails;

    /// @param migration brings the tables up to date; tried until it succeeds, then never again
    /// @param listener  rings the bell when the tables change; ends when it is interrupted
    SnapshotKeeper(
            Runnable migration,
            RosterReader rosterReader,
            RosterFile file,
            Holidays holidays,
            Clock clock,
            Duration poll,
            RefreshSignal refreshSignal,
            Runnable listener) {
        this.migration = migration;
        this.rosterReader = rosterReader;
        this.file = file;
        this.holidays = holidays;
        this.clock = clock;
        this.poll = poll;
        this.refreshSignal = refreshSignal;
        this.listener = listener;
    }

    @Override
    public Optional<Snapshot> current() {
        return Optional.ofNullable(current.get());
    }

    /// Before everything that takes calls.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        stopping = false;
        installFromFile();
        var firstLook = new CountDownLatch(1);
        listening = Thread.ofVirtual().name("roster-listener").start(listener);
        keeping = Thread.ofVirtual().name("roster-keeper").start(() -> refreshUntilStopped(firstLook));
        try {
            if (!firstLook.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The database has not answered yet; the start does not wait for it");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stopping = true;
        refreshSignal.ring(News.ROSTER);
        if (listening != null) {
            listening.interrupt();
        }
        if (keeping != null) {
            end(keeping);
        }
        listening = null;
        keeping = null;
    }

    @Override
    public boolean isRunning() {
        return keeping != null;
    }

    /// Lets it finish what it is at, for a connection that is cut in the middle makes noise, but not for long.
    private static void end(Thread thread) {
        try {
            if (!thread.join(LAST_LOOK)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void refreshUntilStopped(CountDownLatch firstLook) {
        var backoff = Backoff.between(Duration.ofSeconds(1), poll);
        Set<News> news = Set.of();
        try {
            while (!stopping) {
                backoff = look(news, backoff);
                firstLook.countDown();
                news = refreshSignal.await(backoff.failures() == 0 ? poll : backoff.delay(), LULL);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            firstLook.countDown();
        }
    }

    /// Looks at what the news is about; at everything when there is none, for then it is time to poll.
    private Backoff look(Set<News> news, Backoff backoff) {
        try {
            if (news.equals(Set.of(News.ACTIVITY)) && backoff.failures() == 0) {
                loadActivity();
            } else {
                loadRoster();
            }
            if (backoff.failures() > 0) {
                LOG.info("The database can be read again");
            }
            return backoff.succeeded();
        } catch (RuntimeException unreadable) {
            var failed = backoff.failed();
            if (failed.isFirstFailure()) {
                LOG.warn(
                        "The database cannot be read now; calls go on by the roster of {}: {}",
                        current().map(Snapshot::loadedAt).map(Instant::toString).orElse("no day, there is none"),
                        causeOf(unreadable));
            }
            return failed;
        }
    }

    /// In one line: what is wrapped around it says nothing more. The second line of Flyway names the migration.
    private static String causeOf(RuntimeException fault) {
        return NestedExceptionUtils.getMostSpecificCause(fault)
                .toString()
                .lines()
                .limit(2)
                .map(String::strip)
                .collect(joining(" "));
    }

    private void installFromFile() {
        try {
            file.read().ifPresent(copy -> {
                install(copy.roster(), copy.loadedAt(), RecentActivity.NONE);
                keptAt = copy.loadedAt();
            });
        } catch (IOException | RuntimeException refused) {
            LOG.error("The roster on disk, {}, is refused: {}", file, refused.getMessage());
        }
    }

    private void loadRoster() {
        if (!migrated) {
            migration.run();
            migrated = true;
        }
        var now = clock.instant();
        var roster = rosterReader.roster(now);
        refuseEmptied(roster);
        var changed = install(roster, now, rosterReader.activity(now));
        if (changed || keptAt.isBefore(now.minus(poll.multipliedBy(10)))) {
            save(new RosterFile.Copy(now, roster));
        }
    }

    /// A database without anybody is a wrong address or a restore half done, not a decision: the roster that calls
    /// go by, its copy on disk and Asterisk's are worth more.
    private void refuseEmptied(RosterData roster) {
        var before = current.get();
        if (roster.consultants().isEmpty()
                && before != null
                && !before.roster().data().consultants().isEmpty()) {
            throw new IllegalStateException(
                    "the database has no consultant any more; check spring.datasource.url and what was restored");
        }
    }

    private void loadActivity() {
        var recentActivity = rosterReader.activity(clock.instant());
        current.updateAndGet(snapshot -> snapshot == null
                ? null
                : new Snapshot(snapshot.version(), snapshot.loadedAt(), snapshot.roster(), recentActivity));
    }

    /// Replaces the snapshot, compiling the roster only when it is another, and tells whether it is.
    private boolean install(RosterData data, Instant loadedAt, RecentActivity recentActivity) {
        var version = RosterJson.version(data);
        var before = current.get();
        if (before != null && before.version().equals(version)) {
            current.set(new Snapshot(version, loadedAt, before.roster(), recentActivity));
            return false;
        }
        current.set(new Snapshot(version, loadedAt, new Roster(data, holidays), recentActivity));
        LOG.info(
                "Roster {} of {}: {} lines, {} consultants",
                version,
                loadedAt,
                data.lines().size(),
                data.consultants().size());
        return true;
    }

    private void save(RosterFile.Copy copy) {
        try {
            file.write(copy);
            keptAt = copy.loadedAt();
            fileFails = false;
        } catch (IOException | RuntimeException unwritable) {
            if (!fileFails) {
                LOG.error(
                        "The roster cannot be kept on disk, a router that restarts with the database down would have"
                                + " none: {}",
                        unwritable.toString());
            }
            fileFails = true;
        }
    }
}
