package lv.helpline;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// Starts the helpline: the first argument says as which process, see [HelplineCommand]. This is router and pages
/// in one process, for the demo and the tests: a fault of the pages may then stop calls.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SharedParts.class, RouterParts.class, PagesParts.class})
public class HelplineApplication {

    public static void main(String... arguments) {
        var code = HelplineCommand.line().execute(arguments);
        if (code != HelplineCommand.GOES_ON) {
            System.exit(code);
        }
    }
}
