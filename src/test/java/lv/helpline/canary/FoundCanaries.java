package lv.helpline.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Who was found, by medium and form. It names paths and places, never a number.
final class FoundCanaries {

    /// Of each medium this many canaries are named at most.
    private static final int NAMED = 20;

    private final Cast cast;
    private final List<Medium> media = new ArrayList<>();

    /// What was found in one medium.
    ///
    /// @param controls how the places of its controls begin
    private record Medium(Search.Findings findings, List<String> controls) {

        long count(Form form, Predicate<Canary> who) {
            return findings.hits().stream()
                    .filter(hit -> hit.form() == form && who.test(hit.canary()))
                    .count();
        }

        /// Whether the control of this form was found wherever it was put.
        boolean isControlled(Form form, Canary control) {
            return !controls.isEmpty()
                    && controls.stream()
                            .allMatch(place -> findings.hits().stream()
                                    .anyMatch(hit -> hit.form() == form
                                            && hit.canary().equals(control)
                                            && hit.where().startsWith(place)));
        }
    }

    FoundCanaries(Cast cast) {
        this.cast = cast;
    }

    void add(Search.Findings findings, List<String> controls) {
        media.add(new Medium(findings, controls));
    }

    long callersIn(Search.Findings findings) {
        return findings.hits().stream().filter(hit -> cast.called(hit.canary())).count();
    }

    /// Whether nobody was found, and the control of each form was in each medium.
    boolean isRight() {
        return media.stream()
                .allMatch(medium -> medium.findings().hits().stream()
                                .allMatch(hit -> hit.canary().equals(cast.control()))
                        && List.of(Form.values()).stream().allMatch(form -> medium.isControlled(form, cast.control())));
    }

    /// Of each form and medium: how often callers were found, how often those who never called, and whether the
    /// control was.
    String table() {
        var table = new StringBuilder();
        for (var number = 0; number < media.size(); number++) {
            var findings = media.get(number).findings();
            table.append("%2d  %s, %.1f MB%n".formatted(number + 1, findings.medium(), findings.bytes() / 1e6));
        }
        table.append(row("callers / never called", number -> Integer.toString(number + 1)));
        for (var form : Form.values()) {
            table.append(row(form.toString(), number -> cell(media.get(number), form)));
        }
        return table.toString();
    }

    @FunctionalInterface
    private interface Cell {
        String of(int medium);
    }

    private String row(String title, Cell cell) {
        var row = new StringBuilder("%-23s".formatted(title));
        for (var number = 0; number < media.size(); number++) {
            row.append("%13s".formatted(cell.of(number)));
        }
        return row.append(System.lineSeparator()).toString();
    }

    private String cell(Medium medium, Form form) {
        return String.format(
                Locale.ROOT,
                "%d / %d %s",
                medium.count(form, cast::called),
                medium.count(form, cast::isNeverUsed),
                medium.isControlled(form, cast.control()) ? "+" : "no control");
    }

    /// Which callers were found, by path and place, and where.
    List<String> named() {
        var lines = new ArrayList<String>();
        for (var medium : media) {
            var counts = new TreeMap<String, Integer>();
            for (var hit : medium.findings().hits()) {
                if (cast.called(hit.canary())) {
                    counts.merge(
                            cast.titleOf(hit.canary()) + ", " + hit.form() + ", in " + hit.where(), 1, Integer::sum);
                }
            }
            counts.entrySet().stream()
                    .limit(NAMED)
                    .map(count ->
                            medium.findings().medium() + ": " + count.getKey() + ", " + count.getValue() + " times")
                    .forEach(lines::add);
            if (counts.size() > NAMED) {
                lines.add(medium.findings().medium() + ": and " + (counts.size() - NAMED) + " more");
            }
        }
        return lines;
    }
}
