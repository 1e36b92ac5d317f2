package lv.helpline;

import java.time.Clock;
import lv.helpline.admin.NumberCodes;
import lv.helpline.admin.Rota;
import lv.helpline.admin.Wishes;
import lv.helpline.duty.Holidays;
import lv.helpline.duty.LatvianHolidays;
import lv.helpline.oncall.Errands;
import lv.helpline.oncall.Letters;
import lv.helpline.oncall.OnCall;
import lv.helpline.routing.SnapshotSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every part shares. The demo and the tests put a `@Primary` bean over either.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OnCallProperties.class)
class HelplineConfiguration {

    /// The one clock: read once a use case, at the edge.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// Attends to what our own people are phoned about, whenever an Asterisk asks.
    @Bean
    OnCall onCall(
            Errands errands,
            NumberCodes codes,
            Rota rota,
            Wishes wishes,
            Letters letters,
            SnapshotSource snapshots,
            Holidays holidays,
            OnCallProperties properties) {
        return new OnCall(
                errands,
                codes,
                rota,
                wishes,
                letters,
                snapshots,
                holidays,
                properties.decentFrom(),
                properties.decentUntil(),
                properties.seekAhead());
    }

    /// The public holidays that close the lines.
    @Bean
    Holidays holidays() {
        return new LatvianHolidays();
    }
}
