package lv.helpline.prompts;

import java.util.List;
import java.util.stream.IntStream;

/// A whisper is played in pieces of equal length, so that it stops soon after the caller has hung up. Each is a whole
/// number of frames, so that no gap is heard where two meet.
final class Whisper {

    static final int PIECES = 10;

    private Whisper() {}

    /// With as much silence at its end as its pieces need.
    static Sound whole(Sound spoken) {
        var unit = PIECES * Sound.FRAME;
        return spoken.ofLength((spoken.length() + unit - 1) / unit * unit);
    }

    static List<Sound> pieces(Sound whole) {
        var length = whole.length() / PIECES;
        return IntStream.range(0, PIECES)
                .mapToObj(piece -> whole.part(piece * length, length))
                .toList();
    }
}
