package lv.helpline.asterisk.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RefusedPhonesTest {

    private Instant now = Instant.parse("2026-11-24T08:00:00Z");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final RefusedPhones refused = new RefusedPhones(registry, clock);

    @Test
    void a_guesser_leaves_a_line_a_minute_and_a_complete_count(CapturedOutput output) {
        for (var times = 1; times <= 200; times++) {
            refused.count();
        }
        assertThat(lines(output)).isEqualTo(1);
        now = now.plus(Duration.ofSeconds(59));
        refused.tell();
        assertThat(lines(output)).isEqualTo(1);
        now = now.plus(Duration.ofSeconds(1));
        refused.tell();
        refused.tell();
        assertThat(lines(output)).isEqualTo(2);
        assertThat(output).contains("password: 1", "password: 199");
        assertThat(registry.get("helpline.security.events").counter().count()).isEqualTo(200);
    }

    private static long lines(CapturedOutput output) {
        return output.toString()
                .lines()
                .filter(line -> line.contains("refused phones"))
                .count();
    }
}
