package lv.helpline.observability;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How old the roster may be before an alert is raised.
///
/// @param staleAfter from which age on the roster alarms somebody, 1 min to 1 day; calls go on by it
@ConfigurationProperties("helpline.roster")
record FreshnessProperties(@DefaultValue("10m") Duration staleAfter) {

    FreshnessProperties {
        if (staleAfter.compareTo(Duration.ofMinutes(1)) < 0 || staleAfter.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("helpline.roster.stale-after: 1m to 1d is needed");
        }
    }
}
