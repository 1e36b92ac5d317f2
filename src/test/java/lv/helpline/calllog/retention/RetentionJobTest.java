package lv.helpline.calllog.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionJobTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private Instant now = START;
    private boolean failing;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final RetentionJob job = new RetentionJob(
            (at, raw, kept) -> {
                if (failing) {
                    throw new IllegalStateException("no database");
                }
                asked.add(at + " " + raw + " " + kept);
                return 1;
            },
            before -> {
                asked.add("names before " + before);
                return 0;
            },
            new RecordsProperties(Duration.ofHours(24), Duration.ofDays(90), Duration.ofDays(365)),
            clock);

    @Test
    void lets_go_by_the_application_s_clock_and_says_when() {
        assertThat(job.last()).isEqualTo(START);
        now = START.plus(Duration.ofHours(1));
        job.round();
        assertThat(asked).containsExactly("2026-11-24T09:00:00Z PT24H PT2160H", "names before 2025-11-24");
        assertThat(job.last()).isEqualTo(now);
    }

    @Test
    void a_round_that_fails_is_none() {
        now = START.plus(Duration.ofHours(5));
        failing = true;
        assertThatIllegalStateException().isThrownBy(job::round);
        assertThat(job.last()).isEqualTo(START);
    }

    @Test
    void neither_for_a_minute_nor_for_a_year_are_records_kept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordsProperties(Duration.ofMinutes(59), Duration.ofDays(90), Duration.ZERO))
                .withMessageContaining("helpline.records.raw");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordsProperties(Duration.ofDays(8), Duration.ofDays(90), Duration.ZERO))
                .withMessageContaining("helpline.records.raw");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordsProperties(Duration.ofHours(24), Duration.ofDays(91), Duration.ZERO))
                .withMessageContaining("helpline.records.kept");
    }
}
