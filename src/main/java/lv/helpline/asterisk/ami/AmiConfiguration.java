package lv.helpline.asterisk.ami;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import lv.helpline.wallboard.CallFeed;
import lv.helpline.wallboard.LiveCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the calls that the wallboard shows come from, and the count of refused phones.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AmiProperties.class)
class AmiConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AmiConfiguration.class);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

    @Bean
    CallFeed liveSource(AmiProperties properties, Clock clock, MeterRegistry registry) {
        if (properties.isSet()) {
            return new ManagerReader(properties, clock, new RefusedPhones(registry, clock), BETWEEN_ATTEMPTS);
        }
        LOG.info("The wallboard shows no calls, and nobody counts the wrong passwords of phones: helpline.ami.secret"
                + " is not set");
        return new NoManager();
    }

    /// Nobody has said from where.
    private record NoManager() implements CallFeed {
        @Override
        public LiveCalls current() {
            return LiveCalls.OFF;
        }

        @Override
        public void onChange(Runnable listener) {}
    }
}
