package lv.helpline.asterisk.sipprobe;

import java.time.Clock;
import lv.helpline.routing.AsteriskProbe;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tries in the router and in the pages, each by itself: either tells when the other is gone.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SipProbeProperties.class)
class SipProbeConfiguration {

    @Bean
    AsteriskProbe asteriskProbe(SipProbeProperties properties, Clock clock) {
        return properties
                .target()
                .<AsteriskProbe>map(asterisk -> new SipProbe(
                        asterisk, properties.from(), SipProbe.PATIENCE, properties.asteriskRestart(), clock))
                .orElse(AsteriskProbe.NONE);
    }
}
