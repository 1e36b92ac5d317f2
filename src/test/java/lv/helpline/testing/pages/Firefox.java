package lv.helpline.testing.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Debian's Firefox with one page, driven by WebDriver BiDi. Its microphone, which it is permitted, hears a tone.
public final class Firefox implements DrivenPage, AutoCloseable {

    /// Without a window nobody can be asked; and nothing is fetched from elsewhere.
    private static final Map<String, Object> PREFERENCES = Map.ofEntries(
            Map.entry("media.navigator.streams.fake", true),
            Map.entry("media.navigator.permission.disabled", true),
            Map.entry("media.autoplay.default", 0),
            Map.entry("media.autoplay.blocking_policy", 0),
            Map.entry("media.peerconnection.ice.loopback", true),
            // It names its addresses to whom the microphone was permitted; one that is not real does not count.
            Map.entry("media.peerconnection.ice.obfuscate_host_addresses", false),
            Map.entry("datareporting.policy.dataSubmissionEnabled", false),
            Map.entry("app.update.enabled", false),
            Map.entry("network.captive-portal-service.enabled", false),
            Map.entry("network.connectivity-service.enabled", false),
            Map.entry("media.gmp-manager.updateEnabled", false));

    private final DrivenProgram program;
    private final String page;

    /// @param home an empty directory, for its profile
    public Firefox(Path home) throws IOException {
        var profile = Files.createDirectories(home.resolve("profile"));
        var lines = PREFERENCES.entrySet().stream()
                .map(each -> "user_pref(\"%s\", %s);".formatted(each.getKey(), each.getValue()))
                .toList();
        Files.write(profile.resolve("user.js"), lines);
        program = new DrivenProgram(
                home,
                "/session",
                List.of(
                        "firefox-esr",
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        "--remote-debugging-port",
                        "0",
                        "about:blank"));
        program.ask("session.new", Map.of("capabilities", Map.of()));
        page = program.ask("browsingContext.getTree", Map.of())
                .at("/contexts/0/context")
                .asString();
    }

    @Override
    public void before(String script) {
        program.ask("script.addPreloadScript", Map.of("functionDeclaration", "() => {" + script + "}"));
    }

    @Override
    public void open(String address) {
        program.ask("browsingContext.navigate", Map.of("context", page, "url", address, "wait", "complete"));
    }

    @Override
    public String value(String expression) {
        var answer = program.ask(
                "script.evaluate",
                Map.of(
                        "expression",
                        "(async () => String(await (" + expression + ")))()",
                        "target",
                        Map.of("context", page),
                        "awaitPromise",
                        true,
                        "userActivation",
                        true));
        if (!answer.path("type").asString("").equals("success")) {
            throw new IllegalStateException(expression + ": " + answer);
        }
        return answer.at("/result/value").asString();
    }

    /// Types a key.
    public void press(String key) {
        var actions = List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key));
        program.ask(
                "input.performActions",
                Map.of(
                        "context",
                        page,
                        "actions",
                        List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
    }

    @Override
    public void close() {
        program.close();
    }
}
