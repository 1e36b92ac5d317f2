package lv.helpline.canary;

import static java.util.stream.Collectors.toSet;

import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.lab.Media;

/// Who talks in a call, each with a tone of their own, by which the others hear who is there.
enum Voice {
    CALLER(300),
    CONSULTANT(500),
    SECOND(800);

    /// A third of a second: the fewest that a tone is looked for in.
    private static final int PACKETS = 15;

    /// How loud a tone is that is heard, of 1.
    private static final double LOUD = 0.8;

    private final int hertz;

    Voice(int hertz) {
        this.hertz = hertz;
    }

    /// Whoever has this mouth speaks so from now on.
    void speakBy(Media mouth) {
        mouth.hum(hertz);
    }

    /// Whom that ear has heard since it was asked last; nobody, if that is only a moment ago.
    static Set<Voice> heardBy(Media ear) {
        if (ear.heard().size() < PACKETS) {
            return Set.of();
        }
        var heard = Stream.of(values())
                .filter(voice -> ear.loudnessOf(voice.hertz) > LOUD)
                .collect(toSet());
        ear.forget();
        return heard;
    }
}
