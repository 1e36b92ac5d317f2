package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.recordings.Recordings;
import lv.helpline.recordings.Recordings.Outcome;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an administrator accepted on the pages is what callers hear, and what they withdrew is not.
class RecordedVoiceIT extends Telephony {

    private static final Path GREETING = Path.of("sounds/lv/helpline/greeting.wav");

    private final Recordings recordings = lab.routers().bean(Recordings.class);
    private final Administrator anna = Administrator.in(lab);

    @BeforeEach
    void ownSounds() throws IOException {
        lab.prompts().playOwn();
    }

    @AfterEach
    void noAdministrator() throws IOException {
        anna.leave();
        Files.deleteIfExists(lab.home().resolve("recordings-key"));
    }

    @Test
    void anAcceptedRecordingIsTheGreetingUntilItIsWithdrawn() throws Exception {
        var machine = Files.readAllBytes(lab.prompts().directory().resolve(GREETING));
        var id = accept("greeting", Waves.backwards(machine));
        lab.prompts().fetchRecordings();
        assertThat(Files.readAllBytes(lab.prompts().directory().resolve(GREETING)))
                .isNotEqualTo(machine);

        assertThat(outcomeOf("greeting")).contains(Outcome.TAKEN);

        var human = lab.prompts().transcript();
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(human.names(caller.media())).contains("lv/greeting", "lv/wait"));
        assertThat(heardBy(caller)).contains("lv/wait").doesNotContain("lv/greeting");
        caller.hangUp();

        recordings.remove(id, anna.author());
        lab.prompts().fetchRecordings();
        assertThat(lab.prompts().directory().resolve(GREETING)).hasBinaryContent(machine);
        assertThat(lab.prompts().directory().resolve("recordings/lv/greeting.wav"))
                .doesNotExist();
    }

    @Test
    void theWholeGreetingInAHumanVoiceIsNoWarningAnyMore() throws Exception {
        for (var prompt : new String[] {"greeting", "menu", "language-1", "language-2", "language-3"}) {
            accept(
                    prompt,
                    Files.readAllBytes(lab.prompts().directory().resolve("sounds/lv/helpline/" + prompt + ".wav")));
        }
        lab.prompts().fetchRecordings();
        assertThat(lab.prompts().directory().resolve("sounds/synthetic")).hasContent("en+ru");
    }

    /// A later router may let through what an older host cannot play.
    @Test
    void whatWouldBeTooLongStaysAwayAndTheOthersCome() throws Exception {
        var machine = Files.readAllBytes(lab.prompts().directory().resolve(GREETING));
        accept("greeting", twice(machine));
        accept("wait", Waves.backwards(machine));
        assertThatThrownBy(lab.prompts()::fetchRecordings)
                .hasMessageContaining("lv/greeting is not taken over")
                .hasMessageContaining("8.000 s at most");
        assertThat(lab.prompts().directory().resolve(GREETING)).hasBinaryContent(machine);
        assertThat(lab.prompts().directory().resolve("recordings/lv/wait.wav")).exists();
        assertThat(lab.prompts().directory().resolve("recordings/lv/greeting.wav"))
                .doesNotExist();
        assertThat(outcomeOf("greeting")).as("the pages say so").contains(Outcome.TOO_LONG);
        assertThat(outcomeOf("wait")).contains(Outcome.TAKEN);

        accept("greeting", Waves.backwards(machine));
        lab.prompts().fetchRecordings();
        assertThat(outcomeOf("greeting")).contains(Outcome.TAKEN);
    }

    private Optional<Outcome> outcomeOf(String prompt) {
        return recordings.all().stream()
                .filter(each -> each.prompt().equals(prompt))
                .flatMap(each -> each.accepted().stream())
                .flatMap(accepted -> accepted.outcome().stream())
                .findFirst();
    }

    private int accept(String prompt, byte[] wav) {
        var editResult = recordings.propose(
                Language.LATVIAN,
                Catalogue.read().find(prompt).orElseThrow(),
                "Labdien.",
                new PromptAudioCheck.Fit(wav, Duration.ofSeconds(1)),
                Recordings.Origin.Page.FILE,
                anna.author());
        var id = Integer.parseInt(((EditResult.Done) editResult).id());
        assertThat(recordings.accept(id, anna.author())).isInstanceOf(EditResult.Done.class);
        return id;
    }

    private static byte[] twice(byte[] wav) {
        var twice = Arrays.copyOf(wav, 2 * wav.length - Waves.HEADER);
        System.arraycopy(wav, Waves.HEADER, twice, wav.length, wav.length - Waves.HEADER);
        var sizes = ByteBuffer.wrap(twice).order(ByteOrder.LITTLE_ENDIAN);
        sizes.putInt(4, twice.length - 8).putInt(40, twice.length - Waves.HEADER);
        return twice;
    }
}
