package lv.helpline.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is wrong with one sound.
final class Inspection {

    /// Of what is spoken, in LUFS: two clips, whichever follows the other, differ by 3 LU at most.
    private static final double QUIETEST = -21.5;

    private static final double LOUDEST = -18.5;

    /// A peak above it (dBFS) has been cut off.
    private static final double CLIPPED = -0.1;

    /// So much silence is a dead line to a caller.
    private static final Duration DEAD = Duration.ofSeconds(1);

    private final List<String> faults = new ArrayList<>();

    List<String> faults() {
        return List.copyOf(faults);
    }

    void fault(String what) {
        faults.add(what);
    }

    /// Empty, with the fault, unless the file is there and is what Asterisk's wav format reads.
    Optional<Sound> open(Path file) throws IOException {
        if (!SoundDirectory.hasContent(file)) {
            fault("missing");
            return Optional.empty();
        }
        var wav = WavFile.in(Files.readAllBytes(file));
        if (wav.filter(WavFile::isForTelephones).isEmpty()) {
            fault(String.format(
                    Locale.ROOT,
                    "format is %s; it has to be %s",
                    wav.map(WavFile::format).orElse("unreadable"),
                    WavFile.FORMAT_OF_TELEPHONES));
            return Optional.empty();
        }
        return Optional.of(Sound.read(file));
    }

    void isShort(Duration time, Duration longest) {
        if (time.compareTo(longest) > 0) {
            fault(String.format(Locale.ROOT, "takes %s s; %s s at most", seconds(time), seconds(longest)));
        }
    }

    /// Its level.
    double voice(Sound voice, Duration longest) {
        isShort(voice.time(), longest);
        var level = Voice.level(voice.amplitudes());
        if (level < -70) {
            fault("is silent");
        } else if (level < QUIETEST || level > LOUDEST) {
            fault(String.format(
                    Locale.ROOT, "level is %.1f LUFS; it has to be between %s and %s", level, QUIETEST, LOUDEST));
        }
        isNotClipped(voice);
        return level;
    }

    void pieces(Sound whole, List<Sound> pieces) {
        var lengths = pieces.stream().map(Sound::length).toList();
        if (lengths.stream().distinct().count() > 1) {
            fault(String.format(Locale.ROOT, "its pieces are not of equal length: %s samples", lengths));
        }
        if (!Sound.joined(pieces).isSame(whole)) {
            fault(String.format(Locale.ROOT, "its %d pieces, one after the other, are not the whole", Whisper.PIECES));
        }
    }

    void music(Sound music) {
        if (music.time().compareTo(Duration.ofSeconds(30)) < 0) {
            fault(String.format(Locale.ROOT, "takes %s s; 30 s at least", seconds(music.time())));
        }
        var level = Decibels.ofPower(Decibels.power(music.amplitudes()));
        if (Math.abs(level - Music.LEVEL) > 3) {
            fault(String.format(Locale.ROOT, "level is %.2f dBFS (RMS); it has to be between -33 and -27", level));
        }
        isNotClipped(music);
        isHeard(music);
    }

    private void isNotClipped(Sound sound) {
        var peak = Decibels.of(Decibels.peak(sound.amplitudes()));
        if (peak > CLIPPED) {
            fault(String.format(Locale.ROOT, "is clipped: its peak is %.2f dBFS", peak));
        }
    }

    void isHeard(Sound sound) {
        var silence = sound.longestSilence();
        if (silence.compareTo(DEAD) > 0) {
            fault(String.format(Locale.ROOT, "is silent for %d ms; %d at most", silence.toMillis(), DEAD.toMillis()));
        }
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%d.%03d", time.toSeconds(), time.toMillisPart());
    }
}
