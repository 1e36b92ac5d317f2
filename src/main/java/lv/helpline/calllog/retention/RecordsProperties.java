package lv.helpline.calllog.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long records of calls are kept, and names of who has left.
///
/// @param raw   how long a record of a call is kept to the second, with its line, language and consultant, 1 h to
///              7 days after the call; then it is counted, and only the hour and classes of its durations are left
/// @param kept  how long these are left after the call, 1 to 90 days; counts stay for good
/// @param names how long the name of a consultant who has left is kept, and the name and address of an account that
///              has ended, 0 to 1,095 days
@ConfigurationProperties("helpline.records")
record RecordsProperties(
        @DefaultValue("24h") Duration raw,
        @DefaultValue("90d") Duration kept,
        @DefaultValue("365d") Duration names) {

    RecordsProperties {
        if (raw.compareTo(Duration.ofHours(1)) < 0 || raw.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("helpline.records.raw: 1h to 7d is needed");
        }
        if (kept.compareTo(Duration.ofDays(1)) < 0 || kept.compareTo(Duration.ofDays(90)) > 0) {
            throw new IllegalArgumentException("helpline.records.kept: 1d to 90d is needed");
        }
        if (names.isNegative() || names.compareTo(Duration.ofDays(1095)) > 0) {
            throw new IllegalArgumentException("helpline.records.names: 0d to 1095d is needed");
        }
    }
}
