package lv.helpline.canary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds many words in bytes at one pass. The last six bytes of each word are known to a filter; where the last six
/// bytes that were read may be among them, the words that end so are compared whole. Zeros at a word's end are left out
/// of
/// the six, as far as six others remain: memory is full of zeros.
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
    private int mostZeros;

    ByteSearch(List<byte[]> words) {
        this.words = words;
        longest = words.stream().mapToInt(word -> word.length).max().orElse(SHORTEST);
        for (var index = 0; index < words.size(); index++) {
            var word = words.get(index);
            if (word.length < SHORTEST) {
                throw new IllegalArgumentException("a word of %d bytes is too short".formatted(word.length));
            }
            var ending = 0L;
            var zeros = zeros(word);
            mostZeros = Math.max(mostZeros, zeros);
            for (var at = word.length - zeros - SHORTEST; at < word.length - zeros; at++) {
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

    /// Searches the bytes before `until` for words that end behind `from`.
    void search(byte[] bytes, int from, int until, Found found) {
        var ending = 0L;
        for (var at = Math.max(0, from - mostZeros - SHORTEST + 1); at < until; at++) {
            ending = push(ending, bytes[at]);
            var bit = bit(ending);
            if (((filter[bit >>> 6] >>> bit) & 1) != 0) {
                compare(bytes, at + 1, from, until, ending, found);
            }
        }
    }

    /// How many zeros at a word's end are behind the six bytes by which it is looked for.
    private static int zeros(byte[] word) {
        var count = 0;
        while (word.length - count > SHORTEST
                && word[word.length - count - 1] == 0
                && word[word.length - count - 2] == 0) {
            count++;
        }
        return count;
    }

    /// The last six bytes, once this one has come.
    private static long push(long ending, byte next) {
        return ((ending << 8) | (next & 0xff)) & ENDING;
    }

    private static int bit(long ending) {
        return (int) ((ending * SPREAD) >>> (64 - FILTER));
    }

    private void compare(byte[] bytes, int at, int from, int until, long ending, Found found) {
        var candidates = byEnding.get(ending);
        if (candidates == null) {
            return;
        }
        for (var index : candidates) {
            var word = words.get(index);
            var end = at + zeros(word);
            if (end > from
                    && end <= until
                    && word.length <= end
                    && Arrays.equals(word, 0, word.length, bytes, end - word.length, end)) {
                found.found(index, end);
            }
        }
    }
}
