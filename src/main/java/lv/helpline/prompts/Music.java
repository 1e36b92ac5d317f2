package lv.helpline.prompts;

import java.io.IOException;

/// Music for waiting: two low notes that swell once in eight seconds, and above them a slow tune of soft tones, all our
/// own. Every note of the ground fits a whole number of times into the 32 seconds, and the tune begins and ends in
/// silence, so the end meets the beginning unheard.
final class Music {

    /// dBFS of its mean power.
    static final double LEVEL = -30;

    private static final int SECONDS = 32;

    /// D major without its tense notes, up and down again: Hz, for two seconds each.
    private static final double[] TUNE = {
        293.66, 369.99, 440, 493.88, 440, 369.99, 329.63, 293.66, 329.63, 440, 587.33, 493.88, 440, 329.63, 369.99,
        293.66
    };

    private Music() {}

    static Sound make() throws IOException {
        var music = sox("synth 32 sine 146.8125 synth 32 sine mix 220 gain -9 tremolo 0.125 50");
        var at = 0;
        for (var note : TUNE) {
            for (var sample : sox("synth 2 triangle " + note + " fade h 0.15 2 1.7 lowpass 1200 gain -12")) {
                music[at] = (music[at] + sample) / 2;
                at++;
            }
        }
        if (at != SECONDS * Sound.RATE) {
            throw new Failure("the tune is not as long as the music");
        }
        return Sound.of(Decibels.amplified(music, LEVEL - Decibels.ofPower(Decibels.power(music))));
    }

    private static double[] sox(String effects) throws IOException {
        return Programs.sox("-n", effects.split(" "));
    }
}
