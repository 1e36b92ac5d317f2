package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.testing.DialplanText;
import lv.helpline.testing.Loopback;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.keygen.KeyGenerators;

/// A real Asterisk 22 with the project's own configuration, in a directory of its own. Only the directories,
/// the ports and the site's values differ from a production installation.
public final class Asterisk implements AutoCloseable {

    /// Of whoever looks at this Asterisk's calls.
    public static final String SECRET = "of-the-lab";

    private static final Pattern LOCK = Pattern.compile("\\$\\{LOCK\\(([a-z]+)\\)}");

    /// How a unit says that the journal drops a line.
    private static final String DROPPED = "LogFilterPatterns=~";

    private static final Unit UNIT = Unit.added("asterisk");

    private static final Duration START = Duration.ofSeconds(60);

    private final Path home;
    private final InetSocketAddress address = Loopback.nextUdpAddress();
    private final InetAddress probe = Loopback.nextAddress();
    private final InetAddress gate = Loopback.nextAddress();
    private final int managerPort = Loopback.tcpPort();
    private final int webPort = Loopback.tcpPort();
    private final int phonePort = Loopback.tcpPort();
    private final Consumer<String> ended;
    private final Map<String, String> globalsBefore = new HashMap<>();

    /// Every lab has one of its own.
    private final String agiSecret =
            HexFormat.of().formatHex(KeyGenerators.secureRandom(32).generateKey());

    private @Nullable Program program;
    private @Nullable AsteriskManager manager;

    /// @param home  where its files are to be; emptied by nobody, so name a fresh one
    /// @param ended is told, in one sentence, that it ended though nobody closed it
    Asterisk(Path home, Consumer<String> ended) throws IOException {
        this.home = home.toAbsolutePath();
        this.ended = ended;
        for (var directory : List.of("etc", "var/keys", "spool", "run", "log", "data")) {
            Files.createDirectories(this.home.resolve(directory));
        }
        Files.createDirectory(
                spoken(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        play(Tools.sounds());
        try (var shared = Files.list(Tools.asteriskRoot().resolve("usr/share/asterisk"))) {
            for (var part : shared.toList()) {
                if (!part.endsWith("sounds")) {
                    link(part.getFileName().toString(), part);
                }
            }
        }
    }

    private void link(String name, Path target) throws IOException {
        var link = home.resolve("data").resolve(name);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target.toAbsolutePath());
    }

    /// Has what `ops/prompts` made in that directory from now on.
    void play(Path sounds) throws IOException {
        link("sounds", sounds.resolve("sounds"));
        link("moh", sounds.resolve("moh"));
    }

    /// Where it takes calls.
    public InetSocketAddress address() {
        return address;
    }

    /// From where routers try whether it takes calls.
    public InetAddress probe() {
        return probe;
    }

    /// From where calls of the web page come.
    public InetAddress gate() {
        return gate;
    }

    /// Where its web server is, of 127.0.0.1.
    public int webPort() {
        return webPort;
    }

    /// Of the gate, on which it takes calls to browsers.
    public int phonePort() {
        return phonePort;
    }

    /// Where who may look at calls looks, as `helpline` with [#SECRET].
    public int managerPort() {
        return managerPort;
    }

    /// What it shows its routers.
    String agiSecret() {
        return agiSecret;
    }

    /// Where it puts what is spoken on the duty line.
    public Path spoken() {
        return home.resolve("spool/spoken");
    }

    /// Everything that this Asterisk ever wrote is below it.
    public Path home() {
        return home;
    }

    /// Writes the configuration and starts; returns when Asterisk says that it is fully booted.
    ///
    /// @param trunk       where calls to mobiles go
    /// @param secondTrunk where they go if `TRUNKS` says so
    /// @param globals     values of `site-globals`, in addition to or instead of the example's
    void start(Exchange trunk, Exchange secondTrunk, Map<String, String> globals, List<String> phones)
            throws IOException, InterruptedException {
        configure(trunk, secondTrunk, globals, phones);
        boot();
    }

    /// Starts again with the configuration and the database that it has, or is not left running.
    public void boot() throws IOException, InterruptedException {
        try {
            bootNow();
        } catch (RuntimeException | IOException | InterruptedException notStarted) {
            close();
            throw notStarted;
        }
    }

    private void bootNow() throws IOException, InterruptedException {
        var known = Files.exists(home.resolve("log/console")) ? complaints().size() : 0;
        var started = new Program("Asterisk", command("-f", "-n"), UNIT.memory(), home, home.resolve("log/console"));
        program = started;
        started.onUnexpectedEnd(ended);
        var connected = new AtomicReference<AsteriskManager>();
        Awaitility.await("Asterisk takes commands")
                .atMost(START)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !started.isAlive() || connects(connected));
        var connection = connected.get();
        if (connection == null) {
            throw new IllegalStateException(started.lastWords() + "; its log is in " + home.resolve("log"));
        }
        manager = connection;
        cli("core waitfullybooted");
        var all = complaints();
        var complaints = all.subList(known, all.size());
        if (!complaints.isEmpty()) {
            throw new IllegalStateException("Asterisk does not like its configuration: " + complaints);
        }
    }

    private boolean connects(AtomicReference<AsteriskManager> connected) {
        try {
            connected.set(AsteriskManager.connect(managerPort));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Gives one command of Asterisk's command line and returns what it printed.
    public String cli(String command) throws InterruptedException {
        return manager().command(command);
    }

    /// Gives many commands at once.
    public void cli(List<String> commands) throws InterruptedException {
        manager().commands(commands);
    }

    private AsteriskManager manager() {
        var connection = manager;
        if (connection == null) {
            throw new IllegalStateException("Asterisk is not started");
        }
        return connection;
    }

    public Process process() {
        var running = program;
        if (running == null) {
            throw new IllegalStateException("Asterisk is not started");
        }
        return running.process();
    }

    /// Sets a value of `site-globals`, or one that the dialplan remembers things in, until the lab is reset.
    public void global(String name, String value) throws InterruptedException {
        if (!globalsBefore.containsKey(name)) {
            globalsBefore.put(name, globalOf(name));
        }
        globals(Map.of(name, value));
    }

    /// What [#global(String, String)] has changed is as before.
    void restoreGlobals() throws InterruptedException {
        globals(globalsBefore);
        globalsBefore.clear();
    }

    /// The value of a global variable.
    public String globalOf(String name) throws InterruptedException {
        return globals().getOrDefault(name, "");
    }

    /// All global variables.
    public Map<String, String> globals() throws InterruptedException {
        return cli("dialplan show globals")
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("="))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    void globals(Map<String, String> globals) throws InterruptedException {
        cli(globals.entrySet().stream()
                .map(global -> "dialplan set global %s \"%s\"".formatted(global.getKey(), global.getValue()))
                .toList());
    }

    /// Runs `refresh`, `outcome` or `calls` in Asterisk, as the timer does.
    public void job(String name) throws InterruptedException {
        cli("channel originate Local/" + name + "@helpline-jobs application Wait 30");
    }

    /// Takes its own copy of the roster from the router anew, and returns when it has it.
    public void refresh() throws InterruptedException {
        cli("database deltree helpline/fallback");
        job("refresh");
        Awaitility.await("Asterisk's own copy of the roster")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> cli("database get helpline/fallback version").contains("Value: v"));
    }

    /// Tries what a caller of this line would get now, as `ops/testcall` does; returns who decided it.
    public String trial(String line) throws InterruptedException {
        cli("database put helpline/testcall " + line + " pending");
        cli("channel originate Local/" + line + "@helpline-testcall application Wait 15");
        var told = new AtomicReference<>("");
        Awaitility.await("the trial of " + line)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    told.set(cli("database get helpline/testcall " + line));
                    return told.get().contains("|end");
                });
        return told.get().split("\\|", -1)[3];
    }

    /// The files that it has written, but those of its database, which come and go.
    public Set<Path> files() throws IOException {
        try (var all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(home.resolve("data")))
                    .filter(file -> !file.getFileName().toString().startsWith("astdb."))
                    .collect(Collectors.toSet());
        }
    }

    /// The names of the dialplan's locks that somebody holds. The dialplan itself tries them.
    public List<String> heldLocks() throws IOException, InterruptedException {
        var names = LOCK.matcher(DialplanText.read(home.resolve("etc")))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        var tried = names.stream().map("${TRYLOCK(%s)}"::formatted).collect(Collectors.joining("+"));
        cli(List.of(
                "dialplan set global LAB_FREE \"\"",
                "dialplan add extension s,1,Set(GLOBAL(LAB_FREE)=" + tried + ") into lab-locks replace",
                "channel originate Local/s@lab-locks application Wait 1"));
        Awaitility.await("an answer about the locks")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !globalOf("LAB_FREE").isEmpty());
        awaitNoChannel(Duration.ofSeconds(30));
        var free = Splitter.on('+').splitToList(globalOf("LAB_FREE"));
        return IntStream.range(0, names.size())
                .filter(number -> !free.get(number).equals("1"))
                .mapToObj(names::get)
                .toList();
    }

    /// How many channels it has.
    public int channels() throws InterruptedException {
        return (int) cli("core show channels concise")
                .lines()
                .filter(line -> line.contains("!"))
                .count();
    }

    /// Waits until it has no channel left.
    public void awaitNoChannel(Duration atMost) {
        Awaitility.await("no channel left")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> channels() == 0);
    }

    /// Ends every call. It ends Asterisk's jobs, too, with the records that they have not handed over yet, so
    /// no test waits for a record after it.
    void hangUpEverything() throws InterruptedException {
        cli("channel request hangup all");
        awaitNoChannel(Duration.ofSeconds(30));
    }

    /// Runs a command of the project's that asks this Asterisk; what it printed comes when it has ended.
    public CompletableFuture<String> tool(String... command) throws IOException {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--asterisk", commandLine()));
        var process = new ProcessBuilder(all)
                .directory(Tools.project().toFile())
                .redirectErrorStream(true)
                .start();
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getInputStream().readAllBytes(), UTF_8);
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        });
    }

    /// Lets whoever has [#SECRET] look at calls, or nobody, as an installation does in its `site.conf`. Nobody
    /// ends the connections that there are, which Asterisk does not do by itself. Asterisk drops a reload that
    /// comes during another, so it is asked again until it is done. Its own switch, `enabled`, is left alone:
    /// off, it cancels the thread that accepts connections with whatever lock it holds, and a reload hangs.
    public void letReaderIn(boolean open) throws IOException, InterruptedException {
        edit(home.resolve("etc/site.conf"), "=", Map.of("secret", open ? SECRET : "of-nobody"));
        Awaitility.await("the manager knows its users")
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    cli("manager reload");
                    return letsIn() == open;
                });
        if (!open) {
            for (var line : cli("manager show connected").lines().toList()) {
                var columns = line.strip().split(" +", -1);
                if (columns[0].equals("helpline")) {
                    cli("manager kick session " + columns[4]);
                }
            }
        }
    }

    /// Lets the pages of consultants ring, or not, as an installation does in its `site.conf`: off unless a test is
    /// about them, as each leg of a call asks the gate first.
    public void ringBrowsers(boolean on) throws IOException, InterruptedException {
        var contact = "contact = sip:" + gate.getHostAddress();
        replace(home.resolve("etc/site.conf"), Map.of((on ? ";" : "\n") + contact, (on ? "" : "\n;") + contact));
        Awaitility.await("Asterisk knows the gate")
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    cli("module reload res_pjsip.so");
                    return cli("pjsip show aor browser").contains("Avail") == on;
                });
    }

    private boolean letsIn() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), managerPort)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(login());
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            return answers.lines()
                    .filter(line -> line.startsWith("Response: "))
                    .findFirst()
                    .equals(Optional.of("Response: Success"));
        }
    }

    /// How [#SECRET] is shown to the manager.
    static byte[] login() {
        return "Action: Login\r\nUsername: helpline\r\nSecret: %s\r\n\r\n"
                .formatted(SECRET)
                .getBytes(UTF_8);
    }

    /// What it said on its console, with what it logged there: warnings and errors only, by its configuration.
    public String log() {
        try {
            return Files.readString(home.resolve("log/console"), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The warnings and errors of its log that an installation keeps: its unit says what the journal drops.
    public List<String> complaints() {
        return kept(log())
                .filter(line -> line.contains("WARNING[") || line.contains("ERROR["))
                .toList();
    }

    /// The lines that an installation's journal keeps of what Asterisk said.
    public static Stream<String> kept(String log) {
        var dropped = dropped();
        return log.lines()
                .filter(line -> dropped.stream()
                        .noneMatch(pattern -> pattern.matcher(line).find()));
    }

    private static List<Pattern> dropped() {
        return UNIT.values(DROPPED).stream().map(Pattern::compile).toList();
    }

    /// How a command of the project's asks it.
    public String commandLine() {
        return String.join(" ", command());
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                Tools.asterisk(), "-C", home.resolve("etc/asterisk.conf").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Writes the configuration; [#boot] starts with it.
    void configure(Exchange trunk, Exchange secondTrunk, Map<String, String> globals, List<String> phones)
            throws IOException {
        var etc = home.resolve("etc");
        copyConfiguration(Tools.project().resolve("asterisk-config"), etc);
        copyConfiguration(
                Tools.project().resolve("asterisk-config/dialplan"), Files.createDirectory(etc.resolve("dialplan")));
        var directories = Map.of(
                "astetcdir", etc.toString(),
                "astmoddir", Tools.asteriskModules().toString(),
                "astvarlibdir", home.resolve("var").toString(),
                "astdbdir", home.resolve("var").toString(),
                "astkeydir", home.resolve("var").toString(),
                "astdatadir", home.resolve("data").toString(),
                "astagidir", home.resolve("data/agi-bin").toString(),
                "astspooldir", home.resolve("spool").toString(),
                "astrundir", home.resolve("run").toString(),
                "astlogdir", home.resolve("log").toString());
        edit(etc.resolve("asterisk.conf"), "=>", directories);
        configureSite(etc, trunk, secondTrunk, globals);
        // Phones of the lab come from 127.0.0.1, and calls of the lab are short.
        replace(
                etc.resolve("pjsip.conf"),
                Map.of(
                        "match = 127.0.0.1", "match = " + probe.getHostAddress(),
                        "match = 127.0.0.2", "match = " + gate.getHostAddress(),
                        "keep_alive_interval = 90", "keep_alive_interval = 2"));
        Files.writeString(etc.resolve("phones.conf"), wizards(phones, trunk));
        addOwnUser(etc);
        for (var secret : List.of("site.conf", "phones.conf")) {
            Files.setPosixFilePermissions(etc.resolve(secret), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void configureSite(Path etc, Exchange trunk, Exchange secondTrunk, Map<String, String> globals)
            throws IOException {
        var site = Files.readString(Tools.project().resolve("asterisk-config/site.conf.example"))
                .replace("0.0.0.0:5060", address.getAddress().getHostAddress() + ":" + address.getPort())
                .replace("203.0.113.20:5060", trunk.hostPort())
                .replace("203.0.113.20", trunk.host())
                .replaceAll(
                        "(?m)^;(type = (?:endpoint|aor|identify)|(?:contact|match) = .*203[.]0[.]113[.]30.*)$", "$1")
                .replace("203.0.113.30:5060", secondTrunk.hostPort())
                .replace("203.0.113.30", secondTrunk.host())
                .replace("192.168.0.0/255.255.0.0", "127.0.0.0/255.0.0.0")
                .replace("127.0.0.2:5070", gate.getHostAddress() + ":" + phonePort);
        Files.writeString(etc.resolve("site.conf"), site);
        edit(
                etc.resolve("site.conf"),
                "=",
                Map.of(
                        "qualify_frequency",
                        "0",
                        "enabled",
                        "yes",
                        "port",
                        "" + managerPort,
                        "bindport",
                        "" + webPort,
                        "secret",
                        SECRET,
                        "AGI_SECRET",
                        agiSecret));
        edit(etc.resolve("site.conf"), "=", globals);
        replace(etc.resolve("site.conf"), Map.of("[site-ice](!)", "[site-ice](!)\n" + candidates()));
    }

    private static String wizards(List<String> phones, Exchange trunk) {
        return phones.stream()
                .map(phone -> """
                    [%1$s](phone)
                    accepts_auth = no
                    aor/contact = sip:%1$s@%2$s
                    aor/qualify_frequency = 0
                    """.formatted(phone, trunk.hostPort()))
                .collect(Collectors.joining("\n"));
    }

    /// Sound of web calls stays on this machine.
    private static String candidates() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(ours -> ours instanceof Inet4Address && !ours.isLoopbackAddress())
                .map(ours -> ours.getHostAddress() + " = 127.0.0.1")
                .collect(Collectors.joining("\n"));
    }

    private static void replace(Path file, Map<String, String> texts) throws IOException {
        var text = Files.readString(file);
        for (var each : texts.entrySet()) {
            if (!text.contains(each.getKey())) {
                throw new IllegalStateException(file + " has no " + each.getKey());
            }
            text = text.replace(each.getKey(), each.getValue());
        }
        Files.writeString(file, text);
    }

    private static void copyConfiguration(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".conf")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /// The product's `manager.conf` stays as it is, and is read before a file of the lab's.
    private static void addOwnUser(Path etc) throws IOException {
        Files.move(etc.resolve("manager.conf"), etc.resolve("manager-of-the-product.conf"));
        Files.writeString(etc.resolve("manager-of-the-lab.conf"), AsteriskManager.CONFIGURATION);
        Files.writeString(etc.resolve("manager.conf"), """
            #include manager-of-the-product.conf
            #include manager-of-the-lab.conf
            """);
    }

    private static void edit(Path file, String operator, Map<String, String> values) throws IOException {
        var text = Files.readString(file);
        for (var value : values.entrySet()) {
            var line = "(?m)^" + value.getKey() + " *" + operator + ".*$";
            if (!Pattern.compile(line).matcher(text).find()) {
                throw new IllegalStateException(file + " has no " + value.getKey());
            }
            text = text.replaceAll(
                    line, value.getKey() + " " + operator + " " + Matcher.quoteReplacement(value.getValue()));
        }
        Files.writeString(file, text);
    }

    /// `kill -9`: the calls that it carries end without a word. [#boot] starts it again.
    public void kill() {
        end(Program::kill);
    }

    /// Stops it as a service manager would, and does not return before it is gone.
    @Override
    public void close() {
        end(running -> running.stop(Duration.ofSeconds(15)));
    }

    private void end(Consumer<Program> how) {
        var connection = manager;
        if (connection != null) {
            connection.close();
        }
        manager = null;
        var running = program;
        if (running != null) {
            how.accept(running);
        }
        program = null;
    }
}
