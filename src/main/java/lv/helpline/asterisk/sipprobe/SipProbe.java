package lv.helpline.asterisk.sipprobe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import lv.helpline.routing.AsteriskProbe;
import lv.helpline.shared.PeriodicJob;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Offers a call to Asterisk every 15 s. Two in a row that the dialplan did not refuse within 5 s, and Asterisk
/// takes no calls: so one is told after 40 s at the latest, and a moment's load is not. After three in a row that had
/// no answer at all, a restart is asked for, and each minute again: an Asterisk that answers anything does not hang,
/// and where nobody listens there is none, which systemd sees to.
public final class SipProbe extends PeriodicJob implements AsteriskProbe {

    static final Duration BETWEEN = Duration.ofSeconds(15);
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final int FAILURES_TOLD = 2;
    static final int SILENCES_ASKED = 3;

    /// Of `[helpline-probe]` in the dialplan: only a call that got there is refused so.
    private static final int REFUSED_BY_THE_DIALPLAN = 480;

    private static final Logger LOG = LoggerFactory.getLogger(SipProbe.class);

    private final InetSocketAddress asterisk;
    private final InetAddress from;
    private final Duration patience;
    private final AsteriskRestart restart;
    private final Clock clock;
    private @Nullable OfferedCall pending;
    private @Nullable Instant firstFailure;
    private int failures;
    private int silences;
    private volatile @Nullable Instant refusingSince;

    SipProbe(InetSocketAddress asterisk, InetAddress from, Duration patience, AsteriskRestart restart, Clock clock) {
        super("sip-probe", BETWEEN);
        this.asterisk = asterisk;
        this.from = from;
        this.patience = patience;
        this.restart = restart;
        this.clock = clock;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Optional<Instant> refusingSince() {
        return Optional.ofNullable(refusingSince);
    }

    @Override
    public Optional<Instant> restartedAt() {
        return restart.lastAt();
    }

    @Override
    public synchronized void round() {
        var offeredAt = clock.instant();
        String why;
        try {
            var status = offer();
            if (status.equals(OptionalInt.of(REFUSED_BY_THE_DIALPLAN))) {
                accepted();
                return;
            }
            silences = status.isPresent() ? 0 : silences + 1;
            why = status.isPresent() ? "it answers " + status.getAsInt() : "it does not answer";
        } catch (IOException unreachable) {
            drop();
            silences = 0;
            why = "nobody listens";
        }
        failures++;
        firstFailure = firstFailure == null ? offeredAt : firstFailure;
        if (failures == FAILURES_TOLD) {
            refusingSince = firstFailure;
            LOG.error("Asterisk takes no calls at {}: {}", asterisk, why);
        }
        if (silences > 0 && silences % SILENCES_ASKED == 0) {
            restart.ask();
        }
    }

    @Override
    public void stop() {
        super.stop();
        drop();
    }

    /// One that had no answer is offered again as the same call, so that an Asterisk that stood still has one
    /// to answer, not hundreds.
    private OptionalInt offer() throws IOException {
        var call = pending;
        if (call == null) {
            call = new OfferedCall(asterisk, from);
            pending = call;
        }
        var status = call.offer(patience);
        if (status.isPresent()) {
            drop();
        }
        return status;
    }

    private synchronized void drop() {
        var call = pending;
        pending = null;
        if (call != null) {
            call.close();
        }
    }

    private void accepted() {
        failures = 0;
        silences = 0;
        firstFailure = null;
        if (refusingSince != null) {
            refusingSince = null;
            LOG.info("Asterisk takes calls again");
        }
    }
}
