package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of announcements that have been spoken; `ElsewhereIT` has them spoken.
class AnnouncementsTest {

    private static final Clip OWN = new Clip("lv", "own-0123456789ab", "own", "Līdz rītam esam slēgti.");

    private BuiltSounds built;

    @BeforeEach
    void build(@TempDir Path root) throws IOException {
        built = BuiltSounds.in(root);
        built.put(OWN, Tones.voice(2));
    }

    @Test
    void what_is_known_to_asterisk_stays_and_the_rest_goes() throws IOException {
        built.put(new Clip("lv", "own-ffffffffffff", "own", "Vakar."), Tones.voice(2));
        answer("""
                /helpline/announcement/lv/own-0123456789ab        : Līdz rītam esam slēgti.
                /helpline/announcement/de/own-0123456789ac        : Guten Tag.
                /helpline/announcement/lv/own-0123456789ad        : %s
                /helpline/announcement/lv/greeting                : Labdien.
                3 results found.""".formatted("ā".repeat(301)));
        assertThat(built.directory.clip(OWN)).exists();
        assertThat(built.said()).isEqualTo("""
                        prompts: own-0123456789ac is in a language that the catalogue has not: de
                        prompts: lv/own-0123456789ad is longer than 300 characters
                        Removed lv/own-ffffffffffff
                        Announcements: 3 known to Asterisk, 0 made, 1 removed
                        """);
    }

    @Test
    void half_an_answer_removes_nothing() {
        assertThatThrownBy(() -> answer("/helpline/announcement/en/own-0123456789ac : Good morning."))
                .isInstanceOf(Failure.class)
                .hasMessageEndingWith("answers something else than its database");
        assertThat(built.directory.clip(OWN)).exists();
    }

    @Test
    void no_answer_removes_nothing() {
        assertThatThrownBy(() -> run(List.of("false")))
                .isInstanceOf(Failure.class)
                .hasMessage("false does not answer");
        assertThat(built.directory.clip(OWN)).exists();
    }

    private void answer(String answer) throws IOException {
        run(List.of("sh", "-c", "printf '%s\\n' \"$0\"", answer));
    }

    private void run(List<String> asterisk) throws IOException {
        new Announcements(built.directory, built.catalogue, built.workshop, built.console, asterisk).run();
    }
}
