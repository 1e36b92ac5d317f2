package lv.helpline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import lv.helpline.audit.jdbc.AuditCheck;
import lv.helpline.installation.CheckCommand;
import lv.helpline.installation.SetupCommand;
import lv.helpline.prompts.PromptsProgram;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Roster;
import lv.helpline.routing.web.RoutingSimulator;
import lv.helpline.shared.KnownSettings;
import lv.helpline.snapshot.RosterOnDisk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The one command of the helpline. What it says is `--help`.
@Command(
        name = "helpline",
        mixinStandardHelpOptions = true,
        versionProvider = HelplineCommand.Version.class,
        description = "Runs the helpline, and looks after it.",
        footerHeading = "%nExit code: ",
        footer = "0 done, 1 failed or something is wrong, 2 wrong usage.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            HelplineCommand.Router.class,
            HelplineCommand.Pages.class,
            SetupCommand.class,
            CheckCommand.class,
            HelplineCommand.VerifyAudit.class,
            HelplineCommand.Whom.class,
            HelplineCommand.TestCall.class,
            HelplineCommand.Prompts.class,
            HelplineCommand.Backup.class,
            HelplineCommand.Restore.class
        })
final class HelplineCommand implements Runnable {

    /// The exit code of a command that has started something: the process goes on.
    static final int GOES_ON = -1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Some take what is no option of theirs: settings, or the arguments of a script.
    static CommandLine line() {
        var line = new CommandLine(new HelplineCommand());
        var others = Set.of("whom", "check", "setup");
        line.getSubcommands().forEach((name, command) -> {
            if (!others.contains(name)) {
                command.setUnmatchedOptionsArePositionalParams(true);
            }
        });
        return line.setExecutionExceptionHandler((failure, at, _) -> {
            at.getErr().println("helpline: " + failure.getMessage());
            return 1;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    /// As the build named it.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = HelplineCommand.class.getPackage().getImplementationVersion();
            return new String[] {"helpline " + (version == null ? "of a build directory" : version)};
        }
    }

    /// What takes settings, and refuses what is none.
    abstract static class WithSettings implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(
                arity = "0..*",
                paramLabel = "--NAME=VALUE",
                description = "Settings, such as --server.port=8080; ops/settings.md lists them. They may be in the"
                        + " environment too: SERVER_PORT=8080.")
        private List<String> settings = new ArrayList<>();

        /// @throws ParameterException for what is no setting, or one of ours that nobody reads
        final String[] settings() {
            for (var setting : settings) {
                if (!setting.matches("--[a-z][A-Za-z0-9-]*([.][A-Za-z0-9\\[\\]-]+)+(=.*)?")) {
                    throw wrong("Unknown option: '" + setting + "'. A setting is written --NAME=VALUE.");
                }
            }
            KnownSettings.load()
                    .unknown(settings.stream()
                            .map(setting -> setting.substring(2).replaceFirst("=.*", ""))
                            .toList())
                    .forEach(unknown -> {
                        throw wrong(unknown.toString());
                    });
            return settings.toArray(String[]::new);
        }

        private ParameterException wrong(String why) {
            return new ParameterException(spec.commandLine(), why);
        }
    }

    @Command(
            name = "router",
            mixinStandardHelpOptions = true,
            description = "Answer calls, in the foreground: needs nothing of the pages.")
    static final class Router extends WithSettings {

        @Override
        public Integer call() {
            RouterApplication.start(settings());
            return GOES_ON;
        }
    }

    @Command(
            name = "pages",
            mixinStandardHelpOptions = true,
            description = "Serve what people open in a browser and API clients ask, in the foreground.")
    static final class Pages extends WithSettings {

        @Override
        public Integer call() {
            PagesApplication.start(settings());
            return GOES_ON;
        }
    }

    @Command(
            name = "verify-audit",
            mixinStandardHelpOptions = true,
            description = "Go through the audit, with a router's settings, and say whether somebody changed it.")
    static final class VerifyAudit extends WithSettings {

        @Override
        public Integer call() {
            return AuditCheck.run(System.out, settings());
        }
    }

    @Command(
            name = "whom",
            mixinStandardHelpOptions = true,
            description = "Say whose phone rings for a call, and why, by the roster that the router holds on disk.")
    static final class Whom implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "NUMBER", description = "The line's number, as numbers.conf names it.")
        private String number = "";

        @Option(names = "--at", paramLabel = "TIME", description = "Local time, such as 2026-12-24T18:30; else now.")
        private @Nullable LocalDateTime at;

        @Option(
                names = "--roster",
                paramLabel = "FILE",
                description = "The roster's copy on disk (default ${DEFAULT-VALUE}).")
        private Path roster = Path.of("/var/lib/helpline/roster.json");

        @Override
        public Integer call() throws IOException {
            var holidays = new LatvianHolidays();
            var snapshot = RosterOnDisk.read(roster, holidays);
            var line = snapshot.roster().findLine(number);
            if (line.isEmpty()) {
                throw new IOException("there is no line " + number + "; numbers.conf names them");
            }
            var out = spec.commandLine().getOut();
            var when = at == null
                    ? Instant.now(Clock.systemUTC())
                    : at.atZone(Roster.ZONE).toInstant();
            var answer = new RoutingSimulator(snapshot, holidays).ask(line.get(), Optional.empty(), when);
            out.printf("%s at %s: %s%n", number, answer.at().toLocalDateTime(), answer.verdict());
            answer.steps()
                    .forEach(step -> out.printf(
                            "  %d. from %d s for %d s: %s (%s)%n",
                            step.number(), step.from(), step.seconds(), String.join(", ", step.names()), step.rule()));
            answer.reasons()
                    .forEach(reason ->
                            out.printf("  because %s %s%n", reason.rule(), String.join(", ", reason.names())));
            return 0;
        }
    }

    /// What has its own options and its own help.
    abstract static class WithArguments implements Callable<Integer> {

        @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Its own; see --help after the command.")
        private List<String> arguments = new ArrayList<>();

        final List<String> arguments() {
            return arguments;
        }
    }

    /// A command of `ops`.
    abstract static class Script extends WithArguments {

        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            var script = Path.of(System.getProperty("ops.directory", "ops"), name);
            if (!Files.isExecutable(script)) {
                throw new IOException("there is no " + script + "; the package brings it, and so does the tree");
            }
            var words = new ArrayList<String>();
            words.add(script.toString());
            words.addAll(arguments());
            return new ProcessBuilder(words).inheritIO().start().waitFor();
        }
    }

    @Command(name = "testcall", description = "Try each line's route and the phones of the coming duties.")
    static final class TestCall extends Script {
        TestCall() {
            super("testcall");
        }
    }

    @Command(name = "prompts", description = "Build, check and list what callers hear.")
    static final class Prompts extends WithArguments {

        @Override
        public Integer call() {
            return PromptsProgram.run(arguments());
        }
    }

    @Command(name = "backup", description = "Back up the database without records of calls.")
    static final class Backup extends Script {
        Backup() {
            super("backup");
        }
    }

    @Command(name = "restore", description = "Restore the database from such a backup.")
    static final class Restore extends Script {
        Restore() {
            super("restore");
        }
    }
}
