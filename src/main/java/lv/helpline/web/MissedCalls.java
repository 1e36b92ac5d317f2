package lv.helpline.web;

import java.time.Clock;
import java.time.Duration;
import lv.helpline.admin.MissedSeries;
import org.springframework.stereotype.Component;

/// Tells consultants by mail that they have missed three calls in a row and are rung last now. Looks every minute.
@Component
class MissedCalls extends Rounds {

    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

    private final MissedSeries series;
    private final Notices notices;
    private final Clock clock;

    MissedCalls(MissedSeries series, Notices notices, Clock clock) {
        super("missed calls' teller", BETWEEN_ROUNDS);
        this.series = series;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    void round() {
        tell();
    }

    /// @return how many were told
    int tell() {
        return series.tell(consultant -> notices.to(consultant, "mail.missed-three"), clock.instant());
    }
}
