package lv.helpline.asterisk.ami;

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
import lv.helpline.shared.BackgroundTask;
import lv.helpline.wallboard.CallFeed;
import lv.helpline.wallboard.Calls;
import lv.helpline.wallboard.LiveCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads where calls are, and how many phones were refused, for as long as the pages run: connects again whenever
/// Asterisk went away, and then knows nothing until it is told.
///
/// Says two things only: who reads, and now and then that it is still there, so that an Asterisk which has stopped
/// without a word is noticed.
final class ManagerReader extends BackgroundTask implements CallFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerReader.class);

    /// So much of a line is kept. Strangers can make some lines longer, but not without end.
    private static final int KEPT = 1024;

    private static final int LONGEST_LINE = 256 * 1024;

    /// A wrong password, or a name that Asterisk does not know. No other event of its class is asked for: they
    /// hold whom somebody says to be, which may be a caller's number.
    private static final String PHONE_REFUSED = "Event: ChallengeResponseFailed";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(5);

    private final AmiProperties properties;
    private final Clock clock;
    private final RefusedPhones refused;
    private final Duration pause;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile LiveCalls liveCalls = LiveCalls.LOST;

    /// @param pause between two attempts to connect
    ManagerReader(AmiProperties properties, Clock clock, RefusedPhones refused, Duration pause) {
        super("manager-reader");
        this.properties = properties;
        this.clock = clock;
        this.refused = refused;
        this.pause = pause;
    }

    @Override
    public LiveCalls current() {
        return liveCalls;
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
                told = tell(lost, told && liveCalls.link() == LiveCalls.Link.LOST);
            }
            become(LiveCalls.LOST);
            Thread.sleep(pause);
        }
    }

    private boolean tell(IOException lost, boolean told) {
        if (!told && !Thread.currentThread().isInterrupted()) {
            LOG.warn("The wallboard shows no calls: the manager of Asterisk, {}: {}", properties, lost.getMessage());
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

    /// Of each line only these few are looked at; the rest is forgotten as it is read. Nothing is believed of an
    /// event of which a stranger wrote some.
    private void read(InputStream in) throws IOException {
        line(in);
        var ofPhone = false;
        while (true) {
            var line = line(in);
            refused.tell();
            if (line.isEmpty()) {
                ofPhone = false;
            } else if (line.equals(PHONE_REFUSED)) {
                ofPhone = true;
                refused.count();
            } else if (!ofPhone) {
                read(line);
            }
        }
    }

    private void read(String line) throws IOException {
        var told = LiveEventParser.HEADER + ": ";
        if (line.startsWith(told)) {
            hear(line.substring(told.length()));
        } else if (line.equals("Response: Error") && liveCalls.link() != LiveCalls.Link.THERE) {
            throw new IOException("does not let us in; compare helpline.ami.secret with site.conf");
        } else if (line.equals("Response: Success") && liveCalls.link() != LiveCalls.Link.THERE) {
            LOG.info("Reading where calls are from the manager of Asterisk, {}", properties);
            become(new LiveCalls(LiveCalls.Link.THERE, Calls.UNKNOWN));
        }
    }

    private void hear(String text) {
        LiveEventParser.parse(text, clock.instant())
                .ifPresentOrElse(
                        event -> become(new LiveCalls(
                                LiveCalls.Link.THERE, liveCalls.calls().after(event))),
                        () -> LOG.warn("An event of the dialplan is of another version and cannot be read"));
    }

    private void become(LiveCalls next) {
        if (!next.equals(liveCalls)) {
            liveCalls = next;
            listeners.forEach(Runnable::run);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        var length = 0;
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("ended the connection");
            }
            if (++length > LONGEST_LINE) {
                throw new IOException("says a line of more than " + LONGEST_LINE + " bytes");
            }
            if (next != '\r' && line.size() < KEPT) {
                line.write(next);
            }
        }
        return line.toString(UTF_8);
    }
}
