package lv.helpline.recordings;

/// How loud samples are.
final class AudioLevels {

    /// A peak below it is somebody far from the microphone: made louder, the room would be heard.
    static final int FAINT = 650;

    private static final int FULL = 32_700;

    /// So many at full scale one after the other are the flat top of something louder.
    private static final int FLAT = 4;

    /// Below this share of the peak the ends are silence, as in `prompts/Voice`.
    private static final double SILENCE = 0.007;

    private AudioLevels() {}

    static int peak(short[] samples) {
        var peak = 0;
        for (var sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    static boolean isClipped(short[] samples) {
        var run = 0;
        for (var sample : samples) {
            run = Math.abs(sample) >= FULL ? run + 1 : 0;
            if (run == FLAT) {
                return true;
            }
        }
        return false;
    }

    /// How many samples there are from the first that is heard to the last.
    static int spoken(short[] samples, int peak) {
        var silence = peak * SILENCE;
        var from = 0;
        var until = samples.length;
        while (from < until && Math.abs(samples[from]) <= silence) {
            from++;
        }
        while (until > from && Math.abs(samples[until - 1]) <= silence) {
            until--;
        }
        return until - from;
    }
}
