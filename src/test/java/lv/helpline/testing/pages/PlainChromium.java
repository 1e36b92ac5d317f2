package lv.helpline.testing.pages;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Debian's Chromium as people have it: it hides a page that is behind another tab, and slows down its timers, which
/// Playwright switches off. Its microphone hears a voice and is permitted.
///
/// Timers of a hidden page run once a second, unless it plays sound. After five minutes, unless it has a microphone,
/// they run once a minute.
public final class PlainChromium implements AutoCloseable {

    private static final Duration LOADED = Duration.ofMinutes(1);

    private final DrivenProgram program;

    /// @param home  an empty directory, for its profile
    /// @param after how long a page has to be hidden before its timers run once a minute
    public PlainChromium(Path home, Duration after) throws IOException {
        Files.createDirectories(home);
        program = new DrivenProgram(
                home,
                "",
                List.of(
                        Browsers.WITH_SOUND.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-gpu",
                        "--use-fake-device-for-media-stream",
                        "--use-fake-ui-for-media-stream",
                        "--allow-loopback-in-peer-connection",
                        "--use-file-for-fake-audio-capture=" + Browsers.SPOKEN.toAbsolutePath(),
                        "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/" + after.toSeconds(),
                        "--user-data-dir=" + home.resolve("profile"),
                        "--remote-debugging-port=0",
                        "about:blank"));
    }

    /// In a window of its own, of somebody who knows nothing of the other windows.
    public Page page() {
        var person = program.ask("Target.createBrowserContext", Map.of())
                .path("browserContextId")
                .asString();
        return new Page(person);
    }

    @Override
    public void close() {
        program.close();
    }

    /// One tab of a window.
    public final class Page implements DrivenPage {

        private final String person;
        private final String tab;
        private final Map<String, String> session;
        private final List<String> others = new ArrayList<>();

        private Page(String person) {
            this.person = person;
            tab = newTab();
            session = Map.of(
                    "sessionId",
                    program.ask("Target.attachToTarget", Map.of("targetId", tab, "flatten", true))
                            .path("sessionId")
                            .asString());
            ask("Page.enable", Map.of());
        }

        private String newTab() {
            return program.ask("Target.createTarget", Map.of("url", "about:blank", "browserContextId", person))
                    .path("targetId")
                    .asString();
        }

        private JsonNode ask(String method, Map<String, ?> parameters) {
            return program.ask(method, parameters, session);
        }

        @Override
        public void before(String script) {
            ask("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        }

        @Override
        public void open(String address) {
            ask("Page.navigate", Map.of("url", address));
            await(address)
                    .atMost(LOADED)
                    .until(() -> value("document.readyState").equals("complete"));
        }

        @Override
        public String value(String expression) {
            var answer = ask(
                    "Runtime.evaluate",
                    Map.of(
                            "expression", "(async () => String(await (" + expression + ")))()",
                            "awaitPromise", true,
                            "userGesture", true));
            if (answer.has("exceptionDetails")) {
                throw new IllegalStateException(expression + ": " + answer);
            }
            return answer.at("/result/value").asString();
        }

        /// Another tab is opened in its window, before it.
        public void hide() {
            others.add(newTab());
            program.ask("Target.activateTarget", Map.of("targetId", others.getLast()));
            await("the page is hidden")
                    .until(() -> value("document.visibilityState").equals("hidden"));
        }

        public void show() {
            program.ask("Target.activateTarget", Map.of("targetId", tab));
            await("the page is seen")
                    .until(() -> value("document.visibilityState").equals("visible"));
        }

        /// Its scripts stand still, and its sound goes on.
        public void freeze() {
            ask("Page.setWebLifecycleState", Map.of("state", "frozen"));
        }

        public void thaw() {
            ask("Page.setWebLifecycleState", Map.of("state", "active"));
        }
    }
}
