package lv.helpline.observability;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lv.helpline.shared.PeriodicJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells systemd when this process is ready, and again and again that it lives: one that hangs is ended and started
/// anew (`Type=notify` and `WatchdogSec` of the units). Without systemd it tells nobody.
///
/// A word of life comes from a thread like those that answer calls and requests: when none of them gets on, neither
/// does it.
@Component
class ServiceManager extends PeriodicJob {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    /// Where systemd wants no word of life.
    private static final Duration SELDOM = Duration.ofHours(1);

    private final Optional<NotifySocket> socket;
    private final boolean watched;
    private volatile boolean ready;

    @Autowired
    ServiceManager() {
        this(System.getenv());
    }

    ServiceManager(Map<String, String> environment) {
        super("service manager", between(environment));
        socket = Optional.ofNullable(environment.get("NOTIFY_SOCKET")).map(NotifySocket::new);
        watched = environment.containsKey("WATCHDOG_USEC");
    }

    /// A third of the time after which systemd misses it.
    private static Duration between(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .map(microseconds -> Duration.ofNanos(Long.parseLong(microseconds) * 1_000 / 3))
                .orElse(SELDOM);
    }

    @EventListener(ApplicationReadyEvent.class)
    void becomeReady() {
        tell("READY=1");
        ready = true;
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        tell("STOPPING=1");
    }

    @Override
    protected void round() {
        if (ready && watched) {
            tell("WATCHDOG=1");
        }
    }

    private void tell(String state) {
        socket.ifPresent(listening -> {
            try {
                listening.send(state);
            } catch (IOException unheard) {
                LOG.warn("systemd is not told {}: {}", state, unheard.getMessage());
            }
        });
    }
}
