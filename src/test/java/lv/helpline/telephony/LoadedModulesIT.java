package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import lv.helpline.lab.Tools;
import org.junit.jupiter.api.Test;

/// What Asterisk has loaded is what `asterisk-config/README.md` gives a reason for, and no more.
class LoadedModulesIT extends Telephony {

    @Test
    void everyModuleHasAReason() throws Exception {
        assertThat(lab.asterisk()
                        .cli("module show")
                        .lines()
                        .map(line -> line.strip().split(" ", 2)[0])
                        .filter(name -> name.endsWith(".so"))
                        .map(name -> name.replace(".so", "")))
                .containsExactlyInAnyOrderElementsOf(withAReason());
    }

    private static List<String> withAReason() throws IOException {
        var readme = Files.readString(Tools.project().resolve("asterisk-config/README.md"));
        var section = readme.substring(readme.indexOf("\n## What is loaded\n") + 1);
        return section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([a-z0-9_]+)`")
                        .matcher(line.split("\\|", -1)[1])
                        .results()
                        .map(module -> module.group(1)))
                .toList();
    }
}
