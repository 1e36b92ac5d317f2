package lv.helpline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is typed, and what it says. Nothing here starts a router.
class HelplineCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return HelplineCommand.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void help_lists_each_command_and_what_it_does() {
        assertThat(run("--help")).isZero();
        assertThat(HelplineCommand.line().getSubcommands().keySet())
                .contains("router", "pages", "check", "setup", "whom", "verify-audit", "restore")
                .allSatisfy(command -> assertThat(out.toString()).containsPattern("\n  " + command + " +[A-Z]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "pages", "verify-audit", "whom", "check", "setup"})
    void each_command_has_help_and_does_nothing_else(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: helpline " + command);
    }

    @Test
    void a_command_that_there_is_not_names_the_one_that_was_meant() {
        assertThat(run("rooter")).isEqualTo(2);
        assertThat(err.toString()).contains("rooter").contains("Did you mean").contains("router");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hlep", "-x", "--server.port=1"})
    void an_option_that_there_is_not_starts_nothing(String option) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    @Test
    void a_command_is_needed() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("A command is missing.").contains("Usage: helpline");
    }

    @Test
    void what_is_no_setting_starts_no_router() {
        assertThat(run("router", "--hlep")).isEqualTo(2);
        assertThat(err.toString()).contains("'--hlep'").contains("--NAME=VALUE");
    }

    @Test
    void a_setting_that_nobody_reads_starts_no_router() {
        assertThat(run("router", "--helpline.agi.alow=10.0.0.0/8")).isEqualTo(2);
        assertThat(err.toString())
                .contains("nobody reads the setting helpline.agi.alow; did you mean helpline.agi.allow?");
    }

    @Test
    void without_a_copy_of_the_roster_nobody_is_named() {
        assertThat(run("whom", "67898343", "--roster", "/nowhere/roster.json")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no /nowhere/roster.json");
    }

    @Test
    void prompts_knows_its_own_options() {
        assertThat(run("prompts", "list", "--lang")).isEqualTo(2);
    }

    @Test
    void each_script_is_there() {
        assertThat(List.of("testcall", "prompts", "backup", "restore"))
                .allMatch(script -> Files.isExecutable(Path.of("ops", script)))
                .allMatch(script -> HelplineCommand.line().getSubcommands().containsKey(script));
    }
}
