package lv.helpline.calllog.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import lv.helpline.calllog.Retention;
import lv.helpline.calllog.RetentionRun;
import lv.helpline.shared.FormerStaff;
import lv.helpline.shared.PeriodicJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Deletes old records, and names of who has left, each hour, in router and pages.
@Component
class RetentionJob extends PeriodicJob implements RetentionRun {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final Duration BETWEEN_ROUNDS = Duration.ofHours(1);

    private final Retention retention;
    private final FormerStaff formerStaff;
    private final RecordsProperties properties;
    private final Clock clock;
    private volatile Instant last;

    RetentionJob(Retention retention, FormerStaff formerStaff, RecordsProperties properties, Clock clock) {
        super("retention", BETWEEN_ROUNDS);
        this.retention = retention;
        this.formerStaff = formerStaff;
        this.properties = properties;
        this.clock = clock;
        last = clock.instant();
    }

    @Override
    public Instant last() {
        return last;
    }

    @Override
    protected void round() {
        var now = clock.instant();
        var gone = retention.forget(now, properties.raw(), properties.kept());
        formerStaff.forgetNames(LocalDate.ofInstant(now.minus(properties.names()), RIGA));
        last = now;
        if (gone > 0) {
            LOG.info("{} records of calls were counted and are gone", gone);
        }
    }
}
