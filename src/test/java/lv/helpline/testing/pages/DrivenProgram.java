package lv.helpline.testing.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser with a socket on which it is told what to do. Requests and responses are JSON with a number, as Chromium's
/// DevTools protocol and WebDriver BiDi both have them.
final class DrivenProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Pattern LISTENS = Pattern.compile("listening on (ws://\\S+)");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> requests = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    /// @param home what the program takes for its person's directory
    /// @param path of the socket, below what the program says
    DrivenProgram(Path home, String path, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(address() + path), new Listener())
                .join();
    }

    /// What it says must be read on, or it waits for that.
    private String address() throws IOException {
        var output = process.inputReader(UTF_8);
        var said = new StringBuilder();
        for (String line; (line = output.readLine()) != null; ) {
            var listens = LISTENS.matcher(line);
            if (listens.find()) {
                Thread.ofVirtual().start(() -> readOn(output));
                return listens.group(1);
            }
            said.append(line).append('\n');
        }
        throw new IOException("the browser cannot be driven: " + said);
    }

    private static void readOn(Reader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // Then it says nothing more.
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            parts.append(data);
            if (isLast) {
                var message = JsonMapper.shared().readTree(parts.toString());
                parts.setLength(0);
                var request = requests.remove(message.path("id").asInt(0));
                if (request != null) {
                    request.complete(message);
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    JsonNode ask(String method, Map<String, ?> parameters) {
        return ask(method, parameters, Map.of());
    }

    /// @param addressed fields of the request itself, beside its parameters
    JsonNode ask(String method, Map<String, ?> parameters, Map<String, ?> addressed) {
        var id = last.incrementAndGet();
        var request = new HashMap<String, Object>(addressed);
        request.putAll(Map.of("id", id, "method", method, "params", parameters));
        var response = new CompletableFuture<JsonNode>();
        requests.put(id, response);
        socket.sendText(JsonMapper.shared().writeValueAsString(request), true).join();
        var message =
                response.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        if (!message.has("result")) {
            throw new IllegalStateException(method + ": " + message);
        }
        return message.path("result");
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
        end();
        process.onExit()
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
    }
}
