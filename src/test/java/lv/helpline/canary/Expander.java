package lv.helpline.canary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Finds the beginnings of what is compressed as zlib, gzip and zip do, and expands it, over the borders of the
/// pieces in which the bytes come. Most beginnings are none: what follows cannot be expanded, and is left.
final class Expander implements AutoCloseable {

    /// So many bytes of a beginning are looked at; a name in a header that is longer is none.
    static final int HEADER = 512;

    /// What began in one piece and goes on in the next.
    private static final int OPEN_AT_MOST = 64;

    private static final int PIECE = 1 << 16;

    /// Is told of each stretch that was expanded. A stretch that goes on has its last bytes again before the new ones.
    @FunctionalInterface
    interface Expanded {
        /// @param from where the new bytes begin
        void expanded(byte[] bytes, int from, int until);
    }

    private final int again;
    private final Expanded expanded;
    private final List<Stream> open = new ArrayList<>();
    private Stream next;

    /// @param again how many bytes a stretch has again
    Expander(int again, Expanded expanded) {
        this.again = again;
        this.expanded = expanded;
        next = new Stream();
    }

    private final class Stream implements AutoCloseable {

        private final Inflater inflater = new Inflater(true);
        private final byte[] bytes = new byte[again + PIECE];
        private int known;

        /// Whether it goes on behind these bytes.
        boolean goesOn(byte[] compressed, int from, int until) {
            inflater.setInput(compressed, from, until - from);
            try {
                while (!inflater.finished()) {
                    var count = inflater.inflate(bytes, known, PIECE);
                    if (count > 0) {
                        var end = known + count;
                        expanded.expanded(bytes, known, end);
                        known = Math.min(again, end);
                        System.arraycopy(bytes, end - known, bytes, 0, known);
                    } else if (inflater.needsInput()) {
                        return true;
                    } else if (inflater.needsDictionary()) {
                        return false;
                    }
                }
            } catch (DataFormatException notCompressed) {
                return false;
            }
            return false;
        }

        void reset() {
            inflater.reset();
            known = 0;
        }

        @Override
        public void close() {
            inflater.end();
        }
    }

    /// Expands what begins behind `from` in the bytes before `until`, and what began before.
    ///
    /// @param old  how many of them were in the piece before
    /// @param last whether no piece follows
    void expand(byte[] bytes, int old, int until, boolean last) {
        for (var stream : List.copyOf(open)) {
            if (!stream.goesOn(bytes, old, until)) {
                stream.close();
                open.remove(stream);
            }
        }
        // What begins so near to the end is looked at with the next piece.
        var begin = Math.max(0, old - HEADER);
        var end = last ? until - 3 : until - HEADER;
        for (var at = begin; at < end; at++) {
            var behind = behindHeader(bytes, at, until);
            if (behind > 0 && next.goesOn(bytes, behind, until) && open.size() < OPEN_AT_MOST) {
                open.add(next);
                next = new Stream();
            } else if (behind > 0) {
                next.reset();
            }
        }
    }

    /// Where the compressed bytes behind a header at this place begin; 0 where none is.
    private static int behindHeader(byte[] bytes, int at, int until) {
        return switch (bytes[at]) {
            case 0x78 -> isZlib(bytes[at + 1]) ? at + 2 : 0;
            case 0x1f -> behindGzip(bytes, at, until);
            case 'P' -> behindZip(bytes, at, until);
            default -> 0;
        };
    }

    /// One of the four second bytes that zlib writes.
    private static boolean isZlib(byte second) {
        return switch (second & 0xff) {
            case 0x01, 0x5e, 0x9c, 0xda -> true;
            default -> false;
        };
    }

    private static int behindGzip(byte[] bytes, int at, int until) {
        if (at + 10 >= until || (bytes[at + 1] & 0xff) != 0x8b || bytes[at + 2] != 8) {
            return 0;
        }
        var flags = bytes[at + 3];
        var behind = at + 10;
        if ((flags & 4) != 0) {
            behind += 2 + (behind + 1 < until ? shortAt(bytes, behind) : 0);
        }
        // A file's name and a comment, each with a zero behind it.
        for (var texts = ((flags >> 3) & 1) + ((flags >> 4) & 1); texts > 0 && behind < until; behind++) {
            texts -= bytes[behind] == 0 ? 1 : 0;
        }
        behind += (flags & 2) != 0 ? 2 : 0;
        return behind < Math.min(until, at + HEADER) ? behind : 0;
    }

    /// The lower byte first.
    private static int shortAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    private static int behindZip(byte[] bytes, int at, int until) {
        var begins = new byte[] {'P', 'K', 3, 4};
        if (at + 30 >= until || !Arrays.equals(begins, 0, 4, bytes, at, at + 4) || bytes[at + 8] != 8) {
            return 0;
        }
        var behind = at + 30;
        for (var length = at + 26; length < at + 30; length += 2) {
            behind += shortAt(bytes, length);
        }
        return behind < Math.min(until, at + HEADER) ? behind : 0;
    }

    @Override
    public void close() {
        open.forEach(Stream::close);
        next.close();
    }
}
