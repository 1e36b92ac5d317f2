package lv.helpline.shared.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;

/// What makes no sense in a table, for one cause: cells of one column, or whole rows.
///
/// @param rows   as a spreadsheet numbers them, the heading being 1; in order, at least one
/// @param column its heading; empty when it is the whole row
/// @param remedy the message's key, with its arguments
public record WrongCells(List<Integer> rows, Optional<String> column, String remedy, List<Object> arguments) {

    private static final int RANGES = 6;

    public WrongCells {
        rows = List.copyOf(rows);
        arguments = List.copyOf(arguments);
    }

    /// The first of them.
    int row() {
        return rows.getFirst();
    }

    /// Such as `2–14, 20`; the first few of many.
    public String place() {
        var ranges = new ArrayList<int[]>();
        for (var row : rows) {
            if (!ranges.isEmpty() && ranges.getLast()[1] == row - 1) {
                ranges.getLast()[1] = row;
            } else {
                ranges.add(new int[] {row, row});
            }
        }
        return ranges.stream()
                .limit(RANGES)
                .map(range -> range[0] == range[1] ? "" + range[0] : range[0] + "–" + range[1])
                .collect(Collectors.joining(", ", "", ranges.size() > RANGES ? " …" : ""));
    }

    /// As a page shows it.
    public record Said(String rows, boolean several, String column, String remedy) {}

    public Said said(MessageSource messages, Locale locale) {
        return new Said(
                place(), rows.size() > 1, column.orElse(""), messages.getMessage(remedy, arguments.toArray(), locale));
    }
}
