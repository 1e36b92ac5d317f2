package lv.helpline.prompts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The arguments of `ops/prompts`, checked.
///
/// @param words  the command, and what it is about
/// @param values of the options that have one, by their names
record PromptsArguments(List<String> words, Map<String, String> values, Path usualDirectory) {

    private static final Set<String> WITH_VALUE = Set.of("--to", "--lang", "--asterisk", "--from", "--key", "--spoken");
    private static final Set<String> ALONE = Set.of("build", "check", "list", "announcements", "recordings");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/]+/?");
    private static final String HELP = "--help";

    /// The command was called wrongly.
    @SuppressWarnings("serial")
    static final class Misuse extends Exception {
        Misuse(String why) {
            super(why);
        }
    }

    static boolean isQuiet(List<String> args) {
        return args.contains("-q") || args.contains("--quiet");
    }

    static PromptsArguments of(List<String> args, Path usualDirectory) throws Misuse {
        var words = new ArrayList<String>();
        var values = new HashMap<String, String>();
        for (var at = 0; at < args.size(); at++) {
            var option = args.get(at).split("=", 2);
            if (WITH_VALUE.contains(option[0])) {
                if (option.length < 2 && ++at == args.size()) {
                    throw new Misuse(option[0] + " needs a value");
                }
                values.put(option[0], option.length == 2 ? option[1] : args.get(at));
            } else if (args.get(at).equals("--check")) {
                words.add("check");
            } else if (args.get(at).equals(HELP)) {
                return new PromptsArguments(List.of(HELP), values, usualDirectory);
            } else if (!args.get(at).startsWith("-")) {
                words.add(args.get(at));
            } else if (!isQuiet(List.of(args.get(at)))) {
                throw new Misuse("unknown option " + args.get(at));
            }
        }
        var arguments = new PromptsArguments(words, values, usualDirectory);
        arguments.requireSense();
        return arguments;
    }

    private void requireSense() throws Misuse {
        var isPlay = !words.isEmpty() && words.getFirst().equals("play");
        require(!values.getOrDefault("--to", "…").isEmpty(), "--to needs a directory");
        require(!values.getOrDefault("--asterisk", "…").isBlank(), "--asterisk needs a command");
        require(
                isPlay || (words.size() == 1 && ALONE.contains(words.getFirst())),
                "build, check, list, play, announcements or recordings?");
        require(!isPlay || words.size() == 2, "play takes one id");
        if (command().equals("recordings")) {
            require(
                    ADDRESS.matcher(values.getOrDefault("--from", "")).matches(),
                    "--from needs the address of the pages, such as https://dezura.example.lv");
            require(!values.getOrDefault("--key", "").isEmpty(), "--key needs a file");
        }
    }

    private static void require(boolean sense, String otherwise) throws Misuse {
        if (!sense) {
            throw new Misuse(otherwise);
        }
    }

    boolean isHelp() {
        return command().equals(HELP);
    }

    String command() {
        return words.getFirst();
    }

    /// What is to be played.
    String prompt() {
        return words.getLast();
    }

    SoundDirectory directory() {
        var to = Optional.ofNullable(values.get("--to")).map(Path::of).orElse(usualDirectory);
        return new SoundDirectory(to.toAbsolutePath().normalize());
    }

    Optional<String> language() {
        return Optional.ofNullable(values.get("--lang"));
    }

    List<String> asterisk() {
        return List.of(values.getOrDefault("--asterisk", "asterisk").strip().split("\\s+"));
    }

    /// The address of the pages, without a slash at its end.
    String from() {
        return values.getOrDefault("--from", "").replaceFirst("/$", "");
    }

    Path key() {
        return Path.of(values.getOrDefault("--key", ""));
    }

    Optional<Path> spoken() {
        return Optional.ofNullable(values.get("--spoken"))
                .filter(path -> !path.isEmpty())
                .map(Path::of);
    }
}
