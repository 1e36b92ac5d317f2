package lv.helpline.canary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds many words in bytes at one pass. The last six bytes of each word are known to a filter; where the last six
/// bytes that were read may be among them, the words that end so are compared whole.
final class ByteSearch {

    /// Bytes of the shortest word.
    static final int SHORTEST = 6;

    private static final long ENDING = (1L << (8 * SHORTEST)) - 1;

    /// Bits of the filter: two million bytes, which a processor's cache holds.
    private static final int FILTER = 24;

    /// Spreads endings over the filter, as in a multiplicative hash.
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final List<byte[]> words;
    private final long[] filter = new long[1 << (FILTER - 6)];
    private final Map<Long, int[]> byEnding = new HashMap<>();
    private final int longest;
    private final int mostZeros;

    ByteSearch(List<byte[]> words) {
        this.words = words;
        longest = words.stream().mapToInt(word -> word.length).max().orElse(SHORTEST);
        mostZeros = words.stream().mapToInt(ByteSearch::zerosAtEnd).max().orElse(0);
        for (var index = 0; index < words.size(); index++) {
            var word = words.get(index);
            if (word.length < SHORTEST) {
                throw new IllegalArgumentException("a word of %d bytes is too short".formatted(word.length));
            }
            var ending = 0L;
            for (var at = word.length - SHORTEST; at < word.length; at++) {
                ending = push(ending, word[at]);
            }
            var bit = bit(ending);
            filter[bit >>> 6] |= 1L << bit;
            var known = byEnding.getOrDefault(ending, new int[0]);
            var more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = index;
            byEnding.put(ending, more);
        }
    }

    /// Is told of each word that was found.
    @FunctionalInterface
    interface Found {
        /// @param word its place in the list of words
        /// @param end  where the bytes behind it begin
        void found(int word, int end);
    }

    /// Bytes of the longest word.
    int longest() {
        return longest;
    }

    private static int zerosAtEnd(byte[] word) {
        var zeros = 0;
        while (zeros < word.length && word[word.length - 1 - zeros] == 0) {
            zeros++;
        }
        return zeros;
    }

    /// Searches the bytes before `until` for words that end behind `from`. Memory is full of zeros: of more
    /// than any word ends with, none is compared.
    void search(byte[] bytes, int from, int until, Found found) {
        var ending = 0L;
        var zeros = 0;
        for (var at = Math.max(0, from - SHORTEST + 1); at < until; at++) {
            ending = push(ending, bytes[at]);
            zeros = bytes[at] == 0 ? zeros + 1 : 0;
            var bit = bit(ending);
            if (((filter[bit >>> 6] >>> bit) & 1) != 0 && at >= from && zeros <= mostZeros) {
                compare(bytes, at + 1, ending, found);
            }
        }
    }

    /// The last six bytes, once this one has come.
    private static long push(long ending, byte next) {
        return ((ending << 8) | (next & 0xff)) & ENDING;
    }

    private static int bit(long ending) {
        return (int) ((ending * SPREAD) >>> (64 - FILTER));
    }

    private void compare(byte[] bytes, int end, long ending, Found found) {
        var candidates = byEnding.get(ending);
        if (candidates == null) {
            return;
        }
        for (var index : candidates) {
            var word = words.get(index);
            if (word.length <= end && Arrays.equals(word, 0, word.length, bytes, end - word.length, end)) {
                found.found(index, end);
            }
        }
    }
}
