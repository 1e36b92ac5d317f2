package lv.helpline.wallboard.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lv.helpline.identity.web.Sessions;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.shared.web.NowFeedEvents;
import lv.helpline.wallboard.Board;
import lv.helpline.wallboard.CallFeed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Sends the board to whoever has its page open, whenever it is another than the one that they see, and a beat in
/// between, so that a page whose connection has died knows.
///
/// Looking on is no activity: it does not keep anybody signed in, and ends with the session.
@Component
public class NowFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NowFeed.class);

    /// How many may look at once.
    private static final int WATCHERS = 100;

    /// How often the roster and the alarms are looked at; changes of calls come at once.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// The first change is sent at once; further ones within so long of it as one, however many calls there are.
    private static final Duration LULL = Duration.ofSeconds(1);

    private static final int LOOKS_BETWEEN_BEATS = 15;

    private final Boards boards;
    private final SnapshotSource snapshots;
    private final Sessions sessions;
    private final ITemplateEngine templates;
    private final MessageSource messages;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    NowFeed(
            Boards boards,
            SnapshotSource snapshots,
            CallFeed live,
            Sessions sessions,
            ITemplateEngine templates,
            MessageSource messages) {
        this.boards = boards;
        this.snapshots = snapshots;
        this.sessions = sessions;
        this.templates = templates;
        this.messages = messages;
        live.onChange(() -> watchers.forEach(watcher -> watcher.news.release()));
    }

    /// Empty when too many look already, or the router stops.
    Optional<SseEmitter> watch(SignedIn me, String session, Locale locale) {
        if (!running || watchers.size() >= WATCHERS) {
            return Optional.empty();
        }
        var watcher = new Watcher(me, session, locale);
        watchers.add(watcher);
        watcher.start();
        return Optional.of(watcher.emitter);
    }

    @Override
    public void start() {
        running = true;
    }

    /// Before the web server, which would wait for whoever looks.
    @Override
    public void stop() {
        running = false;
        watchers.forEach(Watcher::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private final class Watcher {

        private final SignedIn me;
        private final String session;
        private final Locale locale;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final Semaphore news = new Semaphore(1);
        private volatile @Nullable Thread thread;

        Watcher(SignedIn me, String session, Locale locale) {
            this.me = me;
            this.session = session;
            this.locale = locale;
        }

        void start() {
            emitter.onCompletion(this::end);
            emitter.onError(_ -> end());
            thread = Thread.ofVirtual().name("now-watcher").start(this::watch);
        }

        void end() {
            watchers.remove(this);
            if (thread != null) {
                thread.interrupt();
            }
        }

        private void watch() {
            try {
                follow();
                emitter.complete();
            } catch (IOException gone) {
                LOG.debug("Whoever looked has left", gone);
            } catch (InterruptedException stopping) {
                emitter.complete();
            } catch (RuntimeException notNow) {
                // The page asks again.
                LOG.debug("The board cannot be made now", notNow);
                emitter.complete();
            } finally {
                watchers.remove(this);
            }
        }

        private void follow() throws IOException, InterruptedException {
            Optional<Board> seen = Optional.empty();
            Optional<Snapshot> last = Optional.empty();
            var alarms = boards.alarms();
            for (var look = 1; ; look++) {
                var rung = news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                var beat = look % LOOKS_BETWEEN_BEATS == 0;
                if (beat && !sessions.isAlive(session, me.role())) {
                    emitter.send(SseEmitter.event().name(NowFeedEvents.OVER).data(""));
                    return;
                }
                var current = snapshots.current();
                var ringing = boards.alarms();
                if (rung || beat || !isSame(last, current) || !alarms.equals(ringing)) {
                    var now = boards.now();
                    if (!seen.equals(Optional.of(now.board()))) {
                        emitter.send(SseEmitter.event().name("board").data(html(now)));
                        seen = Optional.of(now.board());
                        Thread.sleep(LULL);
                    } else if (beat) {
                        emitter.send(SseEmitter.event().name("beat").data(""));
                    }
                    last = current;
                    alarms = ringing;
                }
            }
        }

        private String html(Boards.At now) {
            var view = new WallboardView(now, messages, locale, me.isAdministrator());
            return templates.process("now-board", Set.of("board"), new Context(locale, Map.of("now", view)));
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(Optional<Snapshot> one, Optional<Snapshot> other) {
            return one.orElse(null) == other.orElse(null);
        }
    }
}
