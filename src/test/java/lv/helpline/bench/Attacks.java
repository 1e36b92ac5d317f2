package lv.helpline.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.Lab;
import lv.helpline.testing.Postgres;

/// What strangers do to router and pages, each a process with the memory that an installation gives it, and how long
/// others wait meanwhile: for the public page, for the health of the pages, and for a decision.
///
/// Each attack lasts so long, whatever becomes of it. Others ask at a steady pace, whether they were answered before or
/// not, so that a stall counts for everybody whom it would have kept waiting.
final class Attacks {

    private static final Duration EACH = Duration.ofSeconds(15);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration PACE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MEGABYTE = 1_000_000;
    private static final int PIECE = 64 * 1024;
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final Pattern HEAP =
            Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} (\\S+)", Pattern.MULTILINE);

    private final Lab lab;
    private final HelplineProcess router;
    private final Row quiet = new Row("quiet", 0, EACH, _ -> 0);
    private HelplineProcess pages;
    private int restarts;

    private Attacks(Lab lab, HelplineProcess router) throws IOException {
        this.lab = lab;
        this.router = router;
        pages = lab.routers().startPages("attacked");
    }

    /// What one attacker does, again and again.
    @FunctionalInterface
    private interface Attack {
        /// @return the status that was answered, 0 if none was
        int once(int attacker) throws IOException;
    }

    /// @param attackers how many at a time
    /// @param pace      from one try of an attacker to the next at the least
    private record Row(String name, int attackers, Duration pace, Attack attack) {}

    /// Prints the table.
    ///
    /// @param only a part of the names of the attacks that are tried
    /// @return whether both processes lived through everything and every decision was made
    static boolean measure(Lab lab, HelplineProcess router, String only) throws Exception {
        return new Attacks(lab, router).measure(only);
    }

    private boolean measure(String only) throws Exception {
        lab.clock().setToReal();
        var body = 200 * MEGABYTE;
        var second = Duration.ofSeconds(1);
        var rows = List.of(
                new Row("200 MB to /sign-in/passkey, declared", 2, second, _ -> post(body, true)),
                new Row("200 MB to /sign-in/passkey, chunked", 2, second, _ -> post(body, false)),
                new Row("24 forms of 10 MB", 24, second, each -> form(each, 10 * MEGABYTE, 10 * MEGABYTE)),
                new Row("300 slow forms", 300, second, each -> form(each, 1000, 500)),
                new Row("8000 slow forms of 64 KB", 8000, second, each -> form(each, 65_536, 32_768)),
                new Row("220 sign-ins at once", 220, Duration.ofSeconds(3), this::signIn),
                new Row("200 silent FastAGI connections", 200, Duration.ZERO, _ -> silence()),
                new Row("200 wrong secrets a second", 20, Duration.ofMillis(100), _ -> wrongSecret()));
        System.out.printf(
                "%-38s %-18s %-18s %-18s %-12s %-11s %-11s %s%n",
                "ms: p50, p99 of those who ask",
                "/public",
                "/actuator/health",
                "a decision",
                "unanswered",
                "heap, MB*",
                "RSS, MB*",
                "attackers were answered");
        // The first of everything is slow.
        run(quiet, false);
        var isRight = run(quiet, true);
        for (var row : rows) {
            if (row.name().contains(only)) {
                isRight &= run(row, true);
                restartIfEnded();
            }
        }
        var cookies = new Row("session cookies, no database", 50, second, _ -> cookie());
        if (cookies.name().contains(only)) {
            try (var _ = Postgres.standStill()) {
                isRight &= run(cookies, true);
            }
        }
        System.out.println("* at most, of pages and router");
        return isRight && restarts == 0;
    }

    private boolean run(Row row, boolean print) throws Exception {
        var open = Probe.of(() -> status("GET /public HTTP/1.1\r\n", pages.port()) == 200);
        var health = Probe.of(() -> status("GET /actuator/health HTTP/1.1\r\n", pages.managementPort()) == 200);
        var request = AgiLoad.request("route", lab.routers().agiSecret());
        var decision = Probe.of(() -> AgiLoad.isAnswered("127.0.0.1", router.port(), request));
        var answers = new ConcurrentSkipListMap<Integer, AtomicLong>();
        var memory = new Memory();
        var end = System.nanoTime() + EACH.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            for (var each = 0; each < row.attackers(); each++) {
                var attacker = each;
                threads.execute(() -> attack(row, attacker, end, answers));
            }
            for (var probe : List.of(open, health, decision)) {
                var _ = clock.scheduleAtFixedRate(
                        () -> threads.execute(probe), 0, PACE.toNanos(), TimeUnit.NANOSECONDS);
            }
            var _ = clock.scheduleAtFixedRate(
                    () -> threads.execute(() -> memory.look(pages, router)), 0, 1, TimeUnit.SECONDS);
            pause(end - System.nanoTime());
            clock.shutdownNow();
        }
        var died = !pages.process().isAlive();
        if (print) {
            System.out.printf(
                    "%-38s %-18s %-18s %-18s %-12s %-11s %-11s %s%s%n",
                    row.name(),
                    open,
                    health,
                    decision,
                    open.failures + " " + health.failures + " " + decision.failures,
                    memory.heap.get("pages") + " " + memory.heap.get("router"),
                    memory.resident.get("pages") + " " + memory.resident.get("router"),
                    answers,
                    died ? "; the pages ended" : "");
        }
        pause(REST.toNanos());
        return decision.failures.get() == 0 && router.process().isAlive();
    }

    private void restartIfEnded() throws Exception {
        if (!pages.process().isAlive()) {
            restarts++;
            pages = lab.routers().startPages("attacked-" + restarts);
            run(quiet, false);
        }
    }

    private static void attack(Row row, int attacker, long end, Map<Integer, AtomicLong> answers) {
        while (System.nanoTime() < end) {
            var begun = System.nanoTime();
            int status;
            try {
                status = row.attack().once(attacker);
            } catch (IOException cut) {
                status = 0;
            }
            answers.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
            var next =
                    begun + Math.max(row.pace().toNanos(), Duration.ofMillis(1).toNanos());
            pause(Math.min(next, end) - System.nanoTime());
        }
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private int post(long bytes, boolean declared) throws IOException {
        var head = "POST /sign-in/passkey HTTP/1.1\r\nContent-Type: application/json\r\n"
                + (declared ? "Content-Length: " + bytes : "Transfer-Encoding: chunked") + "\r\n";
        return send(head, declared ? "x".repeat(PIECE) : "%x\r\n%s\r\n".formatted(PIECE, "x".repeat(PIECE)), bytes);
    }

    private int form(int attacker, long said, long sent) throws IOException {
        var head = "POST /sign-in HTTP/1.1\r\n" + from(attacker) + FORM + "Content-Length: " + said + "\r\n";
        return send(head, "x".repeat((int) Math.min(sent, PIECE)), sent);
    }

    private int signIn(int attacker) throws IOException {
        var form = "email=stranger" + attacker + "@example.org&password=of+somebody+else&code=123456";
        var head = "POST /sign-in/password HTTP/1.1\r\n" + from(attacker) + FORM + "Content-Length: " + form.length();
        return send(head + "\r\n", form, form.length());
    }

    private int cookie() throws IOException {
        var id = Base64.getEncoder().encodeToString("00000000-0000-4000-8000-000000000000".getBytes(US_ASCII));
        return status("GET /now HTTP/1.1\r\nCookie: s=" + id + "\r\n", pages.port());
    }

    private int silence() throws IOException {
        try (var socket = connect(router.port())) {
            var _ = socket.getInputStream().read();
            return 0;
        }
    }

    private int wrongSecret() throws IOException {
        return AgiLoad.isAnswered("127.0.0.1", router.port(), AgiLoad.request("route", "0".repeat(64))) ? 200 : 0;
    }

    /// As behind a proxy that says who asks: no more than 50 from one address.
    private static String from(int attacker) {
        return "X-Forwarded-For: 198.18." + attacker / 50 + ".1\r\n";
    }

    /// Sends the head, and the piece until so many bytes were sent or an answer came.
    private int send(String head, String piece, long bytes) throws IOException {
        try (var socket = connect(pages.port())) {
            var out = socket.getOutputStream();
            out.write((head + "Host: localhost\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
            var encoded = piece.getBytes(ISO_8859_1);
            for (var sent = 0L; sent < bytes && socket.getInputStream().available() == 0; sent += encoded.length) {
                out.write(encoded);
            }
            return statusOf(socket);
        }
    }

    /// To the last byte.
    private static int status(String head, int port) throws IOException {
        try (var socket = connect(port)) {
            socket.getOutputStream()
                    .write((head + "Host: localhost\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
            return statusOf(socket);
        }
    }

    private static int statusOf(Socket socket) throws IOException {
        var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        return socket;
    }

    /// One that asks again and again, and how long each had to wait.
    private record Probe(Asking asking, List<Long> nanos, AtomicLong failures) implements Runnable {

        @FunctionalInterface
        private interface Asking {
            boolean isAnswered() throws IOException;
        }

        static Probe of(Asking asking) {
            return new Probe(asking, Collections.synchronizedList(new ArrayList<>()), new AtomicLong());
        }

        @Override
        public void run() {
            var begun = System.nanoTime();
            try {
                if (!asking.isAnswered()) {
                    failures.incrementAndGet();
                }
            } catch (IOException unanswered) {
                failures.incrementAndGet();
            }
            nanos.add(System.nanoTime() - begun);
        }

        @Override
        public String toString() {
            return "%.1f, %.1f".formatted(percentile(50), percentile(99));
        }

        private double percentile(int percent) {
            var sorted = nanos.stream().sorted().toList();
            return sorted.get((sorted.size() - 1) * percent / 100) / 1e6;
        }
    }

    /// The most that was seen, in MB.
    private record Memory(Map<String, Long> heap, Map<String, Long> resident) {

        Memory() {
            this(Collections.synchronizedMap(new TreeMap<>()), Collections.synchronizedMap(new TreeMap<>()));
        }

        void look(HelplineProcess pages, HelplineProcess router) {
            look("pages", pages);
            look("router", router);
        }

        private void look(String name, HelplineProcess process) {
            try (var socket = connect(process.managementPort())) {
                resident.merge(name, Usage.resident(process.process().pid()) / MEGABYTE, Math::max);
                socket.getOutputStream()
                        .write("GET /actuator/prometheus HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(US_ASCII));
                var figures = new String(socket.getInputStream().readAllBytes(), UTF_8);
                var used = HEAP.matcher(figures)
                        .results()
                        .mapToDouble(each -> Double.parseDouble(each.group(1)))
                        .sum();
                heap.merge(name, (long) (used / MEGABYTE), Math::max);
            } catch (IOException notNow) {
                heap.putIfAbsent(name, 0L);
            }
        }
    }
}
