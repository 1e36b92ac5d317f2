package lv.helpline.ami;

import java.time.Clock;
import java.time.Duration;
import lv.helpline.board.Live;
import lv.helpline.board.LiveSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the calls that the page of now shows come from.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AmiProperties.class)
class AmiConfiguration {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

    @Bean
    LiveSource liveSource(AmiProperties properties, Clock clock) {
        return properties.isSet() ? new ManagerReader(properties, clock, BETWEEN_ATTEMPTS) : new NoManager();
    }

    /// Nobody has said from where.
    private record NoManager() implements LiveSource {
        @Override
        public Live current() {
            return Live.OFF;
        }

        @Override
        public void onChange(Runnable listener) {}
    }
}
