package lv.helpline.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Tables as files by RFC 4180: a header first, dates and times by ISO 8601, UTF-8.
///
/// What somebody typed may be no formula to the spreadsheet that opens the file: a text that begins like one gets an
/// apostrophe before it, which spreadsheets take for "this is text".
public final class Csv {

    private static final MediaType TYPE = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

    private Csv() {}

    /// @param rows numbers and texts; an empty text for what is not known
    public static String of(List<String> header, Stream<List<Object>> rows) {
        var text = new StringWriter();
        try (var printer = CSVFormat.RFC4180
                .builder()
                .setHeader(header.toArray(String[]::new))
                .get()
                .print(text)) {
            for (var row : rows.toList()) {
                printer.printRecord(row.stream().map(Csv::safe));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /// For a browser to save.
    public static ResponseEntity<String> file(String name, String content) {
        return ResponseEntity.ok()
                .contentType(TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, UTF_8)
                                .build()
                                .toString())
                .body(content);
    }

    private static Object safe(Object value) {
        return value instanceof String text ? guarded(text) : value;
    }

    /// So that no spreadsheet takes it for a formula; [#unguarded] is its inverse.
    public static String guarded(String cell) {
        return cell.matches("(?s)'*[=+\\-@\\t\\r\\n].*") ? "'" + cell : cell;
    }

    public static String unguarded(String cell) {
        return cell.matches("(?s)'+[=+\\-@\\t\\r\\n].*") ? cell.substring(1) : cell;
    }
}
