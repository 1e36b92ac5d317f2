package lv.helpline.prompts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// The program of `ops/prompts`. What it says is `--help`.
public final class PromptsProgram {

    private static final String USAGE = """
            Usage: ops/prompts build [--to DIR] [--quiet]
                   ops/prompts check [--to DIR] [--quiet]
                   ops/prompts list  [--to DIR]
                   ops/prompts play ID [--lang LANG] [--to DIR]
                   ops/prompts announcements [--to DIR] [--asterisk COMMAND] [--quiet]
                   ops/prompts recordings --from ADDRESS --key FILE [--to DIR] [--spoken DIR] [--quiet]

              build  make what is missing or out of date, for every language of asterisk-config/prompts/catalogue.tsv:
                       DIR/sounds/LANG/helpline/ID.wav  each text, and each whisper in ten pieces too
                       DIR/moh/LANG/ringing.wav         what a caller hears while phones ring
                       DIR/moh/LANG-waited/waited.wav   the same after the line's patience, when nobody took the call
                       DIR/moh/quiet/quiet.wav          the music alone
                       DIR/sounds/synthetic             the languages whose greeting or menu nobody has recorded yet
                     A recording takes the place of the synthetic voice: DIR/recordings/LANG/ID.wav, which `recordings` fetched,
                     or else asterisk-config/recordings/LANG/ID.wav.
              check  name every fault of what was built, one a line; --check is the same
              list   print language, id, seconds, synthetic or recorded, where it is used, and text
              play   play one prompt on this machine's sound card
              announcements
                     make DIR/sounds/LANG/helpline/own-….wav of what administrators typed, as it is in Asterisk's database,
                     and remove what is no longer there
              recordings
                     fetch what administrators accepted on the pages into DIR/recordings, each only if the clip that it becomes has
                     no fault, and tell the pages which it is; remove what they withdrew; and make the clips, and what callers hear
                     while phones ring, of it anew. First bring to the pages what was spoken on the duty line

                  --to DIR            where the sounds are (default target/sounds)
                  --lang LANG         the prompt's language (default: the first)
                  --asterisk COMMAND  how Asterisk is asked, perhaps with arguments (default asterisk)
                  --from ADDRESS      where the pages are, such as https://dezura.example.lv
                  --key FILE          has the key with which they are asked; its scope is recordings
                  --spoken DIR        where Asterisk puts what is spoken on the duty line (default: nowhere)
              -q, --quiet             say nothing unless something is wrong
                  --help              print this, and exit

            Exit code: 0 done and right, 1 a fault or a failure, 2 wrong usage.
            """;

    private final PromptsArguments arguments;
    private final Path root;
    private final Console console;

    private PromptsProgram(PromptsArguments arguments, Path root, Console console) {
        this.arguments = arguments;
        this.root = root;
        this.console = console;
    }

    /// @param args in a tree whose `ops` the property `ops.directory` names
    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    /// @return the exit code
    public static int run(List<String> args) {
        var root = Path.of(System.getProperty("ops.directory", "ops"), "..")
                .toAbsolutePath()
                .normalize();
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
        return run(args, root, out, err);
    }

    static int run(List<String> args, Path root, PrintStream out, PrintStream err) {
        var console = new Console(out, err, PromptsArguments.isQuiet(args));
        try {
            var arguments = PromptsArguments.of(args, root.resolve("target/sounds"));
            if (arguments.isHelp()) {
                out.print(USAGE);
            } else {
                new PromptsProgram(arguments, root, console).run();
            }
            return 0;
        } catch (PromptsArguments.Misuse misuse) {
            console.warn(misuse.getMessage() + "\nTry \"ops/prompts --help\".");
            return 2;
        } catch (Failure failure) {
            console.warn(String.valueOf(failure.getMessage()));
        } catch (IOException failure) {
            console.warn(failure.toString());
        }
        return 1;
    }

    private void run() throws IOException {
        var directory = arguments.directory();
        var catalogue = CatalogueFile.read(root.resolve("asterisk-config/prompts/catalogue.tsv"));
        var recordings = root.resolve("asterisk-config/recordings");
        switch (arguments.command()) {
            case "play" ->
                new Listing(directory, catalogue, new Stamps(directory, recordings, ""), console)
                        .play(directory.clip(
                                arguments
                                        .language()
                                        .orElse(catalogue.languages().getFirst()),
                                arguments.prompt()));
            case "list" -> new Listing(directory, catalogue, new Stamps(directory, recordings, ""), console).print();
            default -> {
                Programs.need("espeak-ng", "sox");
                var stamps = new Stamps(directory, recordings, Stamps.tools());
                make(catalogue, stamps, new Workshop(directory, catalogue, stamps, console), recordings);
            }
        }
    }

    private void make(CatalogueFile catalogue, Stamps stamps, Workshop workshop, Path recordings) throws IOException {
        var directory = arguments.directory();
        switch (arguments.command()) {
            case "build" -> new Build(directory, catalogue, workshop, console).run();
            case "check" -> new Check(directory, catalogue, stamps, workshop, recordings, console).run();
            case "announcements" ->
                new Announcements(directory, catalogue, workshop, console, arguments.asterisk()).run();
            default -> {
                try (var pages = new Pages(arguments.from(), arguments.key())) {
                    new AcceptedRecordings(directory, catalogue, stamps, workshop, console, pages, arguments.spoken())
                            .run();
                }
            }
        }
    }
}
