package lv.helpline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import lv.helpline.testing.DocComment;
import lv.helpline.testing.GeneratedPart;
import org.junit.jupiter.api.Test;

class RuleTableTest {

    private static final Path README = Path.of("src/main/java/lv/helpline/routing/README.md");

    /// The comment of each rule has two paragraphs: when it applies, and what it does.
    @Test
    void the_table_of_rules_is_what_the_rules_say_of_themselves() throws IOException {
        var table = new StringBuilder("| Rule | When | What happens |\n|---|---|---|\n");
        for (var rule : Rule.values()) {
            var says = DocComment.paragraphs(Rule.class.getName(), rule.name() + "\\b");
            assertThat(says).as("when %s applies, and what it does", rule).hasSize(2);
            table.append("| `%s` | %s | %s |\n".formatted(rule.code(), says.get(0), says.get(1)));
        }
        GeneratedPart.isCurrent(README, "rules", table.toString());
    }
}
