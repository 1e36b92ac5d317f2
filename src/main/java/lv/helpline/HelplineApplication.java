package lv.helpline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the router: the FastAGI server, the web pages and what watches over them.
@SpringBootApplication
public class HelplineApplication {

    public static void main(String... args) {
        SpringApplication.run(HelplineApplication.class, args);
    }
}
