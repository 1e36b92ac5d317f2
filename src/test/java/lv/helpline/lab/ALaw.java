package lv.helpline.lab;

/// ITU-T G.711 A-law, to the bit as Asterisk codes it, so that what it plays can be compared byte by byte.
final class ALaw {

    private static final int EVEN_BITS = 0x55;

    /// Hours of sound are coded and decoded: every result is computed once.
    private static final byte[] CODES = new byte[1 << 16];

    private static final short[] SAMPLES = new short[1 << 8];

    static {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            CODES[sample & 0xffff] = encoded(sample);
        }
        for (int code = 0; code < SAMPLES.length; code++) {
            SAMPLES[code] = (short) decoded((byte) code);
        }
    }

    private ALaw() {}

    static byte encode(int sample) {
        return CODES[sample & 0xffff];
    }

    static int decode(byte code) {
        return SAMPLES[code & 0xff];
    }

    /// Asterisk looks 13 bits up in a table of the last sample that shares them: the three low bits count as set.
    private static byte encoded(int sample) {
        int value = sample | 7;
        int magnitude = Math.abs(value);
        int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
        int step = magnitude >> Math.max(4, segment + 3) & 0x0f;
        return (byte) ((segment << 4 | step | (value >= 0 ? 0x80 : 0)) ^ EVEN_BITS);
    }

    private static int decoded(byte code) {
        int bits = (code & 0xff) ^ EVEN_BITS;
        int segment = (bits & 0x70) >> 4;
        int value = ((bits & 0x0f) << 4) + 8;
        if (segment > 0) {
            value = (value + 0x100) << (segment - 1);
        }
        return (bits & 0x80) != 0 ? value : -value;
    }
}
