package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Whoever speaks to the gate of web calls frame by frame (RFC 6455), as no browser would.
public final class RawWebCall implements AutoCloseable {

    /// The path of a web call's socket.
    public static final String ADDRESS = "/public/call/socket";

    /// How a connection ended that was cut without a word.
    public static final int CUT = 1006;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final String FINGERPRINT = "00:".repeat(31) + "00";

    private final Socket socket;
    private final int status;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private RawWebCall(Socket socket, int status) {
        this.socket = socket;
        this.status = status;
    }

    /// What the public page is told when somebody wants to call.
    ///
    /// @param pages such as `http://localhost:8080`
    public static String ask(String pages, String line) throws IOException, InterruptedException {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(pages + "/public/call"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("line=" + line + "&language=lv"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    public static String ticket(String pages, String line) throws IOException, InterruptedException {
        return ask(pages, line).replaceFirst(".*\"ticket\":\"([^\"]+)\".*", "$1");
    }

    /// With a ticket, as our own page opens it.
    public static RawWebCall of(String pages, String ticket) throws IOException {
        return open(pages, ADDRESS + "?ticket=" + URLEncoder.encode(ticket, UTF_8), Optional.of(pages));
    }

    public static RawWebCall open(String pages, String path, Optional<String> origin) throws IOException {
        var address = URI.create(pages);
        return open(
                new Socket(address.getHost(), address.getPort()),
                pages,
                path,
                origin.map(from -> "Origin: " + from + "\r\n").orElse(""));
    }

    /// @param socket  is connected to the pages
    /// @param headers more of them, each with its end of line
    public static RawWebCall open(Socket socket, String pages, String path, String headers) throws IOException {
        var authority = URI.create(pages).getAuthority();
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\n" + headers
                                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n\r\n")
                        .getBytes(ISO_8859_1));
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        var call = new RawWebCall(socket, head.length() < 12 ? 0 : Integer.parseInt(head.substring(9, 12)));
        Thread.ofVirtual().start(call::read);
        return call;
    }

    /// Of the answer to its first request; 101 is a socket, 0 no answer.
    public int status() {
        return status;
    }

    private void read() {
        try (var in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                var kind = in.readUnsignedByte() & 0x0f;
                var length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                var bytes = in.readNBytes(length);
                if (kind == CLOSE) {
                    closed.complete(
                            bytes.length < 2
                                    ? 1005
                                    : (int) ByteBuffer.wrap(bytes).getChar());
                } else if (kind <= TEXT) {
                    heard.add(new String(bytes, UTF_8));
                }
            }
        } catch (IOException cut) {
            closed.complete(CUT);
        }
    }

    /// A message that is one frame.
    public void say(String message) throws IOException {
        frame(LAST | TEXT, message.getBytes(UTF_8));
    }

    /// @param first the frame's first byte: whether it is the last of its message, and what it is
    public void frame(int first, byte[] bytes) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(first);
        if (bytes.length < 126) {
            frame.write(MASKED | bytes.length);
        } else {
            frame.write(MASKED | 126);
            frame.writeBytes(ByteBuffer.allocate(2).putChar((char) bytes.length).array());
        }
        // A mask of zeros changes nothing.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(bytes);
        bytes(frame.toByteArray());
    }

    /// Whoever has been let go meanwhile says nothing more; how it ended tells [#awaitClose].
    public void bytes(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException letGo) {
            // Whoever reads is told of it, too.
        }
    }

    /// All that it was told.
    public String heard() {
        return String.join("", heard);
    }

    /// The message that has this, once it has come.
    public String awaitHeard(String what, Duration atMost) throws IOException {
        var until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until && !heard().contains(what)) {
            LockSupport.parkNanos(20_000_000);
        }
        var all = heard();
        if (!all.contains(what)) {
            throw new IOException("nobody said " + what);
        }
        return all.substring(all.lastIndexOf("SIP/2.0 ", all.indexOf(what) + "SIP/2.0 ".length()));
    }

    /// A request within the call that was answered so.
    ///
    /// @param answer the response to its INVITE
    public static String answering(String answer, String method, int sequence) {
        return method + " " + header(answer, "Contact").replaceAll("[<>]", "") + " SIP/2.0\r\n"
                + "Via: SIP/2.0/WS x.invalid;branch=z9hG4bK" + method + System.nanoTime() + "\r\nMax-Forwards: 69\r\n"
                + "To: " + header(answer, "To") + "\r\nFrom: " + header(answer, "From") + "\r\n"
                + "Call-ID: " + header(answer, "Call-ID") + "\r\nCSeq: " + sequence + " " + method + "\r\n"
                + "Content-Length: 0\r\n\r\n";
    }

    private static String header(String message, String name) {
        var found = Pattern.compile("(?m)^" + name + ": *([^\r\n]*)").matcher(message);
        if (!found.find()) {
            throw new IllegalArgumentException("no " + name);
        }
        return found.group(1);
    }

    /// The code with which it was closed; -1 if it was not.
    public int awaitClose(Duration atMost) throws InterruptedException {
        try {
            return closed.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException open) {
            return -1;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /// The request that begins a call, as a browser makes it.
    ///
    /// @param from as whom
    /// @param id   its Call-ID
    public static String invite(String called, String from, String id) {
        return """
                INVITE sip:%1$s@helpline.invalid SIP/2.0
                Via: SIP/2.0/WS %3$s.invalid;branch=z9hG4bK%3$s
                Max-Forwards: 69
                To: <sip:%1$s@helpline.invalid>
                From: <sip:%2$s@helpline.invalid>;tag=%3$s
                Call-ID: %3$s
                CSeq: 1 INVITE
                Contact: <sip:%2$s@%3$s.invalid;transport=ws>
                Content-Type: application/sdp
                Content-Length: 0

                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio 9 UDP/TLS/RTP/SAVPF 8
                a=mid:0
                a=rtcp-mux
                a=setup:actpass
                a=fingerprint:sha-256 %4$s
                a=ice-ufrag:some
                a=ice-pwd:0123456789abcdef01234567
                """.formatted(called, from, id, FINGERPRINT).replace("\n", "\r\n");
    }

    /// A request within that call.
    public static String within(String method, String id) {
        return """
                %1$s sip:127.0.0.1 SIP/2.0
                Via: SIP/2.0/WS %2$s.invalid;branch=z9hG4bK%1$s%2$s
                Max-Forwards: 69
                To: <sip:helpline@helpline.invalid>;tag=there
                From: <sip:page@helpline.invalid>;tag=%2$s
                Call-ID: %2$s
                CSeq: 2 %1$s
                Content-Length: 0

                """.formatted(method, id).replace("\n", "\r\n");
    }

    /// Without a word.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
