package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampsTest {

    private BuiltSounds built;
    private Clip clip;

    @BeforeEach
    void build(@TempDir Path root) throws IOException {
        built = BuiltSounds.in(root);
        clip = built.clip("lv/nobody");
    }

    @Test
    void what_was_built_is_current() throws IOException {
        for (var each : built.catalogue.clips()) {
            assertThat(built.workshop.isCurrent(each)).isTrue();
        }
    }

    @Test
    void another_text_or_tool_or_recording_makes_a_clip_old() throws IOException {
        var stamp = built.stamps.of(clip);
        assertThat(stamp).startsWith("synthetic ");
        assertThat(built.stamps.of(new Clip("lv", clip.id(), clip.use(), "Neviens nav.")))
                .isNotEqualTo(stamp);
        assertThat(new Stamps(built.directory, built.recordings, "espeak-ng 2, sox 1").of(clip))
                .isNotEqualTo(stamp);

        var shipped = built.recordings.resolve("lv/nobody.wav");
        BuiltSounds.write(Tones.voice(1), shipped);
        var ofShipped = built.stamps.of(clip);
        assertThat(ofShipped).startsWith("recorded ").isNotEqualTo(stamp);
        assertThat(built.workshop.isCurrent(clip)).isFalse();
        assertThat(built.stamps.recording(clip)).contains(shipped);

        var accepted = built.directory.accepted("lv", "nobody");
        BuiltSounds.write(Tones.voice(2), accepted);
        assertThat(built.stamps.recording(clip))
                .as("what was accepted on the pages wins")
                .contains(accepted);
        assertThat(built.stamps.of(clip)).startsWith("recorded ").isNotEqualTo(ofShipped);
    }

    @Test
    void a_clip_without_a_file_or_a_whisper_without_a_piece_is_old() throws IOException {
        Files.write(built.directory.clip(clip), new byte[0]);
        assertThat(built.workshop.isCurrent(clip)).isFalse();
        var whisper = built.clip("en/whisper-riga-lv");
        Files.delete(built.directory.piece(whisper, 10));
        assertThat(built.workshop.isCurrent(whisper)).isFalse();
    }

    /// Whatever the makers of sounds use of this package is a maker too.
    @Test
    void a_change_of_any_class_that_makes_sounds_makes_all_old() {
        var makers = new HashSet<JavaClass>();
        var waiting = new ArrayList<>(new ClassFileImporter()
                .importPath(Path.of("target/classes/lv/helpline/prompts")).stream()
                        .filter(type -> List.of("Voice", "Music", "Whisper", "RingingAudio")
                                .contains(type.getSimpleName()))
                        .toList());
        while (!waiting.isEmpty()) {
            var maker = waiting.removeFirst();
            if (makers.add(maker)) {
                maker.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(used -> used.getPackageName().equals("lv.helpline.prompts"))
                        .forEach(waiting::add);
            }
        }
        assertThat(makers.stream()
                        .map(maker -> maker.getName().replaceFirst("\\$.*", ""))
                        .distinct()
                        // They carry words, names and complaints, and make no sample another one.
                        .filter(name -> !Stream.of("Clip", "Failure", "Playable", "Prompt", "PromptSeries")
                                .map(each -> "lv.helpline.prompts." + each)
                                .toList()
                                .contains(name)))
                .containsExactlyInAnyOrderElementsOf(
                        Stamps.MAKERS.stream().map(Class::getName).toList());
    }
}
