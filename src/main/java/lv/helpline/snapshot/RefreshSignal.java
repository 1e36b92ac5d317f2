package lv.helpline.snapshot;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells the keeper of the snapshot what has changed. Rings that come before it has looked are one.
final class RefreshSignal {

    /// What may have changed.
    enum News {
        ROSTER,
        ACTIVITY
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final EnumSet<News> unheard = EnumSet.noneOf(News.class);

    void ring(News news) {
        lock.lock();
        try {
            unheard.add(news);
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// What was rung for; empty when nothing was within `patience`. After the first ring it listens on for `lull`, so
    /// that a page that saves row by row is one piece of news.
    Set<News> await(Duration patience, Duration lull) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (unheard.isEmpty()) {
                if (left <= 0) {
                    return Set.of();
                }
                left = rung.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        TimeUnit.NANOSECONDS.sleep(lull.toNanos());
        lock.lock();
        try {
            var heard = EnumSet.copyOf(unheard);
            unheard.clear();
            return heard;
        } finally {
            lock.unlock();
        }
    }
}
