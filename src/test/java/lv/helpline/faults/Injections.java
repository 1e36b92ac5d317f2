package lv.helpline.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.lab.SipPeer;

/// Callers who put commands where a name, a number or a header is.
final class Injections {

    private static final int CONSULTANTS = 6;
    private static final Duration SOON = Duration.ofMinutes(1);

    private Injections() {}

    static List<FaultCase> all() {
        return List.of(FaultCase.of(
                "injections",
                "Callers' names and headers hold expressions of the dialplan, of the shell, of SQL and of the AMI.",
                60,
                "PrivacyIT",
                Injections::injected));
    }

    private static Tally injected(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS);
        ground.router();
        var mark = ground.lab().home().resolve("injected");
        var commands = commands(mark);
        var begun = System.nanoTime();
        var fates = new ArrayList<Scene.Fate>();
        var wrong = new ArrayList<String>();
        for (var call = 0; call < calls; call++) {
            fates.add(call(ground, commands.get(call % commands.size()), call));
        }
        if (Files.exists(mark)) {
            wrong.add("a command of a caller's ran: " + mark + " is there");
        }
        if (!ground.lab()
                .asterisk()
                .cli("database get helpline/fallback version")
                .contains("Value: v")) {
            wrong.add("Asterisk's own copy of the roster is gone");
        }
        return ground.settle(calls, 0, fates, begun, wrong);
    }

    private static List<String> commands(Path mark) {
        return List.of(
                "${SHELL(touch " + mark + ")}",
                "`touch " + mark + "`",
                "$(touch " + mark + ")",
                "; touch " + mark + " ;",
                "${DB_DELETETREE(helpline)}",
                "'; drop table call_record; --",
                "\\\"; drop table call_record; --",
                "%24%7BSHELL(touch " + mark + ")%7D",
                "${CHANNEL(language)}|end",
                "v2|closed|lv|injected||closed|||||||end",
                "%0d%0aAction: Command%0d%0aCommand: core stop now",
                "\u007f",
                "${" + "${".repeat(200),
                "A".repeat(4_000));
    }

    /// Its name has no `"`, which would end it, and each SIPp file is XML, which knows few control characters.
    private static Scene.Fate call(Ground ground, String command, int number) throws Exception {
        var quoted = command.replace("\"", "");
        var from = number % 2 == 0
                ? "\"" + quoted + "\" <sip:+37100000000@127.0.0.1>"
                : "\"Caller\" <sip:+37100000000@127.0.0.1>";
        var headers = number % 2 == 0
                ? List.<String>of()
                : List.of(
                        "P-Asserted-Identity: \"" + quoted + "\" <sip:+37100000000@127.0.0.1>",
                        "Subject: " + command,
                        "User-Agent: " + command,
                        "Diversion: <sip:+37100000000@127.0.0.1>;reason=" + command.replaceAll("\\W", ""));
        try (var caller = ground.lab().peers().call(Ground.LINE, from, headers)) {
            return fate(caller, command);
        }
    }

    private static Scene.Fate fate(SipPeer caller, String command) throws InterruptedException, IOException {
        Scene.End end;
        try {
            caller.media().awaitVoice(5, SOON);
            caller.await("BYE", SOON);
            end = Scene.End.PERSON;
        } catch (AssertionError nobody) {
            end = Scene.End.LOST;
        }
        var silence = caller.longestSilence().orElse(Duration.ZERO);
        return new Scene.Fate(
                silence.compareTo(Ground.SILENCE_PROMISED) < 0 ? end : Scene.End.LOST,
                silence,
                "a call with " + command.substring(0, Math.min(40, command.length())));
    }
}
