package lv.helpline.notification;

import java.time.Clock;
import java.time.Duration;
import lv.helpline.mail.MailComposer;
import lv.helpline.selfservice.MissedSeries;
import lv.helpline.shared.PeriodicJob;
import org.springframework.stereotype.Component;

/// Tells consultants by mail that they have missed three calls in a row and are rung last now. Looks every minute.
@Component
public class MissedCallsNotifier extends PeriodicJob {

    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

    private final MissedSeries series;
    private final MailComposer notices;
    private final Clock clock;

    MissedCallsNotifier(MissedSeries series, MailComposer notices, Clock clock) {
        super("missed calls' teller", BETWEEN_ROUNDS);
        this.series = series;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    protected void round() {
        tell();
    }

    /// @return how many were told
    public int tell() {
        return series.tell(consultant -> notices.to(consultant, "mail.missed-three"), clock.instant());
    }
}
