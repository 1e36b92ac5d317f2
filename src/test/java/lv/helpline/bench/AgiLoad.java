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

    private AgiLoad(String host, int port, int requests, String script) {
        this.host = host;
        this.port = port;
        this.nanos = new long[requests];
        this.request = request(script, System.getenv().getOrDefault("HELPLINE_AGI_SECRET", ""));
    }

    public static void main(String... arguments) throws InterruptedException {
        if (arguments.length < 4) {
            throw new IllegalArgumentException(
                    "needed: <host> <port> <concurrency> <requests> [<pid of the server> [<script>]]");
        }
        var concurrency = Integer.parseInt(arguments[2]);
        var script = arguments.length > 5 ? arguments[5] : "route";
        var load = new AgiLoad(arguments[0], Integer.parseInt(arguments[1]), Integer.parseInt(arguments[3]), script);
        var server =
                arguments.length > 4 ? ProcessHandle.of(Long.parseLong(arguments[4])) : Optional.<ProcessHandle>empty();
        System.out.println(load.run(concurrency, server));
    }

    private String run(int concurrency, Optional<ProcessHandle> server) throws InterruptedException {
        var cpuBefore = cpuOf(server);
        var started = System.nanoTime();
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asker = 0; asker < concurrency; asker++) {
                askers.execute(this::ask);
            }
        }
        var elapsed = System.nanoTime() - started;
        var cpu = cpuOf(server).minus(cpuBefore);
        Arrays.sort(nanos);
        return "%d requests at %d: %.0f req/s, p50 %.2f ms, p99 %.2f ms, CPU %s, failures %d"
                .formatted(
                        nanos.length,
                        concurrency,
                        nanos.length * 1e9 / elapsed,
                        percentile(50),
                        percentile(99),
                        server.isPresent() ? "%.0f µs a request".formatted(cpu.toNanos() / 1e3 / nanos.length) : "?",
                        failures.get());
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
        try (var socket = new Socket(host, port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var commands = 0;
            while (in.readLine() != null) {
                commands++;
                socket.getOutputStream().write("200 result=1\n".getBytes(StandardCharsets.US_ASCII));
            }
            return commands > 0;
        } catch (IOException failed) {
            return false;
        }
    }

    private double percentile(int percent) {
        return nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1e6;
    }

    private static Duration cpuOf(Optional<ProcessHandle> server) {
        return server.flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
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
