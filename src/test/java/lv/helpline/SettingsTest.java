package lv.helpline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.testing.DocComment;
import lv.helpline.testing.Documents;
import lv.helpline.testing.GeneratedPart;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What documents say of settings is so.
class SettingsTest {

    private static final Path DOCUMENT = Path.of("ops/settings.md");

    private static final Path SITE = Path.of("asterisk-config/site.conf.example");

    /// `NAME = value   ; meaning`, with a `;` before it if it is off; or the next line of a meaning.
    private static final Pattern SITE_SETTING =
            Pattern.compile(";?(?<name>\\w+) = ?(?<value>[^;]*?) *(?:; (?<meaning>.*))?| +; (?<more>.*)");

    private static final Pattern PROPERTY =
            Pattern.compile("`((?:helpline(?=\\.[a-z-]+\\.)|spring|server|management)(?:\\.[a-z][a-z0-9-]*)+)`");

    private static final Pattern VARIABLE = Pattern.compile("\\b((?:HELPLINE|SPRING|SERVER|MANAGEMENT)_[A-Z_]+)\\b");

    private record Property(String name, String type, String description, String byDefault, String source) {

        Property(JsonNode node) {
            this(
                    node.path("name").asString(""),
                    node.path("type").asString(""),
                    node.path("description").asString(""),
                    node.path("defaultValue").asString("").replaceAll("[\\[\\] ]", ""),
                    node.path("sourceType").asString(""));
        }

        boolean isOurs() {
            return name.startsWith("helpline.");
        }

        String group() {
            return name.replaceFirst("\\.[^.]*$", "");
        }

        String row() {
            return "| `%s` | %s | %s | %s |\n"
                    .formatted(name, kind(), byDefault.isEmpty() ? "–" : "`" + byDefault + "`", description);
        }

        private String kind() {
            return switch (type) {
                case "java.lang.String" -> "text";
                case "java.lang.Integer" -> "number";
                case "java.lang.Boolean" -> "true or false";
                case "java.time.Duration" -> "duration";
                case "java.time.LocalTime" -> "time of day";
                case "java.net.InetAddress" -> "IP address";
                case "java.net.URI" -> "URL";
                case "java.nio.file.Path" -> "path";
                default -> {
                    assertThat(type).matches("java\\.util\\.(List|Set)<.*>");
                    yield "list";
                }
            };
        }

        /// Whether this is its name, or that of an entry of it if it is a map.
        boolean isCalled(String other) {
            return other.equals(name) || (isMap() && other.startsWith(name + "."));
        }

        /// As [#isCalled], of a variable of the environment. Spring takes a `-` left out or written as `_`.
        boolean isSetBy(String other) {
            return Stream.of("", "_")
                    .map(dash ->
                            name.toUpperCase(Locale.ROOT).replace("-", dash).replace('.', '_'))
                    .anyMatch(variable -> other.equals(variable) || (isMap() && other.startsWith(variable + "_")));
        }

        private boolean isMap() {
            return type.startsWith("java.util.Map<");
        }
    }

    @Test
    void the_table_of_properties_is_that_of_their_records() throws IOException {
        var groups = properties().stream()
                .filter(Property::isOurs)
                .filter(property -> !property.description().isEmpty())
                .collect(groupingBy(Property::group, TreeMap::new, toList()));
        var text = new StringBuilder();
        for (var group : groups.entrySet()) {
            text.append("\n### ").append(group.getKey()).append("\n\n");
            for (var source : group.getValue().stream()
                    .map(Property::source)
                    .filter(source -> !source.isEmpty())
                    .distinct()
                    .toList()) {
                var says =
                        DocComment.paragraphs(source, "(public )?record " + source.replaceFirst(".*\\.", "") + "\\b");
                text.append(String.join("\n\n", says)).append("\n\n");
            }
            text.append("| Property | Kind | Default | Meaning |\n|---|---|---|---|\n")
                    .append(group.getValue().stream().map(Property::row).collect(joining()));
        }
        GeneratedPart.isCurrent(DOCUMENT, "properties", text.toString());
    }

    @Test
    void each_property_of_ours_is_described_once() throws IOException {
        var ours = properties().stream().filter(Property::isOurs).toList();
        assertThat(ours.stream()
                        .filter(property -> !property.description().isEmpty())
                        .map(Property::name))
                .doesNotHaveDuplicates()
                .containsAll(ours.stream().map(Property::name).toList());
    }

    /// The file has them again, to be edited; what holds for one process alone stands further down there.
    @Test
    void the_defaults_are_those_of_the_configuration_file() throws IOException {
        var file = new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .getFirst();
        assertThat(properties().stream()
                        .filter(Property::isOurs)
                        .filter(property -> file.containsProperty(property.name()))
                        .filter(property ->
                                !property.byDefault().equals(String.valueOf(file.getProperty(property.name())))))
                .isEmpty();
    }

    @Test
    void the_table_of_the_site_is_that_of_its_example() throws IOException {
        var rows = new ArrayList<String>();
        for (var line : Files.readAllLines(SITE, UTF_8)) {
            var setting = SITE_SETTING.matcher(line);
            if (line.startsWith("[")) {
                rows.add("| **`%s`** | | ".formatted(line.replaceFirst("\\(.*", "")));
            } else if (setting.matches() && setting.group("name") == null) {
                rows.add(rows.removeLast() + " " + setting.group("more"));
            } else if (setting.matches()) {
                rows.add("| `%s` | %s | %s"
                        .formatted(
                                setting.group("name"),
                                setting.group("value").isEmpty() ? "–" : "`" + setting.group("value") + "`",
                                setting.group("meaning") == null ? "" : setting.group("meaning")));
            }
        }
        GeneratedPart.isCurrent(
                DOCUMENT,
                "site",
                "\n| Name | Example | Meaning |\n|---|---|---|\n" + String.join(" |\n", rows) + " |\n\n");
    }

    /// Those of Spring Boot too.
    @Test
    void each_property_that_a_document_names_is_there() throws IOException {
        var known = properties();
        assertThat(Documents.with(document -> {
                    var text = Documents.text(document);
                    return Stream.concat(
                            named(PROPERTY, text).filter(name -> known.stream().noneMatch(each -> each.isCalled(name))),
                            named(VARIABLE, text).filter(name -> known.stream().noneMatch(each -> each.isSetBy(name))));
                }))
                .isEmpty();
    }

    private static Stream<String> named(Pattern what, String text) {
        return what.matcher(text).results().map(match -> match.group(1));
    }

    private static List<Property> properties() throws IOException {
        var all = new ArrayList<Property>();
        for (var file : Collections.list(
                SettingsTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (var in = file.openStream()) {
                new JsonMapper().readTree(in).path("properties").forEach(node -> all.add(new Property(node)));
            }
        }
        return all;
    }
}
