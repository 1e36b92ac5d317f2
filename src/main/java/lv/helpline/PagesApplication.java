package lv.helpline;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/// The pages alone: they answer no call.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SharedParts.class, PagesParts.class})
public class PagesApplication {

    /// @param settings such as `--server.port=8080`
    public static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(PagesApplication.class)
                .profiles("pages")
                .run(settings);
    }
}
