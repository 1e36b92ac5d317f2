package lv.helpline.prompts;

import java.io.PrintStream;
import java.util.Optional;

/// What the program says, in UTF-8 wherever it runs.
final class Console {

    private static final String NAME = "prompts";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final boolean terminal;

    /// @param quiet say nothing unless something is wrong
    Console(PrintStream out, PrintStream err, boolean quiet) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
    }

    /// What was asked for.
    void print(String line) {
        out.println(line);
    }

    /// The news of a run.
    void say(String line) {
        if (!quiet) {
            out.println(line);
        }
    }

    /// How far it is, in a line that the next one replaces.
    void progress(int made, int total) {
        if (!quiet && terminal) {
            out.print(made < total ? "\rPrompts: " + made + " of " + total : "\r\u001b[K");
            out.flush();
        }
    }

    /// Something is not as it should be.
    void warn(String line) {
        err.println(NAME + ": " + line);
    }

    void fault(String line) {
        err.println(line);
    }
}
