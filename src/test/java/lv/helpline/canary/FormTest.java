package lv.helpline.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A canary is found in whatever form it is written, and nowhere else.
class FormTest {

    private static final long SEED = 20_261_129;
    private static final Canary WRITTEN = new Canary("51234567", "qwertpsd");
    private static final Canary ANOTHER = new Canary("57654321", "sdpwrtqq");
    private static final Search SEARCH = new Search(List.of(WRITTEN, ANOTHER));

    /// What the search reads at a time.
    private static final int PIECE = 1 << 20;

    private static final int LONG = PIECE + 5_000;

    @ParameterizedTest
    @EnumSource
    void eachExampleOfAFormIsFound(Form form) throws Exception {
        for (var example : form.examples(WRITTEN)) {
            assertThat(hits(example))
                    .as(new String(example, ISO_8859_1))
                    .isNotEmpty()
                    .allSatisfy(hit -> assertThat(hit.canary()).isEqualTo(WRITTEN))
                    .anySatisfy(hit -> assertThat(hit.form()).isEqualTo(form));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExampleIsFoundAcrossTheBorderOfTwoPieces(Form form) throws Exception {
        var example = form.examples(WRITTEN).getFirst();
        for (var before : List.of(PIECE - example.length + 1, PIECE - example.length / 2, PIECE - 1)) {
            assertThat(hits(within(LONG, before, example)))
                    .as("behind %d bytes", before)
                    .anySatisfy(hit -> assertThat(hit.form()).isEqualTo(form));
        }
    }

    @Test
    void whatIsCompressedOverManyPiecesIsExpandedToItsEnd() throws Exception {
        var plain =
                within(6 * LONG, 6 * LONG - 100, Form.ASCII.examples(WRITTEN).getFirst());
        var compressed = new ByteArrayOutputStream();
        try (var stream = new DeflaterOutputStream(compressed, new Deflater(Deflater.BEST_SPEED))) {
            stream.write(plain);
        }
        assertThat(compressed.size()).isGreaterThan(3 << 20);
        // What cannot be made shorter is in it as it was.
        assertThat(hits(compressed.toByteArray())).extracting(Search.Hit::form).contains(Form.COMPRESSED);
    }

    @Test
    void anEntryOfAnArchiveIsExpanded() throws Exception {
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("calls.txt"));
            zip.write(Form.ASCII.examples(WRITTEN).getFirst());
        }
        assertThat(hits(archive.toByteArray())).extracting(Search.Hit::form).containsExactly(Form.COMPRESSED);
    }

    @Test
    void whatNamesNoCanaryHasNoHit() throws Exception {
        assertThat(hits(within(LONG, 0, new byte[0]))).isEmpty();
        for (var form : Form.values()) {
            for (var example : form.examples(new Canary("59999999", "hhhhhhhh"))) {
                assertThat(hits(example)).isEmpty();
            }
        }
    }

    private static List<Search.Hit> hits(byte[] bytes) throws IOException {
        var source = new ByteArrayInputStream(bytes);
        return SEARCH.in(new Search.Medium() {
                    @Override
                    public String name() {
                        return "bytes";
                    }

                    @Override
                    public void read(Search.Reader reader) throws IOException {
                        reader.stretch("here", source::read);
                    }
                })
                .hits();
    }

    /// Random bytes with those at that place.
    private static byte[] within(int length, int before, byte[] bytes) {
        var all = new byte[length];
        new Random(SEED).nextBytes(all);
        System.arraycopy(bytes, 0, all, before, bytes.length);
        return all;
    }
}
