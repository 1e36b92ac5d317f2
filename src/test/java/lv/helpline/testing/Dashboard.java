package lv.helpline.testing;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The dashboard for Grafana, and what it asks Prometheus for.
public final class Dashboard {

    /// A metric by its name, and what is wanted of its labels.
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z]+(?:_[a-z0-9]+)+)\\{([^}]*)\\}");

    private static final Pattern LABEL = Pattern.compile("(\\w+)=(~?)\"([^\"]*)\"");

    /// One sample of a metric, as Prometheus fetches it.
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{([^}]*)\\})? (?!NaN)\\S+$");

    private Dashboard() {}

    /// @param wanted of each label a regular expression; the instance's is Prometheus's own and left out
    public record Selector(String metric, Map<String, Pattern> wanted) {

        /// Whether it finds anything in what Prometheus fetches.
        public boolean findsSomethingIn(String scraped) {
            return SAMPLE.matcher(scraped)
                    .results()
                    .anyMatch(sample -> sample.group(1).equals(metric) && has(labels(String.valueOf(sample.group(2)))));
        }

        private boolean has(Map<String, String> labels) {
            return wanted.entrySet().stream()
                    .allMatch(label -> label.getValue()
                            .matcher(labels.getOrDefault(label.getKey(), ""))
                            .matches());
        }
    }

    public static JsonNode json() {
        return JsonMapper.shared().readTree(Documents.text(Path.of("ops/grafana/helpline.json")));
    }

    /// All that is no heading.
    public static List<JsonNode> panels() {
        return json().path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
    }

    public static Stream<String> expressions(JsonNode panel) {
        return panel.path("targets")
                .valueStream()
                .map(target -> target.path("expr").asString());
    }

    public static List<Selector> selectors(JsonNode panel) {
        return expressions(panel)
                .flatMap(expression -> SELECTOR.matcher(expression).results())
                .map(found -> new Selector(found.group(1), wanted(found.group(2))))
                .toList();
    }

    private static Map<String, Pattern> wanted(String labels) {
        return LABEL.matcher(labels)
                .results()
                .filter(label -> !label.group(1).equals("instance"))
                .collect(toMap(label -> label.group(1), label -> Pattern.compile(label.group(3))));
    }

    private static Map<String, String> labels(String text) {
        return LABEL.matcher(text).results().collect(toMap(label -> label.group(1), label -> label.group(3)));
    }
}
