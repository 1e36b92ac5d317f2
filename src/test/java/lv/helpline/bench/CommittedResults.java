package lv.helpline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lv.helpline.lab.Tools;
import lv.helpline.testing.GeneratedPart;

/// The results in the tree, with which a run is compared.
final class CommittedResults {

    private static final Path FILE = Tools.project().resolve("ops/bench-results.md");

    private CommittedResults() {}

    /// Prints the table, and writes it into the tree or says how it compares with the one there.
    ///
    /// @param part of the document
    /// @return whether no row is worse
    static boolean told(String part, List<String> heading, List<Measure> measures, boolean write) throws IOException {
        var table = Results.table(heading, measures);
        System.out.println("\n" + table);
        if (write) {
            GeneratedPart.write(FILE, part, table);
            System.out.println("Written to " + FILE);
            return true;
        }
        var compared = Results.compare(measures, Results.read(GeneratedPart.read(FILE, part)));
        compared.unknown().forEach(row -> System.out.println("Nothing is committed to compare with: " + row));
        compared.regressions().forEach(row -> System.out.println("Worse: " + row));
        System.out.println(
                compared.regressions().isEmpty()
                        ? "No row is worse than the worst of its committed repetitions"
                        : "%d rows are worse".formatted(compared.regressions().size()));
        return compared.regressions().isEmpty();
    }
}
