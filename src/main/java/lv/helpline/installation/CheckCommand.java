package lv.helpline.installation;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `helpline check`.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Look over this installation, and name each thing that is wrong and what to do.",
        footerHeading = "%nExit code: ",
        footer = "0 all is right, 1 something is wrong, 2 wrong usage.")
public final class CheckCommand implements Callable<Integer> {

    /// All that is looked at, in the order in which it is told.
    static final List<Check> ALL = Stream.of(
                    FileChecks.ALL, DatabaseChecks.ALL, ServiceChecks.ALL, TelephoneChecks.ALL, WebCallChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private final Machine machine;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    public CheckCommand() {
        this(new ThisMachine());
    }

    CheckCommand(Machine machine) {
        this.machine = machine;
    }

    /// A finding with the name of its check.
    record Told(String check, boolean wrong, String what, String todo) {

        /// As people read it, in two lines.
        void print(PrintWriter out) {
            out.printf("%s  %s: %s%n       %s%n", wrong ? "WRONG" : "note ", check, what, todo);
        }
    }

    @Override
    public Integer call() {
        var told = look(machine);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(told));
        } else {
            told.forEach(each -> each.print(out));
            var wrong = told.stream().filter(Told::wrong).count();
            out.printf("%d checks: %s%n", ALL.size(), wrong == 0 ? "nothing is wrong" : wrong + " things are wrong");
        }
        out.flush();
        return told.stream().anyMatch(Told::wrong) ? 1 : 0;
    }

    static List<Told> look(Machine machine) {
        var told = new ArrayList<Told>();
        for (var check : ALL) {
            try {
                check.look(machine)
                        .forEach(found -> told.add(new Told(check.name(), found.wrong(), found.what(), found.todo())));
            } catch (IOException unseen) {
                told.add(new Told(
                        check.name(),
                        true,
                        "it could not be looked at: " + unseen.getMessage(),
                        "is what it needs there, and is this run as root?"));
            }
        }
        return told;
    }
}
