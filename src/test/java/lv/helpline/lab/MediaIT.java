package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the lab's peers say and press reaches each other through Asterisk.
class MediaIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Lab lab = Lab.shared();

    @BeforeEach
    void reset() throws Exception {
        lab.reset();
        lab.clock().set(LocalDateTime.parse("2026-11-24T10:00"));
        // A router that has just started, beside other labs, needs longer than an installed one.
        lab.asterisk().global("DECIDE_WITHIN", "3");
    }

    @AfterEach
    void hangUp() throws Exception {
        lab.hangUpEverything();
    }

    @Test
    void aPhoneHearsEveryPieceOfTheWhisper() throws Exception {
        var transcript = Transcript.ofPrompts();
        var laura = lab.peers().answering("laura", Duration.ofMillis(200));
        lab.peers().call("+37125723222");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(transcript.of(laura.media()))
                        .extracting(Transcript.Spoken::piece)
                        .startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(transcript.ids(laura.media())).singleElement().asString().startsWith("whisper-latgale");
    }

    @Test
    void aPhoneReceivesTheKeysThatTheCallerPresses() throws Exception {
        var transcript = Transcript.ofPrompts();
        var laura = lab.peers().answering("laura", Duration.ofMillis(200));
        var caller = lab.peers().call("+37125723222");
        laura.await("200 INVITE", SOON);
        laura.media().awaitSound(10, SOON);
        laura.media().press('1');
        await().atMost(SOON).until(() -> !transcript.voice(caller.media()).isEmpty());

        for (var key : "15#5".toCharArray()) {
            caller.media().press(key);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(laura.media().keys()).isEqualTo("15#5"));
        assertThat(caller.media().keys()).isEmpty();
        assertThat(transcript.voice(laura.media())).isNotEmpty();
    }
}
