package lv.helpline;

import java.time.Clock;
import lv.helpline.callout.CalloutDispatcher;
import lv.helpline.callout.CalloutMailComposer;
import lv.helpline.callout.Callouts;
import lv.helpline.callout.NumberCodes;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.planning.RosterEditing;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.selfservice.DutyLine;
import lv.helpline.selfservice.Pauses;
import lv.helpline.staff.Pins;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every part shares. The demo and the tests put a `@Primary` bean over either.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CalloutProperties.class)
class HelplineConfiguration {

    /// The one clock: read once a use case, at the edge.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// Attends to what our own people are phoned about, whenever an Asterisk asks.
    @Bean
    CalloutDispatcher calloutDispatcher(
            Callouts callouts,
            NumberCodes codes,
            RosterEditing editing,
            DutyPreferences dutyPreferences,
            CalloutMailComposer calloutMailComposer,
            SnapshotSource snapshots,
            Holidays holidays,
            CalloutProperties properties) {
        return new CalloutDispatcher(
                callouts,
                codes,
                editing,
                dutyPreferences,
                calloutMailComposer,
                snapshots,
                holidays,
                properties.decentFrom(),
                properties.decentUntil(),
                properties.seekAhead());
    }

    /// What consultants do by telephone.
    @Bean
    DutyLine dutyLine(
            Pins pins,
            Pauses pauses,
            RosterEditing editing,
            Holidays holidays,
            PhoneRecordingRequests phoneRecordingRequests) {
        return new DutyLine(pins, pauses, editing, holidays, phoneRecordingRequests);
    }

    /// The public holidays that close the lines.
    @Bean
    Holidays holidays() {
        return new LatvianHolidays();
    }
}
