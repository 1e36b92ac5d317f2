package lv.helpline.prompts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// A WAVE file: its format, and its samples as they stand there.
@SuppressWarnings("ArrayRecordComponent")
public record WavFile(int coding, int channels, int rate, int bits, byte[] data) {

    /// Samples a second, as telephones take them.
    public static final int RATE = 8000;

    static final String FORMAT_OF_TELEPHONES = new WavFile(1, 1, RATE, 16, new byte[0]).format();

    private static final int PCM = 1;
    private static final int HEADER = 44;

    /// Empty for what is none, or is cut off.
    public static Optional<WavFile> in(byte[] file) {
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 12 || !word(bytes).equals("RIFF")) {
            return Optional.empty();
        }
        bytes.getInt();
        if (!word(bytes).equals("WAVE")) {
            return Optional.empty();
        }
        var format = Optional.<ByteBuffer>empty();
        while (bytes.remaining() >= 8) {
            var name = word(bytes);
            var length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                return Optional.empty();
            }
            var chunk = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            if (name.equals("fmt ") && length >= 16) {
                format = Optional.of(chunk);
            } else if (name.equals("data")) {
                var data = new byte[length];
                chunk.get(data);
                return format.map(known ->
                        new WavFile(known.getShort(0), known.getShort(2), known.getInt(4), known.getShort(14), data));
            }
            // A chunk of an odd length has a byte more behind it.
            bytes.position(Math.min(bytes.limit(), bytes.position() + length + length % 2));
        }
        return Optional.empty();
    }

    private static String word(ByteBuffer bytes) {
        var word = new byte[4];
        bytes.get(word);
        return new String(word, US_ASCII);
    }

    public boolean isForTelephones() {
        return coding == PCM && channels == 1 && rate == RATE && bits == 16 && data.length % 2 == 0;
    }

    /// As `soxi` words it.
    String format() {
        var encoding = coding == PCM ? (bits == 8 ? "Unsigned" : "Signed") + " Integer PCM" : "coding " + coding;
        return rate + " Hz, " + channels + " channel, " + bits + "-bit " + encoding;
    }

    public short[] samples() {
        var samples = new short[data.length / 2];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    public static byte[] of(short[] samples) {
        var length = samples.length * 2;
        var bytes = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(US_ASCII)).putInt(HEADER - 8 + length);
        bytes.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
        bytes.putShort((short) PCM).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(US_ASCII)).putInt(length);
        for (var sample : samples) {
            bytes.putShort(sample);
        }
        return bytes.array();
    }
}
