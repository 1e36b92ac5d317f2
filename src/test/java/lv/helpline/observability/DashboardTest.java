package lv.helpline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.testing.Dashboard;
import lv.helpline.testing.Documents;
import org.junit.jupiter.api.Test;

/// The dashboard asks for what `ops/observability.md` has, whose metrics are held against the code, and fits any
/// Grafana.
class DashboardTest {

    /// Such as `helpline_decisions_total{verb,rule}`, or with endings in the braces.
    private static final Pattern DOCUMENTED = Pattern.compile("`([a-z]+(?:_[a-z0-9]+)+_?)((?:\\{[a-z,]+\\})*)`");

    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");

    /// Of any metric, and of the buckets of any duration.
    private static final List<String> PROMETHEUS_S = List.of("instance", "le");

    @Test
    void each_metric_is_documented_with_the_labels_that_are_asked_for() {
        var documented = documented();
        assertThat(Dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            var selectors = Dashboard.selectors(panel);
            assertThat(selectors).as("%s", panel.path("title")).isNotEmpty();
            for (var selector : selectors) {
                assertThat(documented).containsKey(selector.metric());
                assertThat(documented.get(selector.metric()))
                        .containsAll(selector.wanted().keySet());
            }
            var labels = new TreeSet<>(PROMETHEUS_S);
            selectors.forEach(selector -> labels.addAll(documented.get(selector.metric())));
            assertThat(Dashboard.expressions(panel)
                            .flatMap(expression -> GROUPED.matcher(expression).results())
                            .flatMap(group -> Stream.of(group.group(1).split(", ", -1))))
                    .allMatch(labels::contains);
        });
    }

    @Test
    void it_has_nothing_of_an_installation_and_each_panel_asks_the_source_that_was_chosen() {
        assertThat(Dashboard.json().findValuesAsString("uid")).containsOnly("${source}");
        assertThat(Dashboard.json().findValues("id")).isEmpty();
        assertThat(Dashboard.panels())
                .allSatisfy(
                        panel -> assertThat(panel.path("datasource").path("uid").asString())
                                .isEqualTo("${source}"))
                .allSatisfy(panel -> assertThat(Dashboard.expressions(panel))
                        .allMatch(expression -> expression.contains("{instance=~\"$instance\"")));
    }

    /// The labels of each.
    private static Map<String, List<String>> documented() {
        var found = new TreeMap<String, List<String>>();
        DOCUMENTED
                .matcher(Documents.text(Path.of("ops/observability.md")))
                .results()
                .forEach(metric -> {
                    var lists = Stream.of(metric.group(2).split("[{}]+", -1))
                            .filter(list -> !list.isEmpty())
                            .map(list -> List.of(list.split(",", -1)))
                            .toList();
                    var endings = metric.group(1).endsWith("_") ? lists.getFirst() : List.of("");
                    var labels = lists.stream()
                            .skip(metric.group(1).endsWith("_") ? 1 : 0)
                            .flatMap(List::stream);
                    var all = labels.toList();
                    endings.forEach(ending -> found.put(metric.group(1) + ending, all));
                });
        return found;
    }
}
