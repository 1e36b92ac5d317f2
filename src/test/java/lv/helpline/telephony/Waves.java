package lv.helpline.telephony;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Voices that are none of our prompts, of prompts: WAVE files as `ops/prompts` writes them.
final class Waves {

    static final int HEADER = 44;

    private Waves() {}

    /// As loud and as long, and no prompt of ours.
    static byte[] backwards(byte[] wav) {
        var backwards = wav.clone();
        for (var at = HEADER; at < wav.length; at += 2) {
            backwards[at] = wav[wav.length + HEADER - at - 2];
            backwards[at + 1] = wav[wav.length + HEADER - at - 1];
        }
        return backwards;
    }

    static short[] samples(byte[] wav) {
        var samples = new short[(wav.length - HEADER) / 2];
        ByteBuffer.wrap(wav, HEADER, wav.length - HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }
}
