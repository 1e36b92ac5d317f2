package lv.helpline;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.testing.Documents;
import org.junit.jupiter.api.Test;

/// What documents name is there: other documents and their sections, files, classes, alerts.
class DocumentsTest {

    private static final Path SOURCES = Path.of("src/main/java/lv/helpline");

    /// A class by its package and name, such as `routing/CallRouter`.
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w*[a-z]\\w*)`");

    /// A file or a directory, perhaps with arguments after it.
    private static final Pattern FILE =
            Pattern.compile("`((?:\\.ci|asterisk-config|ops|sql|src)/[\\w./-]*\\w/?)(?=[` ])");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");

    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    private static final Pattern METER = Pattern.compile("builder\\(\\s*\"(helpline\\.[a-z.]+)\"");

    private static final Pattern METRIC = Pattern.compile("\\b(helpline_(?!owner)[a-z_]+)");

    private static final Path ALERTS = Path.of("ops/prometheus/helpline-alerts.yaml");

    /// What a page says of the runbook, in either language.
    private static final Pattern SECTION = Pattern.compile("(?:runbook, “|rokasgrāmatas nodaļ[aā] „)([^“”]+)[“”]");

    private static final Path RUNBOOK = Path.of("ops/runbook.md");

    private static final Path OBSERVABILITY = Path.of("ops/observability.md");

    /// What an installation may add to the tree.
    private static final Set<String> NOT_OURS =
            Set.of("asterisk-config/recordings", "asterisk-config/recordings/lv/closed.wav");

    @Test
    void each_link_leads_somewhere() throws IOException {
        assertThat(Documents.with(document -> links(document).filter(link -> !leadsSomewhere(document, link))))
                .isEmpty();
    }

    @Test
    void each_document_is_reached_from_the_first_one() throws IOException {
        var first = Path.of("README.md");
        var reached = new HashSet<>(Set.of(first));
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            var document = open.remove();
            links(document)
                    .map(link -> target(document, link))
                    .filter(target -> target.toString().endsWith(".md") && Files.exists(target))
                    .filter(reached::add)
                    .forEach(open::add);
        }
        assertThat(Documents.all()).isSubsetOf(reached);
    }

    @Test
    void each_file_that_a_document_names_is_there() throws IOException {
        assertThat(Documents.with(document -> named(FILE, Documents.text(document))
                        .filter(not(NOT_OURS::contains))
                        .filter(file -> !Files.exists(Path.of(file)))))
                .isEmpty();
    }

    @Test
    void each_class_that_a_document_names_is_where_it_says() throws IOException {
        assertThat(Documents.with(document -> named(CLASS, Documents.text(document))
                        .filter(name -> !Files.exists(SOURCES.resolve(name + ".java")))))
                .isEmpty();
    }

    @Test
    void the_runbook_says_what_to_do_at_each_alert() {
        var runbook = Documents.text(RUNBOOK);
        assertThat(named(ALERT, Documents.text(ALERTS)).filter(alert -> !runbook.contains("| " + alert + " |")))
                .isEmpty();
    }

    @Test
    void the_runbook_has_each_section_that_a_page_names() {
        var sections = named(HEADING, Documents.prose(RUNBOOK)).toList();
        assertThat(Stream.of("messages.properties", "messages_en.properties")
                        .flatMap(file -> named(SECTION, Documents.text(Path.of("src/main/resources", file)))))
                .isNotEmpty()
                .allMatch(sections::contains);
    }

    @Test
    void metrics_are_documented_and_documents_and_alerts_name_no_other() throws IOException {
        List<String> names;
        try (var files = Files.walk(SOURCES)) {
            names = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> named(METER, Documents.text(file)))
                    .map(name -> name.replace('.', '_'))
                    .distinct()
                    .toList();
        }
        var told = Documents.text(OBSERVABILITY);
        assertThat(names).isNotEmpty().allMatch(told::contains);
        assertThat(Stream.concat(Documents.all().stream(), Stream.of(ALERTS))
                        .flatMap(file -> named(METRIC, Documents.text(file)))
                        .filter(metric -> names.stream().noneMatch(metric::startsWith)))
                .isEmpty();
    }

    private static Stream<String> named(Pattern what, String text) {
        return what.matcher(text).results().map(match -> match.group(1));
    }

    /// Those that do not lead to another host.
    private static Stream<String> links(Path document) {
        return named(LINK, Documents.prose(document)).filter(link -> !link.contains(":"));
    }

    private static boolean leadsSomewhere(Path document, String link) {
        var target = target(document, link);
        return Files.exists(target) && (!link.contains("#") || anchors(target).contains(link.replaceFirst(".*#", "")));
    }

    private static Path target(Path document, String link) {
        var file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? document : document.resolveSibling(file).normalize();
    }

    /// As GitHub makes them of headings; of two that are the same, of the first.
    private static List<String> anchors(Path document) {
        return named(HEADING, Documents.prose(document))
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .strip()
                        .replace(' ', '-'))
                .toList();
    }
}
