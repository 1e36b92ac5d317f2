package lv.helpline.lab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import lv.helpline.roster.Roster;
import org.jspecify.annotations.Nullable;

/// The router's clock in a demo or a test: it can be set, and runs on from there.
public final class LabClock extends Clock {

    private final Clock real = Clock.systemUTC();
    private volatile Duration ahead = Duration.ZERO;
    private volatile @Nullable Instant stopped;

    /// Sets it to a wall-clock time in Rīga.
    public void set(LocalDateTime riga) {
        ahead = Duration.between(real.instant(), riga.atZone(Roster.ZONE).toInstant());
        stopped = null;
    }

    /// Sets it to a wall-clock time in Rīga and stops it there.
    public void stop(LocalDateTime riga) {
        stopped = riga.atZone(Roster.ZONE).toInstant();
    }

    public void setToReal() {
        ahead = Duration.ZERO;
        stopped = null;
    }

    @Override
    public Instant instant() {
        var instant = stopped;
        return instant == null ? real.instant().plus(ahead) : instant;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the lab's clock is asked for instants only");
    }
}
