package lv.helpline;

import java.net.InetAddress;
import lv.helpline.observability.ManagementServer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Health and figures of a router, which has no web server.
@Configuration(proxyBeanMethods = false)
class RouterManagement {

    @Bean
    ManagementServer managementServer(
            HealthEndpoint health,
            PrometheusScrapeEndpoint figures,
            @Value("${management.server.address}") InetAddress address,
            @Value("${management.server.port}") int port) {
        return new ManagementServer(health, figures, address, port);
    }
}
