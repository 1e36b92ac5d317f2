package lv.helpline.demo;

import java.time.Duration;
import java.time.Instant;

/// What the demo says of itself on standard output, each line with the seconds since the command began.
final class Progress {

    private final Instant begun;

    /// @param begun when whoever waits began to wait
    Progress(Instant begun) {
        this.begun = begun;
    }

    void say(String line) {
        System.out.printf("[%3d s] %s%n", elapsed().toSeconds(), line);
    }

    /// Without the time.
    void tell(String line) {
        System.out.println(line);
    }

    Duration elapsed() {
        return Duration.between(begun, Instant.now());
    }
}
