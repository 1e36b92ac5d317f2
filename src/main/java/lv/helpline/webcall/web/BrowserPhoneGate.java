package lv.helpline.webcall.web;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.Sessions;
import lv.helpline.roster.ConsultantId;
import lv.helpline.webcall.BrowserPhones;
import lv.helpline.webcall.RefusedMessage;
import lv.helpline.webcall.WebCall;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/// The sockets of the pages on which consultants take calls. Each belongs to whom the session is that opened it, and
/// ends with that session.
@AllowedTo(Role.CONSULTANT)
final class BrowserPhoneGate extends TextWebSocketHandler implements SubProtocolCapable {

    /// Of a socket's attributes: the [ConsultantId], and the id of the session.
    static final String WHO = "who";

    static final String SESSION = "session";

    /// Their page is open elsewhere: the socket that closes so is not to come back.
    static final CloseStatus REPLACED = new CloseStatus(4001, "another page");

    /// They are not signed in any more, likewise.
    static final CloseStatus SIGNED_OUT = new CloseStatus(4003, "signed out");

    /// Of messages to a page that does not read.
    private static final int MOST_UNSENT = 200;

    /// After so many looks at the pages it is looked whether their sessions go on.
    private static final int LOOKS_BETWEEN_SESSIONS = 15;

    private final BrowserPhones phones;
    private final Sessions sessions;
    private final Clock clock;
    private final Map<ConsultantId, Socket> sockets = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();

    BrowserPhoneGate(BrowserPhones phones, Sessions sessions, Clock clock) {
        this.phones = phones;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// SIP (RFC 7118).
    @Override
    public List<String> getSubProtocols() {
        return List.of("sip");
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession browser) {
        browser.setTextMessageSizeLimit(WebCall.LONGEST_MESSAGE);
        var socket = new Socket(browser);
        var before = sockets.put(socket.who, socket);
        phones.comes(socket.who, socket, clock.instant());
        if (before != null) {
            before.close(REPLACED);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession browser, TextMessage message) throws IOException {
        var who = whoOf(browser);
        var socket = sockets.get(who);
        if (socket == null || !socket.isOf(browser)) {
            return;
        }
        try {
            phones.fromPage(who, message.getPayload(), clock.instant());
        } catch (RefusedMessage refused) {
            socket.close(CloseStatus.POLICY_VIOLATION);
        }
    }

    /// A page that is closed or left may come back in a moment; one that says that it takes no calls any more does not.
    @Override
    public void afterConnectionClosed(WebSocketSession browser, CloseStatus status) {
        var who = whoOf(browser);
        var socket = sockets.get(who);
        if (socket == null || !socket.isOf(browser)) {
            return;
        }
        sockets.remove(who, socket);
        socket.stop();
        if (status.getCode() == CloseStatus.NORMAL.getCode() || status.getCode() == SIGNED_OUT.getCode()) {
            phones.ends(who, socket, clock.instant());
        } else {
            phones.goes(who, socket, clock.instant());
        }
    }

    private static ConsultantId whoOf(WebSocketSession browser) {
        return (ConsultantId) Objects.requireNonNull(browser.getAttributes().get(WHO));
    }

    /// Asks the pages whether they are there, and lets go of whoever is not signed in any more.
    void look() {
        phones.look(clock.instant());
        if (looks.incrementAndGet() % LOOKS_BETWEEN_SESSIONS == 0) {
            sockets.values().stream()
                    .filter(socket -> !sessions.isAlive(socket.session, Role.CONSULTANT))
                    .forEach(socket -> socket.close(SIGNED_OUT));
        }
    }

    void close() {
        sockets.values().forEach(socket -> socket.close(CloseStatus.SERVICE_RESTARTED));
    }

    /// One page's. A thread of its own writes, so that a slow browser keeps nobody else waiting.
    private static final class Socket implements BrowserPhones.Way {

        private final WebSocketSession browser;
        private final ConsultantId who;
        private final String session;
        private final BlockingQueue<String> unsent = new LinkedBlockingQueue<>(MOST_UNSENT);
        private final Thread writer;

        Socket(WebSocketSession browser) {
            this.browser = browser;
            who = whoOf(browser);
            session = (String) Objects.requireNonNull(browser.getAttributes().get(SESSION));
            writer = Thread.ofVirtual().name("browser-phone").start(this::write);
        }

        boolean isOf(WebSocketSession other) {
            return browser.getId().equals(other.getId());
        }

        @Override
        public void send(String message) {
            if (!unsent.offer(message)) {
                close(CloseStatus.SESSION_NOT_RELIABLE);
            }
        }

        private void write() {
            try {
                while (true) {
                    browser.sendMessage(new TextMessage(unsent.take()));
                }
            } catch (InterruptedException | IOException | IllegalStateException over) {
                // Then it is closed, or will be.
            }
        }

        void stop() {
            writer.interrupt();
        }

        void close(CloseStatus status) {
            stop();
            try {
                browser.close(status);
            } catch (IOException gone) {
                // Then it is closed.
            }
        }
    }
}
