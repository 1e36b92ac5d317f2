package lv.helpline.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lv.helpline.board.Calls;
import lv.helpline.board.Live;
import lv.helpline.board.LiveSource;
import lv.helpline.shared.BackgroundTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads where calls are, for as long as the router runs: connects again whenever Asterisk went away, and then knows
/// nothing until it is told.
///
/// Says two things only: who reads, and now and then that it is still there, so that an Asterisk which has stopped
/// without a word is noticed.
final class ManagerReader extends BackgroundTask implements LiveSource {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerReader.class);

    private static final int LONGEST_LINE = 1024;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(5);

    private final AmiProperties properties;
    private final Clock clock;
    private final Duration pause;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Live live = Live.LOST;

    /// @param pause between two attempts to connect
    ManagerReader(AmiProperties properties, Clock clock, Duration pause) {
        super("manager-reader");
        this.properties = properties;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Live current() {
        return live;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    protected void run() throws InterruptedException {
        var told = false;
        while (true) {
            try {
                read();
            } catch (IOException lost) {
                told = tell(lost, told && live.link() == Live.Link.LOST);
            }
            become(Live.LOST);
            Thread.sleep(pause);
        }
    }

    private boolean tell(IOException lost, boolean told) {
        if (!told && !Thread.currentThread().isInterrupted()) {
            LOG.warn("The page of now shows no calls: the manager of Asterisk, {}: {}", properties, lost.getMessage());
        }
        return true;
    }

    private void read() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(properties.address(), properties.port()), (int) CONNECT.toMillis());
            socket.setSoTimeout((int) BETWEEN_PINGS.multipliedBy(3).toMillis());
            say(
                    socket,
                    "Action: Login\r\nUsername: %s\r\nSecret: %s\r\n\r\n"
                            .formatted(properties.user(), properties.secret()));
            var pinging = Thread.ofVirtual().name("manager-ping").start(() -> ping(socket));
            try {
                read(new BufferedInputStream(socket.getInputStream()));
            } finally {
                pinging.interrupt();
            }
        }
    }

    private static void ping(Socket socket) {
        try {
            while (true) {
                Thread.sleep(BETWEEN_PINGS);
                say(socket, "Action: Ping\r\n\r\n");
            }
        } catch (InterruptedException | IOException over) {
            // Whoever reads notices.
            Thread.currentThread().interrupt();
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /// Of each line only these few are looked at; the rest is forgotten as it is read.
    private void read(InputStream in) throws IOException {
        line(in);
        var event = Told.HEADER + ": ";
        while (true) {
            var line = line(in);
            if (line.startsWith(event)) {
                hear(line.substring(event.length()));
            } else if (line.equals("Response: Error") && live.link() != Live.Link.THERE) {
                throw new IOException("does not let us in; compare helpline.ami.secret with site.conf");
            } else if (line.equals("Response: Success") && live.link() != Live.Link.THERE) {
                LOG.info("Reading where calls are from the manager of Asterisk, {}", properties);
                become(new Live(Live.Link.THERE, Calls.UNKNOWN));
            }
        }
    }

    private void hear(String text) {
        Told.parse(text, clock.instant())
                .ifPresentOrElse(
                        event -> become(new Live(Live.Link.THERE, live.calls().after(event))),
                        () -> LOG.warn("An event of the dialplan is of another version and cannot be read"));
    }

    private void become(Live next) {
        if (!next.equals(live)) {
            live = next;
            listeners.forEach(Runnable::run);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("ended the connection");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("says a line of more than " + LONGEST_LINE + " bytes");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(UTF_8);
    }
}
