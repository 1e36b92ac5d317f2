package lv.helpline;

import java.util.List;
import lv.helpline.audit.jdbc.AuditCheck;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/// The helpline's program. What comes first says what it is:
///
///   - `router` answers calls, and needs nothing of the pages;
///   - `pages` is what people open in a browser, and what programs ask;
///   - `verify-audit` goes through the audit, says what it found, and ends with 1 if that was changed by somebody.
///
/// Without either it is router and pages in one, for a look at it: a fault of the pages may then stop calls.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SharedParts.class, RouterParts.class, PagesParts.class})
public class HelplineApplication {

    public static void main(String... arguments) {
        var command = arguments.length == 0 ? "" : arguments[0];
        var settings = List.of(arguments)
                .subList(command.isEmpty() || command.startsWith("--") ? 0 : 1, arguments.length)
                .toArray(String[]::new);
        switch (command) {
            case "router" -> RouterApplication.start(settings);
            case "pages" -> PagesApplication.start(settings);
            case "verify-audit" -> System.exit(AuditCheck.run(System.out, settings));
            default -> {
                if (settings.length < arguments.length) {
                    System.err.println("helpline: there is no command " + command
                            + "; it is router, pages or verify-audit, followed by settings such as --server.port=8080");
                    System.exit(2);
                }
                start(settings);
            }
        }
    }

    private static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(HelplineApplication.class).run(settings);
    }
}
