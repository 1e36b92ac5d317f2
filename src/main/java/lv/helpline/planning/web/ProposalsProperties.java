package lv.helpline.planning.web;

import java.time.Duration;
import lv.helpline.planning.proposals.StaffingLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Proposals of who could fill coverage gaps. What somebody has already is not touched, however long it is.
///
/// @param time       how long they are looked for at most, 1 s to 10 min
/// @param longestDay how long whoever is proposed is on duty at most between two rests, what they have already counted
///                   in, 1h to 24h
/// @param rest       how long a rest of whoever is proposed is at least within 24 hours, 0s to 24h; twelve hours are
/// the
///                   daily rest of the Labour Law, section 142
@ConfigurationProperties("helpline.proposals")
record ProposalsProperties(
        @DefaultValue("20s") Duration time,
        @DefaultValue("8h") Duration longestDay,
        @DefaultValue("12h") Duration rest) {

    ProposalsProperties {
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("helpline.proposals.time: 1s to 10m is needed");
        }
        if (longestDay.compareTo(Duration.ofHours(1)) < 0 || longestDay.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("helpline.proposals.longest-day: 1h to 24h is needed");
        }
        if (rest.isNegative() || rest.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("helpline.proposals.rest: 0s to 24h is needed");
        }
    }

    StaffingLimits limits() {
        return new StaffingLimits(longestDay, rest);
    }
}
