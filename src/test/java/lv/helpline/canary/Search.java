package lv.helpline.canary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The search for canaries, in every form, in whatever can be read.
public final class Search {

    private static final int PIECE = 1 << 20;

    /// How much of what is around a hit is kept for whoever asks why.
    private static final int AROUND = 40;

    /// Bytes that come one after the other.
    @FunctionalInterface
    public interface Source {
        /// As [java.io.InputStream#read(byte[], int, int)].
        int read(byte[] bytes, int from, int count) throws IOException;
    }

    /// Where canaries are searched for.
    public interface Medium {

        String name();

        /// Hands over every stretch of bytes in it.
        void read(Reader reader) throws IOException;
    }

    /// Is handed stretches of bytes.
    @FunctionalInterface
    public interface Reader {
        /// @param where such as a file's name
        void stretch(String where, Source source) throws IOException;
    }

    /// A canary that was found.
    ///
    /// @param around what is before and behind it, with a dot for each byte that is no ASCII
    public record Hit(Canary canary, Form form, String where, String around) {}

    /// What was found in one medium, and in how many bytes.
    public record Findings(String medium, List<Hit> hits, long bytes) {}

    private record Word(Canary canary, Form form) {}

    private final List<Word> meanings = new ArrayList<>();
    private final ByteSearch words;
    private final int again;

    public Search(List<Canary> canaries) {
        var written = new ArrayList<byte[]>();
        for (var canary : canaries) {
            for (var form : Form.values()) {
                for (var word : form.words(canary)) {
                    written.add(word);
                    meanings.add(new Word(canary, form));
                }
            }
        }
        words = new ByteSearch(written);
        again = Math.max(words.longest(), Expander.HEADER);
    }

    public Findings in(Medium medium) throws IOException {
        var stretches = new Stretches();
        medium.read(stretches);
        return new Findings(medium.name(), stretches.hits, stretches.bytes);
    }

    private final class Stretches implements Reader {

        private final List<Hit> hits = new ArrayList<>();
        private final byte[] piece = new byte[again + PIECE];
        private long bytes;

        @Override
        public void stretch(String where, Source source) throws IOException {
            try (var expander = new Expander(
                    again,
                    (expanded, from, until) -> words.search(
                            expanded,
                            from,
                            until,
                            (word, end) -> add(meanings.get(word).canary(), Form.COMPRESSED, where, expanded, end)))) {
                var known = 0;
                while (true) {
                    var count = fill(source, known);
                    var until = known + count;
                    var last = count < PIECE;
                    words.search(piece, known, until, (word, end) -> {
                        var meaning = meanings.get(word);
                        add(meaning.canary(), meaning.form(), where, piece, end);
                    });
                    expander.expand(piece, known, until, last);
                    bytes += count;
                    if (last) {
                        return;
                    }
                    known = Math.min(again, until);
                    System.arraycopy(piece, until - known, piece, 0, known);
                }
            }
        }

        private int fill(Source source, int known) throws IOException {
            var count = 0;
            while (count < PIECE) {
                var more = source.read(piece, known + count, PIECE - count);
                if (more <= 0) {
                    break;
                }
                count += more;
            }
            return count;
        }

        private void add(Canary canary, Form form, String where, byte[] from, int end) {
            var begin = Math.max(0, end - AROUND);
            var around = new String(
                            from, begin, Math.min(from.length, end + AROUND / 2) - begin, StandardCharsets.ISO_8859_1)
                    .chars()
                    .mapToObj(each -> each < ' ' || each > '~' ? "." : Character.toString(each))
                    .collect(Collectors.joining());
            hits.add(new Hit(canary, form, where, around));
        }
    }
}
