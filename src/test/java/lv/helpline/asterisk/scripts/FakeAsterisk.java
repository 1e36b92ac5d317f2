package lv.helpline.asterisk.scripts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lv.helpline.asterisk.fastagi.Peer;
import org.jspecify.annotations.Nullable;

/// An Asterisk with an AstDB in memory, that asks a script over a real socket and does what the script commands, as
/// Asterisk 22 would.
public final class FakeAsterisk {

    private static final String QUOTED = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";
    private static final Pattern COMMAND = Pattern.compile("(DATABASE (?:GET|PUT|DEL)|GET FULL VARIABLE|SET VARIABLE)"
            + " " + QUOTED + "(?: " + QUOTED + ")?(?: " + QUOTED + ")?");
    private static final Pattern KEYS = Pattern.compile("\\$\\{DB_KEYS\\(([^)]*)\\)}");
    private static final Pattern GROUP = Pattern.compile("\\$\\{GROUP_COUNT\\(([^@)]*)@alive\\)}");

    /// By family and key, joined by a slash.
    final TreeMap<String, String> astDb = new TreeMap<>();

    final Map<String, Integer> alive = new HashMap<>();
    final List<String> commands = new ArrayList<>();
    private int patience = Integer.MAX_VALUE;

    /// Where in the dialplan it asks.
    String context = "sub-ask-router";

    /// How it replies when it is to record.
    String recorded = "200 result=35 (dtmf) endpos=16000";

    /// Runs before each command is carried out.
    Runnable meanwhile = () -> {};

    /// Dies at its n-th command from now, and does not carry that one out.
    FakeAsterisk dyingAt(int command) {
        patience = commands.size() + command;
        return this;
    }

    FakeAsterisk livingOn() {
        patience = Integer.MAX_VALUE;
        return this;
    }

    /// Asks, and serves until the server closes. Returns what HELPLINE was set to.
    @Nullable
    public String ask(int port, String script, String... arguments) {
        String answer = null;
        try (var peer = new Peer(port)) {
            peer.send(Peer.request(script, arguments).stream()
                    .map(line -> line.startsWith("agi_context: ") ? "agi_context: " + context : line)
                    .toList());
            for (var line = peer.read(); line != null; line = peer.read()) {
                commands.add(line);
                if (commands.size() >= patience) {
                    peer.vanish();
                    return null;
                }
                meanwhile.run();
                var command = COMMAND.matcher(line);
                if (line.startsWith("EXEC ")) {
                    peer.send("200 result=0\n");
                } else if (line.startsWith("RECORD FILE ")) {
                    peer.send(recorded + "\n");
                } else if (!command.matches()) {
                    peer.send("510 Invalid or unknown command\n");
                } else if (command.group(1).equals("SET VARIABLE")) {
                    answer = command.group(3);
                    peer.send("200 result=1\n");
                } else {
                    peer.send(reply(command.group(1), command.group(2), command.group(3), command.group(4)));
                }
            }
        }
        return answer;
    }

    private String reply(String verb, String first, @Nullable String second, @Nullable String third) {
        var key = first + "/" + second;
        return switch (verb) {
            case "DATABASE GET" ->
                astDb.containsKey(key) ? "200 result=1 (" + astDb.get(key) + ")\n" : "200 result=0\n";
            case "DATABASE PUT" -> {
                astDb.put(key, String.valueOf(third).replaceAll("\\\\(.)", "$1"));
                yield "200 result=1\n";
            }
            case "DATABASE DEL" -> astDb.remove(key) == null ? "200 result=0\n" : "200 result=1\n";
            default -> "200 result=1 (" + evaluate(first) + ")\n";
        };
    }

    private String evaluate(String expression) {
        var keys = KEYS.matcher(expression);
        if (keys.matches()) {
            return String.join(",", keys(keys.group(1)));
        }
        if (expression.equals("${EPOCH}")) {
            return "1795510800";
        }
        var group = GROUP.matcher(expression);
        if (group.matches()) {
            return Integer.toString(alive.getOrDefault(group.group(1), 0));
        }
        throw new AssertionError("an expression that the scripts are not meant to use: " + expression);
    }

    /// The value at a key; empty when there is none.
    String at(String key) {
        return astDb.getOrDefault(key, "");
    }

    /// Of each key below the family, the part up to the next slash, once.
    List<String> keys(String family) {
        return astDb.keySet().stream()
                .filter(key -> key.startsWith(family + "/"))
                .map(key -> key.substring(family.length() + 1).split("/", 2)[0])
                .distinct()
                .collect(Collectors.toList());
    }
}
