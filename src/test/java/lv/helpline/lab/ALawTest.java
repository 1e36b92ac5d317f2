package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ALawTest {

    @Test
    void everyCodeIsThatOfItsOwnValue() {
        for (int code = -128; code < 128; code++) {
            assertThat(ALaw.encode(ALaw.decode((byte) code))).isEqualTo((byte) code);
        }
    }

    /// Half a step of the segment that it lies in, and 7 where Asterisk's table counts the low bits as set.
    @Test
    void noSampleIsFartherFromItsCodeThanCoarsenessAllows() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            var step = Math.max(16, Integer.highestOneBit(Math.abs(sample)) / 16);
            assertThat(Math.abs(ALaw.decode(ALaw.encode(sample)) - sample)).isLessThanOrEqualTo(step / 2 + 7);
        }
    }

    @Test
    void codesSomeOfTheRecommendation() {
        assertThat(ALaw.encode(0)).isEqualTo((byte) 0xd5);
        assertThat(ALaw.encode(-16)).isEqualTo((byte) 0x55);
        assertThat(ALaw.encode(32_767)).isEqualTo((byte) 0xaa);
        assertThat(ALaw.encode(-32_768)).isEqualTo((byte) 0x2a);
    }
}
