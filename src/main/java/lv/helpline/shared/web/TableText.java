package lv.helpline.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A file that should be a table, before its cells are read: what spreadsheets and word processors put around them
/// and into them is taken out, and what is no table at all is recognised.
///
/// @param text      without byte order mark, separator line and end-of-file character
/// @param delimiter what separates its cells
public record TableText(String text, char delimiter) {

    public static final char BYTE_ORDER_MARK = '\uFEFF';

    /// How a workbook begins: .xlsx and .ods are ZIP files, .xls is a compound file.
    private static final byte[][] WORKBOOKS = {{'P', 'K', 3, 4}, {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}};

    /// Old programs end a text with it.
    private static final Pattern END_OF_FILE = Pattern.compile("\\x1A\\s*\\z");

    /// Excel's own way to say what separates the cells. A spreadsheet does not show the line, so it has no number.
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\"?sep=([^\\r\\n])\"?[;,\\t]*(?:\\r\\n|\\n|\\r)", Pattern.CASE_INSENSITIVE);

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F]");
    private static final Pattern SPACES = Pattern.compile("[\\h\\u200B\\u2060\\uFEFF]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    static TableText of(String written) {
        var text = !written.isEmpty() && written.charAt(0) == BYTE_ORDER_MARK ? written.substring(1) : written;
        text = END_OF_FILE.matcher(text).replaceFirst("");
        var line = SEPARATOR_LINE.matcher(text);
        return line.lookingAt()
                ? new TableText(text.substring(line.end()), line.group(1).charAt(0))
                : new TableText(text, delimiterOf(text));
    }

    static boolean isWorkbook(byte[] bytes) {
        return Arrays.stream(WORKBOOKS)
                .anyMatch(start ->
                        bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length));
    }

    /// Empty for what is no UTF-8.
    public static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /// Whether it has what no text has.
    boolean isBinary() {
        return CONTROL.matcher(text).find();
    }

    /// A cell as it is read: each run of spaces of whatever kind is one space, and none is at its ends.
    public static String cell(String written) {
        return SPACES.matcher(Normalizer.normalize(written, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }

    /// A word without capitals and diacritics: `Rīga` and `riga` are the same.
    public static String word(String written) {
        return MARKS.matcher(Normalizer.normalize(cell(written), Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /// What separates the words of the heading, in which there is no other punctuation.
    private static char delimiterOf(String text) {
        var heading = text.lines().findFirst().orElse("");
        return Stream.of(';', '\t')
                .filter(each -> heading.indexOf(each) >= 0)
                .findFirst()
                .orElse(',');
    }
}
