package lv.helpline.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import lv.helpline.lab.Lab;

/// Takes orders from `ops/demo call` on a loopback port: one line, see [Order#of], answered by what is to be told of
/// that call and a last line `exit CODE`.
final class Control implements AutoCloseable {

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
            try {
                call(Order.of(String.valueOf(in.readLine())), out);
                out.println("exit 0");
            } catch (IllegalArgumentException misuse) {
                out.println("demo: " + misuse.getMessage() + "\nexit 2");
            } catch (RuntimeException | AssertionError failed) {
                out.println("demo: " + failed.getMessage() + "\nexit 1");
            }
        }
    }

    private void call(Order order, PrintWriter out) throws IOException, InterruptedException {
        order.at().ifPresent(lab.clock()::set);
        out.println("Call to " + order.number() + ", the router's clock at "
                + lab.clock().instant().atZone(lv.helpline.roster.Roster.ZONE).withNano(0));
        var call = Trace.alone(lab, consultants, order);
        if (order.transcript()) {
            out.println();
            call.spoken().forEach(out::println);
            out.println();
        } else {
            call.story().forEach(line -> out.println(" " + line));
        }
        var record = call.record();
        out.println("  call id   " + record.callId());
        out.println("  decided   by the " + record.decidedBy() + ": "
                + record.rules().replace("+", ", "));
        out.println("  ended     " + record.outcome()
                + record.consultant().map(id -> " by " + consultants.name(id)).orElse(""));
        call.silence()
                .ifPresent(
                        silence -> out.printf(Locale.ROOT, "  silence   %.2f s at most%n", silence.toMillis() / 1e3));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
