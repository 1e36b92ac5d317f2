package lv.helpline;

import java.util.Arrays;
import lv.helpline.jdbc.AuditCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the router: the FastAGI server, the web pages and what watches over them. With `verify-audit` before the
/// settings it only goes through the audit, says what it found, and ends with 1 if that was changed by somebody.
@SpringBootApplication
public class HelplineApplication {

    public static void main(String... args) {
        if (args.length > 0 && args[0].equals("verify-audit")) {
            System.exit(AuditCheck.run(System.out, Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(HelplineApplication.class, args);
    }
}
