package lv.helpline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks a FastAGI server as Asterisk does, one connection a request, and prints one line of figures:
///
/// ```
/// AgiLoad <host> <port> <concurrency> <requests> [<pid of the server> [<script>]]
/// ```
///
/// Each of `concurrency` askers waits for its answer before it asks again. A request that is not answered with at
/// least one command is a failure. `HELPLINE_AGI_SECRET` in the environment is the secret that the server wants. Run it
/// twice and believe the second: the first one warms the server up.
public final class AgiLoad {

    private static final String DIALLED = "25723222";

    private final String host;
    private final int port;
    private final byte[] request;
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    private AgiLoad(String host, int port, byte[] request, int requests) {
        this.host = host;
        this.port = port;
        this.request = request;
        this.nanos = new long[requests];
    }

    public static void main(String... arguments) throws InterruptedException {
        if (arguments.length < 4) {
            throw new IllegalArgumentException(
                    "needed: <host> <port> <concurrency> <requests> [<pid of the server> [<script>]]");
        }
        var script = arguments.length > 5 ? arguments[5] : "route";
        var server =
                arguments.length > 4 ? ProcessHandle.of(Long.parseLong(arguments[4])) : Optional.<ProcessHandle>empty();
        System.out.println(run(
                arguments[0],
                Integer.parseInt(arguments[1]),
                request(script, System.getenv().getOrDefault("HELPLINE_AGI_SECRET", "")),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                server));
    }

    /// What so many requests took.
    ///
    /// @param p50 milliseconds that half of them did not take longer than
    /// @param p99 likewise
    /// @param cpu the server's processor time, if its process is known
    /// @param own that of this process, which asks
    record Load(
            int requests,
            int concurrency,
            double p50,
            double p99,
            Duration elapsed,
            Optional<Duration> cpu,
            Duration own,
            int failures) {

        double perSecond() {
            return requests * 1e9 / elapsed.toNanos();
        }

        /// The server's, in microseconds.
        double cpuOfOne() {
            return micros(cpu.orElseThrow());
        }

        double ownCpuOfOne() {
            return micros(own);
        }

        private double micros(Duration time) {
            return time.toNanos() / 1e3 / requests;
        }

        @Override
        public String toString() {
            return ("%d requests at %d: %.0f req/s, p50 %.2f ms, p99 %.2f ms,"
                            + " CPU %s a request, of who asked %.0f µs, failures %d")
                    .formatted(
                            requests,
                            concurrency,
                            perSecond(),
                            p50,
                            p99,
                            cpu.map(time -> "%.0f µs".formatted(micros(time))).orElse("?"),
                            ownCpuOfOne(),
                            failures);
        }
    }

    /// @param server whose processor time is measured, if it is of this machine
    static Load run(
            String host, int port, byte[] request, int concurrency, int requests, Optional<ProcessHandle> server)
            throws InterruptedException {
        var load = new AgiLoad(host, port, request, requests);
        var self = ProcessHandle.current();
        var before = server.map(Usage::cpu);
        var ownBefore = Usage.cpu(self);
        var started = System.nanoTime();
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asker = 0; asker < concurrency; asker++) {
                askers.execute(load::ask);
            }
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - started);
        var cpu = before.map(then -> Usage.cpu(server.orElseThrow()).minus(then));
        var own = Usage.cpu(self).minus(ownBefore);
        Arrays.sort(load.nanos);
        return new Load(
                requests,
                concurrency,
                load.percentile(50),
                load.percentile(99),
                elapsed,
                cpu,
                own,
                load.failures.get());
    }

    private double percentile(int percent) {
        return nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1e6;
    }

    private void ask() {
        for (var number = next.getAndIncrement(); number < nanos.length; number = next.getAndIncrement()) {
            var started = System.nanoTime();
            if (!isAnswered(host, port, request)) {
                failures.incrementAndGet();
            }
            nanos[number] = System.nanoTime() - started;
        }
    }

    /// Whether at least one command came within 10 s.
    static boolean isAnswered(String host, int port, byte[] request) {
        return firstCommand(host, port, request).isPresent();
    }

    /// The first command that came within 10 s. Each is answered as Asterisk does.
    static Optional<String> firstCommand(String host, int port, byte[] request) {
        try (var socket = new Socket(host, port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var first = in.readLine();
            for (var command = first; command != null; command = in.readLine()) {
                socket.getOutputStream().write("200 result=1\n".getBytes(StandardCharsets.US_ASCII));
            }
            return Optional.ofNullable(first);
        } catch (IOException failed) {
            return Optional.empty();
        }
    }

    static byte[] request(String script, String secret) {
        return """
            agi_network: yes
            agi_network_script: %s
            agi_request: agi://127.0.0.1/%s
            agi_channel: PJSIP/trunk-00000001
            agi_language: lv
            agi_type: PJSIP
            agi_uniqueid: 1795424400.7
            agi_version: 22.10.1
            agi_callerid: 0
            agi_calleridname: Anonymous
            agi_callingpres: 0
            agi_callingani2: 0
            agi_callington: 0
            agi_callingtns: 0
            agi_dnid: unknown
            agi_rdnis: unknown
            agi_context: ask
            agi_extension: s
            agi_priority: 4
            agi_enhanced: 0.0
            agi_accountcode:\s
            agi_threadid: 139962115983104
            agi_arg_1: %s
            agi_arg_2: %s
            agi_arg_3: %s
            agi_arg_4:\s

            """.formatted(script, script, secret, UUID.randomUUID(), DIALLED).getBytes(StandardCharsets.US_ASCII);
    }
}
