package lv.helpline.prompts;

import java.util.ArrayList;
import java.util.List;

/// What a caller hears while phones ring: a sentence at its beginning and after each interval, and music between them.
/// Each sentence is its clip, sample by sample; the music fades out before it and in after it, and goes on
/// below where it would be.
enum RingingAudio {
    /// From the beginning on.
    RINGING(Prompt.GREETING, Prompt.WAIT, Prompt.STILL_WAITING),
    /// After the line's patience, when nobody took the call.
    WAITED(Prompt.NOBODY, Prompt.STILL_WAITING, Prompt.STILL_WAITING);

    static final int SECONDS = 300;

    static final int INTERVAL = 20 * Sound.RATE;

    private static final int FADE = Sound.RATE * 6 / 10;
    private static final int LEAST_MUSIC = 2 * Sound.RATE;

    private final Prompt first;
    private final Prompt second;
    private final Prompt others;

    RingingAudio(Prompt first, Prompt second, Prompt others) {
        this.first = first;
        this.second = second;
        this.others = others;
    }

    /// The ids of the sentences, in their order.
    List<String> sentences() {
        var sentences = new ArrayList<>(List.of(first, second));
        while (sentences.size() < SECONDS * Sound.RATE / INTERVAL) {
            sentences.add(others);
        }
        return sentences.stream().map(Prompt::id).toList();
    }

    /// @param said each of its sentences
    Sound make(Sound music, List<Sound> said) {
        var samples = music.amplitudes();
        var parts = new ArrayList<Sound>();
        for (var place = 0; place < said.size(); place++) {
            var sentence = said.get(place);
            var left = INTERVAL - sentence.length();
            if (left <= LEAST_MUSIC) {
                throw new Failure(sentences().get(place) + ".wav leaves no room for music: there are "
                        + Sound.time(INTERVAL).toSeconds() + " s for both");
            }
            parts.add(sentence);
            parts.add(faded(samples, place * INTERVAL + sentence.length(), left));
        }
        return Sound.joined(parts);
    }

    /// A part of the music, which begins anew as often as it ends.
    private static Sound faded(double[] music, int from, int length) {
        var part = new double[length];
        for (var at = 0; at < length; at++) {
            var loud = Math.min(1.0, Math.min(at, length - at) / (double) FADE);
            part[at] = loud * music[(from + at) % music.length];
        }
        return Sound.of(part);
    }
}
