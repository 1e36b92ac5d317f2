package lv.helpline.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lv.helpline.lab.Standstill;

/// Stands between Asterisk and a router, and counts what is asked, by script.
final class QuestionCounter implements AutoCloseable {

    private static final Pattern SCRIPT = Pattern.compile("(?m)^agi_network_script: (\\S+)$");

    /// More than a request has.
    private static final int REQUEST = 16_384;

    private final ServerSocket door;
    private final int router;
    private final Map<String, Integer> asked = new TreeMap<>();

    QuestionCounter(int router) throws IOException {
        this.router = router;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("question-counter").start(this::accept);
    }

    /// As `ROUTER_1` wants it.
    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /// How often each script was asked for until now.
    Map<String, Integer> asked() {
        synchronized (asked) {
            return new TreeMap<>(asked);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var asterisk = door.accept();
                Thread.ofVirtual().start(() -> pass(asterisk));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket asterisk) {
        try (asterisk;
                var behind = new Socket(InetAddress.getLoopbackAddress(), router)) {
            var answers = Thread.ofVirtual().start(() -> Standstill.copy(behind, asterisk));
            count(asterisk, behind);
            Standstill.copy(asterisk, behind);
            answers.join();
        } catch (IOException cut) {
            // Asterisk sees it too.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Passes on what comes until the script is named.
    private void count(Socket asterisk, Socket behind) throws IOException {
        var seen = new StringBuilder();
        var bytes = new byte[REQUEST];
        while (true) {
            var read = asterisk.getInputStream().read(bytes);
            if (read < 0) {
                return;
            }
            behind.getOutputStream().write(bytes, 0, read);
            var script = SCRIPT.matcher(seen.append(new String(bytes, 0, read, US_ASCII)));
            if (script.find()) {
                synchronized (asked) {
                    asked.merge(script.group(1), 1, Integer::sum);
                }
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
