package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import lv.helpline.lab.SipPeer;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.Catalogue.Prompt;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.recordings.Recordings;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A consultant whom an administrator has asked speaks a text on the duty line, and callers hear it once it is
/// accepted.
class SpokenByPhoneIT extends OnTheDutyLine {

    private static final Catalogue CATALOGUE = Catalogue.read();
    private static final Prompt GREETING = CATALOGUE.find("greeting").orElseThrow();
    private static final Prompt LANGUAGE = CATALOGUE.find("language-1").orElseThrow();

    private final PhoneRecordingRequests phoneRecordingRequests = lab.routers().bean(PhoneRecordingRequests.class);
    private final Recordings recordings = lab.routers().bean(Recordings.class);
    private final Administrator anna = Administrator.in(lab);
    private final Path spoken = lab.asterisk().spoken();

    @AfterEach
    void noAdministrator() throws IOException {
        anna.leave();
        Files.deleteIfExists(lab.home().resolve("recordings-key"));
        for (var file : files()) {
            Files.delete(file);
        }
    }

    @Override
    boolean expected(String complaint) {
        return super.expected(complaint) || complaint.contains("Unable to open file " + spoken);
    }

    @Test
    void whatAConsultantSpeaksIsWhatCallersHear() throws Exception {
        lab.prompts().playOwn();
        var text = Waves.backwards(
                Files.readAllBytes(lab.prompts().directory().resolve("sounds/lv/helpline/greeting.wav")));
        ask(GREETING);
        var phone = enterToSpeak();
        awaitHeard(phone, "lv/key-speak");
        speak(phone, '5', Waves.samples(text));
        awaitBegun(phone, "lv/speak-how", "lv/speak-keys");
        lab.prompts().fetchRecordings();
        assertThat(recordings.all()).as("nobody has kept it").isEmpty();
        phone.media().forget();
        phone.media().press('1');
        awaitBegun(phone, "lv/speak-kept");

        lab.prompts().fetchRecordings();
        assertThat(files()).isEmpty();
        assertThat(recordings.all()).singleElement().satisfies(recording -> {
            assertThat(recording.accepted()).isEmpty();
            assertThat(recording.way()).isEqualTo(Recordings.Way.PHONE);
            assertThat(recording.madeBy()).isEqualTo("Anna");
            assertThat(recording.speaker()).contains("Gints");
            assertThat(recording.length()).isCloseTo(Duration.ofMillis(text.length / 16), Duration.ofMillis(800));
        });
        assertThat(recordings.accept(recordings.all().getFirst().id(), anna.author()))
                .isInstanceOf(EditResult.Done.class);
        awaitBegun(phone, "lv/speak-kept", "lv/on-duty");
        assertThat(heardBy(phone)).contains("lv/speak-kept");
        theKeyDoesNothing(phone);
        phone.hangUp();
        lab.prompts().fetchRecordings();
        var human = lab.prompts().transcript();
        lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(human.names(caller.media())).contains("lv/greeting"));
        assertThat(heardBy(caller)).doesNotContain("lv/greeting");
    }

    @Test
    void whoSpeaksItAgainAndHangsUpKeepsNothing() throws Exception {
        ask(LANGUAGE);
        var phone = enterToSpeak();
        speak(phone, '5', danger(1));
        awaitBegun(phone, "lv/speak-keys");
        phone.media().forget();
        speak(phone, '2', danger(1));
        awaitBegun(phone, "lv/speak-keys");
        phone.hangUp();
        lab.asterisk().awaitNoChannel(SOON);
        lab.prompts().fetchRecordings();
        assertThat(recordings.all()).isEmpty();
        assertThat(files()).as("it might be kept still").hasSize(1);
        assertThat(Files.getPosixFilePermissions(spoken)).hasSize(3);
        Files.setLastModifiedTime(
                files().getFirst(), FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
        lab.prompts().fetchRecordings();
        assertThat(files()).as("an hour later").isEmpty();
        assertThat(phoneRecordingRequests.of(GINTS, lab.clock().instant())).isPresent();
    }

    @Test
    void whoSaysNothingOrCannotBeRecordedIsToldSo() throws Exception {
        ask(LANGUAGE);
        var phone = enterToSpeak();
        speak(phone, '5', new short[0]);
        awaitBegun(phone, "lv/speak-unheard", "lv/on-duty");
        assertThat(heardBy(phone)).contains("lv/speak-unheard");
        var elsewhere = spoken.resolveSibling("elsewhere");
        Files.move(spoken, elsewhere);
        try {
            phone.media().forget();
            phone.media().press('5');
            awaitHeard(phone, "lv/speak-how", "lv/speak-failed");
            awaitBegun(phone, "lv/speak-failed", "lv/on-duty");
        } finally {
            Files.move(elsewhere, spoken);
        }
    }

    @Test
    void whatIsTakenBackMeanwhileIsNotKeptAndTheKeyDoesNothingAnyMore() throws Exception {
        ask(LANGUAGE);
        var phone = enterToSpeak();
        speak(phone, '5', danger(1));
        phoneRecordingRequests.withdraw(Language.LATVIAN, LANGUAGE, anna.author());
        awaitBegun(phone, "lv/speak-keys");
        phone.media().press('1');
        awaitBegun(phone, "lv/speak-unwanted", "lv/on-duty");
        assertThat(heardBy(phone)).contains("lv/speak-unwanted");
        theKeyDoesNothing(phone);
        lab.prompts().fetchRecordings();
        assertThat(files()).isEmpty();
        assertThat(recordings.all()).isEmpty();
    }

    @Test
    void whatIsTooLongIsToldOnItsPage() throws Exception {
        ask(LANGUAGE);
        var phone = enterToSpeak();
        speak(phone, '5', danger(4));
        awaitBegun(phone, "lv/speak-keys");
        phone.media().press('1');
        awaitBegun(phone, "lv/speak-kept");
        lab.prompts().fetchRecordings();
        assertThat(recordings.all()).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(phoneRecordingRequests
                        .of(Language.LATVIAN, LANGUAGE, lab.clock().instant())
                        .flatMap(PhoneRecordingRequests.Take::fault))
                .contains("recording-takes-2-seconds-at-most");
        ask(LANGUAGE);
    }

    private void ask(Prompt prompt) {
        assertThat(phoneRecordingRequests.ask(Language.LATVIAN, prompt, GINTS, anna.author()))
                .isInstanceOf(EditResult.Done.class);
    }

    /// Up to where the key counts.
    private SipPeer enterToSpeak() throws Exception {
        var phone = enter("8", pin);
        phone.media().say(new short[0]);
        awaitBegun(phone, "lv/on-duty");
        return phone;
    }

    /// By that key, after the tone, and up to hash.
    private void speak(SipPeer phone, char key, short[] text) {
        var pressed = Instant.now();
        phone.media().press(key);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> isBegunAfter(pressed));
        phone.media().say(text);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(phone.media()::hasSaidAll);
        phone.media().press('#');
    }

    /// But that all is said again.
    private static void theKeyDoesNothing(SipPeer phone) {
        phone.media().forget();
        phone.media().press('5');
        awaitBegun(phone, "lv/on-duty");
        assertThat(TRANSCRIPT.begun(phone.media())).doesNotContain("lv/speak-how");
    }

    private boolean isBegunAfter(Instant instant) throws IOException {
        for (var file : files()) {
            if (Files.getLastModifiedTime(file).toInstant().isAfter(instant)) {
                return true;
            }
        }
        return false;
    }

    /// The first seconds of a prompt that is long enough.
    private static short[] danger(int seconds) throws IOException {
        return Arrays.copyOf(
                Waves.samples(Files.readAllBytes(Path.of("target/sounds/sounds/lv/helpline/danger.wav"))),
                seconds * 8000);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(spoken)) {
            return files.toList();
        }
    }
}
