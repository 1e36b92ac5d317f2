package lv.helpline.webcall.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import lv.helpline.webcall.RefusedMessage;
import lv.helpline.webcall.WebCall;
import lv.helpline.webcall.WebCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/// Carries a call's SIP between its browser and Asterisk. The browser's socket may be cut and come back: Asterisk's
/// stays, and what it said meanwhile is told then.
final class WebCallGate extends TextWebSocketHandler implements SubProtocolCapable {

    /// Of a socket's attributes: its [WebCall].
    static final String CALL = "call";

    /// For a browser to come back, and for a socket without a call.
    private static final Duration AWAY = Duration.ofSeconds(30);

    /// Milliseconds, and bytes: of a browser that does not read.
    private static final int SENT_WITHIN = 5_000;

    private static final int MOST_UNSENT = 128 * 1024;

    private static final CloseStatus UNREACHABLE = CloseStatus.SERVICE_RESTARTED.withReason("no helpline");

    private final WebCalls calls;
    private final HttpClient client;
    private final URI asterisk;
    private final CallTraces traces;
    private final Clock clock;
    private final Map<WebCall, Way> ways = new ConcurrentHashMap<>();

    WebCallGate(WebCalls calls, WebCallProperties properties, CallTraces traces, Clock clock) {
        this.calls = calls;
        this.traces = traces;
        this.clock = clock;
        asterisk = URI.create("ws://" + properties.asterisk() + "/ws");
        client = HttpClient.newBuilder().localAddress(properties.fromAddress()).build();
    }

    /// SIP (RFC 7118).
    @Override
    public List<String> getSubProtocols() {
        return List.of("sip");
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession browser) {
        traces.leave();
        browser.setTextMessageSizeLimit(WebCall.LONGEST_MESSAGE);
        way(browser).comes(new ConcurrentWebSocketSessionDecorator(browser, SENT_WITHIN, MOST_UNSENT));
    }

    @Override
    protected void handleTextMessage(WebSocketSession browser, TextMessage message) throws IOException {
        traces.leave();
        var call = callOf(browser);
        try {
            way(browser).toAsterisk(call.fromBrowser(message.getPayload(), clock.instant()));
        } catch (RefusedMessage refused) {
            close(browser, CloseStatus.POLICY_VIOLATION);
        } catch (IOException unreachable) {
            close(browser, UNREACHABLE);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession browser, CloseStatus status) {
        traces.leave();
        var way = ways.get(callOf(browser));
        if (way != null) {
            way.goes(browser);
        }
    }

    private Way way(WebSocketSession browser) {
        return ways.computeIfAbsent(callOf(browser), Way::new);
    }

    private static WebCall callOf(WebSocketSession browser) {
        return (WebCall) Objects.requireNonNull(browser.getAttributes().get(CALL));
    }

    private static void close(WebSocketSession browser, CloseStatus status) {
        try {
            browser.close(status);
        } catch (IOException gone) {
            // Then it is closed.
        }
    }

    /// Lets go of whoever did not call, or did not come back.
    void tidy() {
        var now = clock.instant();
        ways.forEach((call, way) -> {
            if (way.isOver(now)) {
                ways.remove(call);
                calls.giveUp(call);
                way.end();
            }
        });
    }

    void close() {
        ways.values().forEach(Way::end);
        client.shutdown();
    }

    /// Of one call.
    private final class Way {

        private final WebCall call;
        private @Nullable AsteriskSocket toAsterisk;
        private @Nullable WebSocketSession browser;
        private Instant since = clock.instant();

        Way(WebCall call) {
            this.call = call;
        }

        /// A second one in the place of the first: whoever has the ticket has the call.
        synchronized void comes(WebSocketSession comes) {
            var before = browser;
            browser = comes;
            since = clock.instant();
            if (before != null) {
                close(before, CloseStatus.GOING_AWAY);
            }
            call.unacknowledged().forEach(this::toBrowser);
        }

        synchronized void goes(WebSocketSession gone) {
            if (browser != null && browser.getId().equals(gone.getId())) {
                browser = null;
                since = clock.instant();
            }
        }

        synchronized void toAsterisk(String message) throws IOException {
            var open = toAsterisk;
            if (open == null) {
                try {
                    open = AsteriskSocket.open(client, asterisk, this::fromAsterisk, this::asteriskCloses);
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                    throw new IOException(stopping);
                }
                toAsterisk = open;
            }
            open.send(message);
        }

        private synchronized void fromAsterisk(String message) {
            if (call.fromAsterisk(message, clock.instant())) {
                toBrowser(message);
            }
        }

        private void toBrowser(String message) {
            var open = browser;
            if (open == null) {
                return;
            }
            try {
                open.sendMessage(new TextMessage(message));
            } catch (IOException | IllegalStateException gone) {
                // It is told when the browser comes back.
            }
        }

        private synchronized void asteriskCloses() {
            toAsterisk = null;
            var open = browser;
            if (open != null) {
                close(open, UNREACHABLE);
            }
        }

        /// Its ticket is used no more, its browser has been away for too long, or never called.
        synchronized boolean isOver(Instant now) {
            var tooLong = !now.isBefore(since.plus(AWAY));
            return !calls.knows(call, now) || (tooLong && (browser == null || !call.hasBegun()));
        }

        synchronized void end() {
            var open = browser;
            if (open != null) {
                close(open, CloseStatus.NORMAL);
            }
            var ours = toAsterisk;
            if (ours != null) {
                ours.close();
            }
        }
    }
}
