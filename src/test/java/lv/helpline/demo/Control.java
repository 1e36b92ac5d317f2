package lv.helpline.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import lv.helpline.lab.Lab;

/// Takes orders from `ops/demo call` on a loopback port: one line `call NUMBER [TIME]`, answered by the trace of that
/// call and a last line `exit CODE`.
final class Control implements AutoCloseable {

    private static final Pattern ORDER = Pattern.compile("call (\\+?[0-9]{4,15})(?: (\\S+))?");

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Lab lab;
    private final Consultants consultants;

    Control(Lab lab) throws IOException {
        this.lab = lab;
        this.consultants = new Consultants(lab);
        Thread.ofVirtual().name("demo-control").start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /// One call after the other: the clock is one for all.
    private void serve() {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                answer(connection);
            } catch (IOException gone) {
                if (server.isClosed()) {
                    return;
                }
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private void answer(Socket connection) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        try (var out = new PrintWriter(connection.getOutputStream(), true, StandardCharsets.UTF_8)) {
            var order = ORDER.matcher(String.valueOf(in.readLine()).strip());
            if (!order.matches()) {
                out.println("demo: a number to call is needed, such as +37125723222\nexit 2");
                return;
            }
            try {
                if (order.group(2) != null) {
                    lab.at(LocalDateTime.parse(order.group(2)));
                }
            } catch (DateTimeParseException wrong) {
                out.println("demo: --at wants a date and time in Rīga such as 2026-11-24T18:30\nexit 2");
                return;
            }
            trace(order.group(1), out);
        } catch (RuntimeException failed) {
            throw new IOException(failed);
        }
    }

    private void trace(String number, PrintWriter out) throws IOException, InterruptedException {
        out.println("Call to " + number + ", the router's clock at "
                + lab.clock().instant().atZone(lv.helpline.duty.Roster.ZONE).withNano(0));
        var call = Trace.of(lab, consultants, number);
        call.story().forEach(line -> out.println("  " + line));
        var record = call.record();
        out.println("  call id   " + record.callId());
        out.println("  decided   by the " + record.decidedBy() + ": "
                + record.rules().replace("+", ", "));
        out.println("  ended     " + record.outcome()
                + record.consultant().map(id -> " by " + consultants.name(id)).orElse(""));
        out.println("exit 0");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
