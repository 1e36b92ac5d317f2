package lv.helpline.webcall.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The half of a web call's way that is ours: a WebSocket to Asterisk, for SIP (RFC 7118). It has nothing of the
/// browser's in it, neither an address nor a header of its request.
final class AsteriskSocket {

    /// Longer than a busy Asterisk takes: who is told that there is no helpline may not call again.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebSocket socket;

    private AsteriskSocket(WebSocket socket) {
        this.socket = socket;
    }

    /// @param told  each message of Asterisk's, whole
    /// @param ended Asterisk has closed it
    /// @throws IOException when Asterisk takes none
    static AsteriskSocket open(HttpClient client, URI asterisk, Consumer<String> told, Runnable ended)
            throws IOException, InterruptedException {
        var opened = client.newWebSocketBuilder()
                .subprotocols("sip")
                .connectTimeout(PATIENCE)
                .buildAsync(asterisk, new Listener(told, ended));
        try {
            return new AsteriskSocket(opened.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException refused) {
            opened.cancel(true);
            throw new IOException("Asterisk's web server does not answer", refused);
        }
    }

    /// @throws IOException when it is gone
    synchronized void send(String message) throws IOException {
        try {
            socket.sendText(message, true)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException gone) {
            throw new IOException("Asterisk's web server takes nothing more", gone);
        }
    }

    /// With a word, or Asterisk logs that it was closed abruptly.
    void close() {
        var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> socket.abort());
    }

    private static final class Listener implements WebSocket.Listener {

        private final Consumer<String> told;
        private final Runnable ended;
        private final StringBuilder parts = new StringBuilder();

        Listener(Consumer<String> told, Runnable ended) {
            this.told = told;
            this.ended = ended;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                var message = parts.toString();
                parts.setLength(0);
                told.accept(message);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.run();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.run();
        }
    }
}
