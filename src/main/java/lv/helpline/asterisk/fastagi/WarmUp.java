package lv.helpline.asterisk.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a router asks itself before it listens. Code that has never run is slow in Java, and a caller waits for a
/// decision for less than a second: so the first calls after a start are decided by code that has run hundreds of
/// times, through a socket as Asterisk's questions are.
final class WarmUp {

    /// More of them gain little: what is left is the work of the optimising compiler.
    private static final int QUESTIONS = 500;

    /// A busy machine has to be ready too.
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final AgiProperties properties;
    private final Map<String, AgiScript> scripts;
    private final Refusals refusals;

    WarmUp(AgiProperties properties, Map<String, AgiScript> scripts, Refusals refusals) {
        this.properties = properties.onLoopback();
        this.scripts = scripts;
        this.refusals = refusals;
    }

    /// Asks for a trial of each of these numbers in turn, again and again, for a second at most. Whatever fails here
    /// keeps nobody from listening.
    ///
    /// @param numbers national numbers of lines; with none of them nothing is asked
    void run(List<String> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        var deadline = System.nanoTime() + LONGEST.toNanos();
        try (var socket = new ServerSocket(0, properties.connections(), properties.address())) {
            Thread.ofVirtual().name("agi-warm-up").start(new AgiAcceptor(socket, properties, scripts, refusals));
            for (var asked = 0; asked < QUESTIONS && System.nanoTime() < deadline; asked++) {
                ask(socket.getLocalPort(), numbers.get(asked % numbers.size()));
            }
        } catch (IOException fault) {
            LOG.warn("The first calls may be decided slowly: {}", Refusals.describe(fault));
        }
    }

    private void ask(int port, String number) throws IOException {
        try (var asterisk = new Socket(properties.address(), port)) {
            asterisk.setSoTimeout((int) LONGEST.toMillis());
            var request = "agi_network: yes\nagi_network_script: " + DialplanNames.ROUTE + "\nagi_arg_1: "
                    + properties.secret() + "\nagi_arg_2: " + DialplanNames.TRIAL + "\nagi_arg_3: " + number + "\n\n";
            asterisk.getOutputStream().write(request.getBytes(UTF_8));
            var commands = new BufferedReader(new InputStreamReader(asterisk.getInputStream(), UTF_8));
            while (commands.readLine() != null) {
                asterisk.getOutputStream().write("200 result=1\n".getBytes(UTF_8));
            }
        }
    }
}
