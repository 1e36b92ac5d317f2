package lv.helpline;

import java.time.Clock;
import lv.helpline.duty.Holidays;
import lv.helpline.duty.LatvianHolidays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every part shares. The demo and the tests put a `@Primary` bean over either.
@Configuration(proxyBeanMethods = false)
class HelplineConfiguration {

    /// The one clock: read once a use case, at the edge.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// The public holidays that close the lines.
    @Bean
    Holidays holidays() {
        return new LatvianHolidays();
    }
}
