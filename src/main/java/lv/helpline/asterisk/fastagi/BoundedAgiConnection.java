package lv.helpline.asterisk.fastagi;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;

/// The bounded connection under Asterisk-Java's protocol classes, whose own has neither deadlines nor limits.
///
/// First it reads a request: whole before the handshake's deadline, however slowly its bytes drop in, and of at most
/// 64 lines of 1 KiB. Of these it hands on only what scripts need: `agi_network`, `agi_network_script`, the arguments,
/// and that it comes from the context that may record. The first argument is the shared secret: it stays here, and the
/// script's own arguments begin after it. Whatever else Asterisk tells, the caller among it, goes no
/// further than this class.
///
/// Then each command goes out in one write, and its reply has a deadline and a limit of its own; that of a recording
/// leaves its speaker their time. As one command waits for one reply, a write never finds the socket's buffer full, so
/// it does not block either.
public final class BoundedAgiConnection implements SocketConnectionFacade {

    /// `agi_arg_1` to `agi_arg_10` only: Asterisk-Java makes an array as long as the highest number that it is told.
    private static final Pattern ARGUMENT = Pattern.compile("agi_arg_([1-9]|10):(.*)", Pattern.DOTALL);

    /// The longest command that every Asterisk takes whole, its newline included.
    public static final int COMMAND_BYTES = 2_048;

    /// Room for the keys of some 70,000 entries of the spool, which Asterisk tells in one line.
    private static final int REPLY_BYTES = 4 << 20;

    private static final int LINES = 64;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Duration commandDeadline;

    private final byte[] buffer = new byte[LINES * 32];
    private int position;
    private int end;

    private Bound bound;
    private boolean inRequest = true;
    private String secret = "";

    BoundedAgiConnection(Socket socket, Duration handshakeDeadline, Duration commandDeadline) throws IOException {
        this.socket = socket;
        this.commandDeadline = commandDeadline;
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        bound = new Bound(handshakeDeadline, 1_024, LINES * 1_024, Refusal.OVERSIZED, Refusal.SLOW);
    }

    /// One line of the request that a script needs, or of a reply; null when the peer has closed the connection.
    @Override
    public @Nullable String readLine() throws IOException {
        if (!inRequest) {
            return nextLine();
        }
        while (true) {
            var line = nextLine();
            if (line == null) {
                throw new AgiRejected(Refusal.MALFORMED, "it ends before its blank line");
            }
            inRequest = !line.isEmpty();
            if (inRequest && !(line.startsWith("agi_") && line.contains(": "))) {
                throw new AgiRejected(Refusal.MALFORMED, "a line is no agi_ variable");
            }
            if (!inRequest || isNeeded(line)) {
                return line;
            }
            var argument = ARGUMENT.matcher(line);
            if (argument.matches()) {
                var number = Integer.parseInt(argument.group(1));
                if (number > 1) {
                    return "agi_arg_" + (number - 1) + ":" + argument.group(2);
                }
                secret = argument.group(2).strip();
            }
        }
    }

    /// What the request gave as the shared secret; empty when it gave none.
    String secret() {
        return secret;
    }

    /// Sends one command, newline included, and starts the deadline of its reply.
    @Override
    public void write(String command) throws IOException {
        var bytes = command.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > COMMAND_BYTES || command.indexOf('\n') != command.length() - 1) {
            throw new AgiRejected(Refusal.FAULT, "a command is too long or more than one line");
        }
        var deadline =
                command.startsWith("RECORD FILE ") ? commandDeadline.plus(PromptAudioCheck.WHOLE) : commandDeadline;
        bound = new Bound(deadline, REPLY_BYTES, REPLY_BYTES, Refusal.FAULT, Refusal.FAULT);
        out.write(bytes);
    }

    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public InetAddress getRemoteAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getRemotePort() {
        return socket.getPort();
    }

    private static boolean isNeeded(String line) {
        return line.startsWith("agi_network: ")
                || line.startsWith("agi_network_script: ")
                || line.equals("agi_context: " + DialplanNames.RECORD_CONTEXT);
    }

    private @Nullable String nextLine() throws IOException {
        bound.countLine();
        var line = new ByteArrayOutputStream(128);
        while (true) {
            if (position == end && !fill()) {
                return ended(line.size() > 0);
            }
            var start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            bound.countBytes(position - start, line.size());
            line.write(buffer, start, position - start);
            if (position < end) {
                position++;
                return line.toString(StandardCharsets.UTF_8);
            }
        }
    }

    /// A connection that is closed without a byte is a probe that looks whether anybody listens, and no request.
    private @Nullable String ended(boolean midLine) throws IOException {
        if (inRequest && !midLine && bound.isFirstLine()) {
            throw new EOFException();
        }
        return null;
    }

    private boolean fill() throws IOException {
        socket.setSoTimeout(bound.millisLeft());
        try {
            end = in.read(buffer);
            position = 0;
        } catch (SocketTimeoutException late) {
            throw bound.late();
        }
        if (end < 0) {
            end = 0;
            return false;
        }
        return true;
    }

    /// What one request or one reply may take.
    private static final class Bound {

        private final long deadline;
        private final int lineBytes;
        private final Refusal beyond;
        private final Refusal late;
        private int lines;
        private int bytesLeft;

        Bound(Duration within, int lineBytes, int bytes, Refusal beyond, Refusal late) {
            this.deadline = System.nanoTime() + within.toNanos();
            this.lineBytes = lineBytes;
            this.bytesLeft = bytes;
            this.beyond = beyond;
            this.late = late;
        }

        boolean isFirstLine() {
            return lines == 1;
        }

        /// The blank line that ends a request comes on top of the 64.
        void countLine() {
            if (++lines > LINES + 1) {
                throw new AgiRejected(beyond, "it has more than " + LINES + " lines");
            }
        }

        void countBytes(int more, int before) {
            bytesLeft -= more;
            if (more > lineBytes - before || bytesLeft < 0) {
                throw new AgiRejected(beyond, "it has more than " + lineBytes + " bytes in a line");
            }
            if (lines > LINES && more > 0) {
                throw new AgiRejected(beyond, "it has more than " + LINES + " lines");
            }
        }

        int millisLeft() {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw late();
            }
            return (int) Math.max(1, Duration.ofNanos(left).toMillis());
        }

        AgiRejected late() {
            return new AgiRejected(late, "it was not complete at its deadline");
        }
    }
}
