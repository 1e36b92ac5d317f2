package lv.helpline.canary;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.bench.Surge;
import lv.helpline.lab.Attendant;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.Lab;
import lv.helpline.lab.ManagerTap;
import lv.helpline.lab.Nginx;
import lv.helpline.lab.Relay;
import lv.helpline.lab.Tools;
import lv.helpline.testing.Loopback;
import lv.helpline.testing.Postgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `ops/canary` does: places calls that name canaries, waits as long as a number may stay in Asterisk's
/// memory, and searches every medium for them.
public final class Canaries {

    /// What privacy.md promises of Asterisk's memory.
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    /// How often an installation's timers run its jobs.
    private static final Duration BETWEEN_JOBS = Duration.ofMinutes(1);

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int AT_ONCE = 4;

    /// Of each call one, and whom they ask for a second person.
    private static final int CONSULTANTS = 2 * AT_ONCE;

    private static final Duration RINGING = Duration.ofMillis(200);
    private static final String NOBODY = "127.0.0.1:1";

    /// How a call ends that nobody answers, or in which something else is heard than was to be; behind it is why.
    private static final String LOST = "lost: ";

    private final long begun = System.nanoTime();
    private final List<CallPath> paths;
    private final Cast cast;
    private final Search search;

    /// Of the path that is called.
    private volatile Conduct conduct = Conduct.TALKS;

    private Canaries(List<CallPath> paths) {
        this.paths = paths;
        cast = new Cast(paths);
        search = new Search(cast.all());
    }

    /// @param arguments how many calls, and the names of the paths; none is all
    public static void main(String... arguments) throws Exception {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        var names = List.of(arguments).subList(1, arguments.length);
        var wanted = CallPath.all().stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
        System.exit(new Canaries(wanted).run(Integer.parseInt(arguments[0])) ? 0 : 1);
    }

    /// @return whether nobody was found, and every control was
    private boolean run(int calls) throws Exception {
        var home = Files.createDirectories(Tools.project().resolve("target/canary"));
        say("Starting a helpline of its own");
        try (var lab = new Lab(Files.createTempDirectory(home, "run-"));
                var relay = new Relay(lab.home().resolve("relay"))) {
            var temporary = Files.createDirectories(lab.home().resolve("temporary"));
            var ofJava = "-Djava.io.tmpdir=" + temporary;
            lab.reset();
            var router = lab.routers().startAnother("canary-router", ofJava);
            var port = Loopback.tcpPort();
            var settings = new HashMap<>(relay.settings());
            settings.put("helpline.web.address", Nginx.address(port));
            var pages = lab.routers().startPages("canary-pages", settings, ofJava);
            try (var proxy = new Nginx(lab.home().resolve("proxy"), port, pages.port());
                    var _ = relay.forgetting()) {
                var called = new CallPath.Called(lab, Nginx.address(port), proxy, relay);
                var isRight = callAndLook(called, router, pages, temporary, calls);
                say("Done; in " + lab.home());
                System.out.println(isRight ? "All as promised." : "Not all is as promised.");
                return isRight;
            }
        }
    }

    private boolean callAndLook(
            CallPath.Called called, HelplineProcess router, HelplineProcess pages, Path temporary, int calls)
            throws Exception {
        var lab = called.lab();
        prepare(lab);
        var came = true;
        try (var manager = new ManagerTap(lab.asterisk())) {
            for (var path : paths) {
                came &= call(called, router, path, Math.max(1, calls / paths.size()));
            }
            lab.asterisk().awaitNoChannel(LONG);
            Files.writeString(Files.createDirectories(eventsOf(lab)).resolve("all"), manager.text());
        }
        var atOnce = search.in(new Memory("Asterisk's memory", List.of(asterisk(lab))));
        say("At once, Asterisk's memory names callers %d times".formatted(new FoundCanaries(cast).callersIn(atOnce)));
        rest(lab);
        if (paths.stream().anyMatch(path -> path.name().equals(CallPath.PARTNER))) {
            var sent = lab.database().partnerCalls();
            say("Sent by partners, as consultants pressed: " + String.join(", ", sent));
            came &= !sent.isEmpty();
        }
        var backup = backUp(lab);
        var result = look(media(called, router, pages, temporary, backup));
        System.out.println("\n" + result.table());
        result.named().forEach(System.out::println);
        System.out.printf("%d callers were searched for, and %d who never called.%n", cast.callers(), cast.callers());
        return came && result.isRight();
    }

    /// Consultants, interpreters and what the paths need of lines.
    private void prepare(Lab lab) throws Exception {
        var consultants = Surge.staff(lab, CONSULTANTS, RINGING);
        var edits = new ArrayList<>(List.of(
                "update consultant set languages = '{lv,en}'",
                "insert into cover (consultant, region, starts, ends)"
                        + " select consultant, 'zemgale', starts, ends from cover where region = 'latgale'",
                "insert into special_opening (line, starts, ends)"
                        + " select 'zemgale', starts, ends from special_opening where line = 'latgale'",
                "insert into line_wish (line, wish) values ('zemgale', 'woman')",
                "insert into consultant_wish (consultant, wish)"
                        + " select id, 'woman' from consultant where id > 300 and id % 2 = 0",
                "update line set strategy = 'one-by-one', wrap_up_seconds = 0, ring_seconds = 10,"
                        + " patience_seconds = 30",
                "update line set languages = '{lv,en}' where id = 'zemgale'"));
        var phones = new ArrayList<>(consultants);
        for (var each = 0; each < AT_ONCE; each++) {
            var mobile = "+37120004%03d".formatted(each);
            phones.add(lab.peers().answering(mobile, RINGING));
            edits.add(
                    "insert into interpreter (name, number, languages, checked_on) values ('%1$s', '%1$s', '{uk}', current_date)"
                            .formatted(mobile));
        }
        phones.forEach(phone -> Attendant.at(phone, attended -> conduct.attend(attended)));
        lab.database().edit(edits.toArray(String[]::new));
        lab.asterisk().refresh();
    }

    /// All that whoever may look at Asterisk's calls was told.
    private static Path eventsOf(Lab lab) {
        return lab.home().resolve("events");
    }

    /// @return whether not all of them were lost
    private boolean call(CallPath.Called called, HelplineProcess router, CallPath path, int calls)
            throws InterruptedException {
        conduct = path.conduct();
        called.lab().routers().use(path.name().equals(CallPath.NO_ROUTER) ? NOBODY : router.address(), "");
        var ends = new ConcurrentSkipListMap<String, Integer>();
        try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var number = 0; number < calls; number++) {
                var call = number;
                callers.execute(() -> ends.merge(endOf(called, path, call), 1, Integer::sum));
            }
        }
        say("%s, %d calls: %s"
                .formatted(
                        path.name(),
                        calls,
                        ends.entrySet().stream()
                                .map(end -> end.getKey() + " × " + end.getValue())
                                .collect(Collectors.joining(", "))));
        return ends.keySet().stream().anyMatch(end -> !end.startsWith(LOST));
    }

    private String endOf(CallPath.Called called, CallPath path, int number) {
        try {
            var status = path.call().place(called, cast.of(path), number);
            return status == 0 ? "sent" : Integer.toString(status);
        } catch (IOException | IllegalStateException lost) {
            return LOST + lost.getMessage();
        }
    }

    /// Lets Asterisk do what it does when nobody calls.
    private void rest(Lab lab) throws InterruptedException {
        say("Waiting for %d s, with no call".formatted(FORGOTTEN.toSeconds()));
        var until = System.nanoTime() + FORGOTTEN.toNanos();
        while (System.nanoTime() < until) {
            for (var job : List.of("refresh", "outcome")) {
                lab.asterisk().job(job);
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(BETWEEN_JOBS.toNanos(), Math.max(0, until - System.nanoTime())));
        }
    }

    /// By the command that an installation has.
    private static Path backUp(Lab lab) throws IOException {
        var file = Files.createDirectories(lab.home().resolve("backup")).resolve("helpline");
        var database = URI.create(lab.routers().databaseForRouters().substring("jdbc:".length()));
        var command = new ProcessBuilder(Tools.project().resolve("ops/backup").toString(), file.toString()).inheritIO();
        command.environment()
                .putAll(Map.of(
                        "PGHOST", database.getHost(),
                        "PGPORT", Integer.toString(database.getPort()),
                        "PGUSER", Postgres.USER,
                        "PGDATABASE", database.getPath().substring(1)));
        if (command.start().onExit().join().exitValue() != 0) {
            throw new IllegalStateException("ops/backup failed");
        }
        return file;
    }

    private static long asterisk(Lab lab) {
        return lab.asterisk().process().pid();
    }

    /// A medium, and where its controls are: directories, or processes.
    private record Searched(Search.Medium medium, List<Path> directories, List<Long> processes) {

        static Searched memory(Memory memory) {
            return new Searched(memory, List.of(), memory.processes());
        }

        static Searched files(String title, Path directory) {
            return new Searched(new WrittenFiles(title, List.of(directory), _ -> false), List.of(directory), List.of());
        }
    }

    private static List<Memory> memories(CallPath.Called called, HelplineProcess router, HelplineProcess pages)
            throws IOException {
        return List.of(
                new Memory("Asterisk's memory", List.of(asterisk(called.lab()))),
                new Memory("the proxy's memory", called.proxy().processes()),
                new Memory(
                        "the relay's memory", List.of(called.relay().process().pid())),
                new Memory("the pages' memory", List.of(pages.process().pid())),
                new Memory("the router's memory", List.of(router.process().pid())),
                new Memory("PostgreSQL's memory", Postgres.processes()));
    }

    /// Those that are written by nobody any more when they are read: memory comes first.
    private List<Searched> media(
            CallPath.Called called, HelplineProcess router, HelplineProcess pages, Path temporary, Path backup)
            throws IOException, InterruptedException {
        var lab = called.lab();
        lab.asterisk().cli("database put helpline/canary flush now");
        lab.database().jdbc().sql("checkpoint").update();
        return Stream.concat(
                        memories(called, router, pages).stream().map(Searched::memory),
                        Stream.of(
                                Searched.files(
                                        "Asterisk's files", lab.asterisk().home()),
                                Searched.files("events of its calls", eventsOf(lab)),
                                Searched.files("the router's files", lab.home().resolve("canary-router")),
                                Searched.files("the pages' files", lab.home().resolve("canary-pages")),
                                Searched.files("PostgreSQL's files", Postgres.dataDirectory()),
                                Searched.files("the proxy's files", lab.home().resolve("proxy")),
                                Searched.files("the relay's files", lab.home().resolve("relay")),
                                Searched.files("temporary files", temporary),
                                Searched.files("a backup", requireNonNull(backup.getParent()))))
                .toList();
    }

    private FoundCanaries look(List<Searched> media) throws IOException, InterruptedException {
        var found = new FoundCanaries(cast);
        for (var each : media) {
            var controls = new ArrayList<Control>();
            try {
                for (var directory : each.directories()) {
                    controls.add(Control.in(directory, cast.control()));
                }
                for (var process : each.processes()) {
                    if (ProcessHandle.of(process).isPresent()) {
                        controls.add(Control.in(process, cast.control()));
                    }
                }
                var findings = search.in(each.medium());
                found.add(findings, controls.stream().map(Control::place).toList());
                say("%s: %d MB, callers named %d times"
                        .formatted(findings.medium(), findings.bytes() / 1_000_000, found.callersIn(findings)));
            } finally {
                for (var control : controls) {
                    control.close();
                }
            }
        }
        return found;
    }

    private void say(String line) {
        System.out.printf("[%4d s] %s%n", (System.nanoTime() - begun) / 1_000_000_000, line);
    }
}
