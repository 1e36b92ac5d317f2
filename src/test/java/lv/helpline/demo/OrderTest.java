package lv.helpline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    @Test
    void understandsEverythingThatACallerCanDo() {
        var order = Order.of("call +37125723222 at=2026-11-24T18:30 press=2 press=#@45.5 hang-up=60 transcript");
        assertThat(order.number()).isEqualTo("+37125723222");
        assertThat(order.at()).hasValue(LocalDateTime.parse("2026-11-24T18:30"));
        assertThat(order.presses()).extracting(Order.Press::key).containsExactly('2', '#');
        assertThat(order.lastPress()).isEqualTo(Duration.ofMillis(45_500));
        assertThat(order.hangUp()).hasValue(Duration.ofSeconds(60));
        assertThat(order.transcript()).isTrue();
    }

    @Test
    void aKeyWaitsForItsTimeOrForAClip() {
        var presses = Order.of("call 112233 press=2 press=3@4").presses();
        assertThat(presses.getFirst().isDue(Duration.ofHours(1), Stream.of())).isFalse();
        assertThat(presses.getFirst().isDue(Duration.ZERO, Stream.of("closed"))).isTrue();
        assertThat(presses.getLast().isDue(Duration.ofMillis(3_999), Stream.of("closed")))
                .isFalse();
        assertThat(presses.getLast().isDue(Duration.ofSeconds(4), Stream.of())).isTrue();
        var first = Order.firstLanguage("112233").presses().getFirst();
        assertThat(first.isDue(Duration.ofHours(1), Stream.of("closed"))).isFalse();
        assertThat(first.isDue(Duration.ZERO, Stream.of("menu"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call",
                "call x",
                "dial 112233",
                "call 112233 at=noon",
                "call 112233 press=22",
                "call 112233 press=2@",
                "call 112233 press=2@x",
                "call 112233 hang-up=-1",
                "call 112233 hang-up=1000",
                "call 112233 transcripts"
            })
    void refusesWhatItDoesNotUnderstand(String line) {
        assertThatThrownBy(() -> Order.of(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
