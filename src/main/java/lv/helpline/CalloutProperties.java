package lv.helpline;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When the helpline phones its own people by itself. The coordinator on call is phoned at any hour.
///
/// @param decentFrom  from when on colleagues are phoned for a cover or a test, each day in Rīga
/// @param decentUntil until when they are
/// @param seekAhead   how far ahead a cover is sought for a coverage gap that an absence makes, 14 days at most;
///                    0s for never
@ConfigurationProperties("helpline.on-call")
record CalloutProperties(
        @DefaultValue("08:00") LocalTime decentFrom,
        @DefaultValue("21:00") LocalTime decentUntil,
        @DefaultValue("7d") Duration seekAhead) {

    public CalloutProperties {
        if (!decentFrom.isBefore(decentUntil)) {
            throw new IllegalArgumentException("helpline.on-call.decent-until: a time after decent-from is needed");
        }
        if (seekAhead.isNegative() || seekAhead.compareTo(Duration.ofDays(14)) > 0) {
            throw new IllegalArgumentException("helpline.on-call.seek-ahead: 0s to 14d is needed");
        }
    }
}
