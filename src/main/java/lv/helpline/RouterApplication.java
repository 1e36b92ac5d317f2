package lv.helpline;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/// The router alone: nothing of the pages, which may be stopped, stalled or gone.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            SecurityAutoConfiguration.class,
            ThymeleafAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        },
        // It is named so where it is registered.
        excludeName = "org.springdoc.core.configuration.SpringDocWebServerConfiguration.EmbeddedWebServerConfiguration")
@Import({SharedParts.class, RouterParts.class, RouterManagement.class})
public class RouterApplication {

    /// @param settings such as `--helpline.agi.port=4573`
    public static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(RouterApplication.class)
                .web(WebApplicationType.NONE)
                .profiles("router")
                .run(settings);
    }
}
