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
import java.util.UUID;
import lv.helpline.admin.Account;
import lv.helpline.admin.AccountId;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.Author;
import lv.helpline.admin.Catalogue;
import lv.helpline.admin.Recordings;
import lv.helpline.admin.Role;
import lv.helpline.admin.Saved;
import lv.helpline.admin.Sound;
import lv.helpline.duty.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an administrator accepted on the pages is what callers hear, and what they withdrew is not.
class RecordedVoiceIT extends Telephony {

    private static final int HEADER = 44;
    private static final Path GREETING = Path.of("sounds/lv/helpline/greeting.wav");

    private final Recordings recordings = lab.router().getBean(Recordings.class);
    private final Accounts accounts = lab.router().getBean(Accounts.class);
    private final Account anna = anna();

    @BeforeEach
    void ownSounds() throws IOException {
        lab.playOwnSounds();
    }

    @AfterEach
    void noAdministrator() throws IOException {
        accounts.end(anna.id(), anna.version(), author());
        Files.deleteIfExists(lab.home().resolve("recordings-key"));
    }

    @Test
    void anAcceptedRecordingIsTheGreetingUntilItIsWithdrawn() throws Exception {
        var machine = Files.readAllBytes(lab.sounds().resolve(GREETING));
        var id = accept("greeting", backwards(machine));
        lab.takeRecordings();
        assertThat(Files.readAllBytes(lab.sounds().resolve(GREETING))).isNotEqualTo(machine);

        var human = lab.transcript();
        var laura = lab.ringingOut("laura");
        var caller = lab.call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(human.names(caller.media())).contains("lv/greeting", "lv/wait"));
        assertThat(heardBy(caller)).contains("lv/wait").doesNotContain("lv/greeting");
        caller.hangUp();

        recordings.remove(id, author());
        lab.takeRecordings();
        assertThat(lab.sounds().resolve(GREETING)).hasBinaryContent(machine);
        assertThat(lab.sounds().resolve("recordings/lv/greeting.wav")).doesNotExist();
    }

    @Test
    void theWholeGreetingInAHumanVoiceIsNoWarningAnyMore() throws Exception {
        for (var prompt : new String[] {"greeting", "menu", "language-1", "language-2", "language-3"}) {
            accept(prompt, Files.readAllBytes(lab.sounds().resolve("sounds/lv/helpline/" + prompt + ".wav")));
        }
        lab.takeRecordings();
        assertThat(lab.sounds().resolve("sounds/synthetic")).hasContent("en+ru");
    }

    /// A later router may let through what an older host cannot play.
    @Test
    void whatWouldBeTooLongStaysAwayAndTheOthersCome() throws Exception {
        var machine = Files.readAllBytes(lab.sounds().resolve(GREETING));
        accept("greeting", twice(machine));
        accept("wait", backwards(machine));
        assertThatThrownBy(lab::takeRecordings)
                .hasMessageContaining("lv/greeting is not taken over")
                .hasMessageContaining("8.000 s at most");
        assertThat(lab.sounds().resolve(GREETING)).hasBinaryContent(machine);
        assertThat(lab.sounds().resolve("recordings/lv/wait.wav")).exists();
        assertThat(lab.sounds().resolve("recordings/lv/greeting.wav")).doesNotExist();
    }

    private int accept(String prompt, byte[] wav) {
        var saved = recordings.propose(
                Language.LATVIAN,
                Catalogue.read().find(prompt).orElseThrow(),
                "Labdien.",
                new Sound.Fit(wav, Duration.ofSeconds(1)),
                Recordings.Way.FILE,
                author());
        var id = Integer.parseInt(((Saved.Done) saved).id());
        assertThat(recordings.accept(id, author())).isInstanceOf(Saved.Done.class);
        return id;
    }

    private Account anna() {
        var saved = accounts.add(
                UUID.randomUUID() + "@example.org",
                "Anna",
                Role.ADMINISTRATOR,
                Optional.empty(),
                Author.router(lab.clock().instant()));
        return accounts.find(new AccountId(Integer.parseInt(((Saved.Done) saved).id())))
                .orElseThrow();
    }

    private Author author() {
        return Author.of(anna, lab.clock().instant());
    }

    /// As loud and as long, and no prompt of ours.
    private static byte[] backwards(byte[] wav) {
        var backwards = wav.clone();
        for (var at = HEADER; at < wav.length; at += 2) {
            backwards[at] = wav[wav.length + HEADER - at - 2];
            backwards[at + 1] = wav[wav.length + HEADER - at - 1];
        }
        return backwards;
    }

    private static byte[] twice(byte[] wav) {
        var twice = Arrays.copyOf(wav, 2 * wav.length - HEADER);
        System.arraycopy(wav, HEADER, twice, wav.length, wav.length - HEADER);
        var sizes = ByteBuffer.wrap(twice).order(ByteOrder.LITTLE_ENDIAN);
        sizes.putInt(4, twice.length - 8).putInt(40, twice.length - HEADER);
        return twice;
    }
}
