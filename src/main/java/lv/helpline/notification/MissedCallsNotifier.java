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
    private final MailComposer mailComposer;
    private final Clock clock;

    MissedCallsNotifier(MissedSeries series, MailComposer mailComposer, Clock clock) {
        super("missed calls' teller", BETWEEN_ROUNDS);
        this.series = series;
        this.mailComposer = mailComposer;
        this.clock = clock;
    }

    @Override
    protected void round() {
        tell();
    }

    /// @return how many were told
    public int tell() {
        return series.tell(consultant -> mailComposer.to(consultant, "mail.missed-three"), clock.instant());
    }
}
