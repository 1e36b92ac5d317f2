package lv.helpline.webcall.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import lv.helpline.webcall.BrowserPhones;
import lv.helpline.webcall.RefusedMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Takes Asterisk's calls to the pages of consultants: SIP over TCP (RFC 3261, section 18.3), on an address of this
/// machine that nobody else reaches.
final class AsteriskCalls implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskCalls.class);

    /// Bytes of a message; Asterisk's longest has about 2,000.
    private static final int LONGEST = 64 * 1024;

    /// Asterisk has one connection.
    private static final int MOST_CONNECTIONS = 8;

    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]{1,5})\r?$");

    private final BrowserPhones phones;
    private final WebCallProperties properties;
    private final Clock clock;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;

    AsteriskCalls(BrowserPhones phones, WebCallProperties properties, Clock clock) {
        this.phones = phones;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (!properties.takesCalls()) {
            return;
        }
        try {
            var bound = new ServerSocket();
            bound.setReuseAddress(true);
            bound.bind(new InetSocketAddress(properties.fromAddress(), properties.phonePort()));
            server = bound;
            Thread.ofVirtual().name("asterisk-calls").start(() -> accept(bound));
        } catch (IOException taken) {
            throw new UncheckedIOException("helpline.web-call.phone-port cannot be listened on", taken);
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public void stop() {
        var bound = server;
        server = null;
        if (bound != null) {
            closeQuietly(bound);
        }
        connections.forEach(AsteriskCalls::closeQuietly);
    }

    private static void closeQuietly(Closeable open) {
        try {
            open.close();
        } catch (IOException gone) {
            // Then it is closed.
        }
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                if (connections.size() >= MOST_CONNECTIONS) {
                    connection.close();
                    continue;
                }
                connections.add(connection);
                Thread.ofVirtual().name("asterisk-calls").start(() -> serve(connection));
            } catch (IOException failed) {
                LOG.debug("A connection of Asterisk's failed", failed);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            var back = new Back(connection);
            for (var message = read(in); message.isPresent(); message = read(in)) {
                handle(message.get(), back);
            }
        } catch (IOException gone) {
            LOG.debug("Asterisk's connection has ended", gone);
        } finally {
            connections.remove(connection);
        }
    }

    private void handle(String message, Back back) {
        try {
            phones.fromAsterisk(message, back, clock.instant());
        } catch (RefusedMessage unknown) {
            LOG.debug("Asterisk said what is no part of a call", unknown);
        }
    }

    /// The next message; empty at the end. Line ends between two keep a connection alive.
    private static Optional<String> read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        var end = 0;
        while (end < 4) {
            var next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            if (head.size() == 0 && (next == '\r' || next == '\n')) {
                continue;
            }
            head.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
            if (head.size() > LONGEST) {
                throw new IOException("a message without an end");
            }
        }
        var text = head.toString(UTF_8);
        var length = LENGTH.matcher(text);
        var body = length.find() ? in.readNBytes(Math.min(LONGEST, Integer.parseInt(length.group(1)))) : new byte[0];
        return Optional.of(text + new String(body, UTF_8));
    }

    private static final class Back implements BrowserPhones.Way {

        private final Socket connection;

        Back(Socket connection) {
            this.connection = connection;
        }

        @Override
        public synchronized void send(String message) {
            try {
                OutputStream out = connection.getOutputStream();
                out.write(message.getBytes(US_ASCII));
                out.flush();
            } catch (IOException gone) {
                // Asterisk ends what it hears no more of.
            }
        }
    }
}
