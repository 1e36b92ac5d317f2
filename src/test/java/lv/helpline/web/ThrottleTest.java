package lv.helpline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import lv.helpline.lab.LabClock;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final LabClock clock = new LabClock();
    private final Throttle throttle = new Throttle(clock, 3, Duration.ofSeconds(10));

    ThrottleTest() {
        clock.stop(LocalDateTime.parse("2026-11-24T10:00"));
    }

    @Test
    void waits_twice_as_long_each_time_up_to_the_limit_after_some_free_tries() {
        assertThat(failAndWait()).isZero();
        assertThat(failAndWait()).isZero();
        assertThat(failAndWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(failAndWait()).isEqualTo(Duration.ofSeconds(2));
        assertThat(failAndWait()).isEqualTo(Duration.ofSeconds(4));
        assertThat(failAndWait()).isEqualTo(Duration.ofSeconds(8));
        assertThat(failAndWait()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void lets_in_when_the_wait_is_over_and_forgets_after_an_hour() {
        for (var i = 0; i < 4; i++) {
            throttle.failed("a");
        }
        clock.stop(LocalDateTime.parse("2026-11-24T10:00:02"));
        assertThat(throttle.waiting("a")).isZero();
        clock.stop(LocalDateTime.parse("2026-11-24T11:00:01"));
        assertThat(failAndWait()).isZero();
    }

    @Test
    void knows_nothing_against_others_and_nothing_after_a_success() {
        for (var i = 0; i < 4; i++) {
            throttle.failed("a");
        }
        assertThat(throttle.waiting("b")).isZero();
        throttle.succeeded("a");
        assertThat(throttle.waiting("a")).isZero();
    }

    private Duration failAndWait() {
        throttle.failed("a");
        return throttle.waiting("a");
    }
}
