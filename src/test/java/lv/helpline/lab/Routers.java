package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import lv.helpline.HelplineApplication;
import lv.helpline.routing.CallIntake;
import lv.helpline.testing.Loopback;
import lv.helpline.testing.Postgres;
import lv.helpline.testing.QuickHashes;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.keygen.KeyGenerators;

/// The routers of a lab: one in this process with a clock that can be set, and further ones in processes of
/// their own.
public final class Routers implements AutoCloseable {

    private static final String LOG = "router.log";

    private final Path home;
    private final String database;
    private final Asterisk asterisk;
    private final LabClock clock = new LabClock();

    /// Every lab has one of its own: nothing that it seals is opened elsewhere.
    private final String key =
            HexFormat.of().formatHex(KeyGenerators.secureRandom(32).generateKey());

    private final int agiPort = Loopback.tcpPort();
    private final int managementPort = Loopback.tcpPort();
    private final int pagesPort = Loopback.tcpPort();
    private final ConfigurableApplicationContext own;
    private final List<HelplineProcess> others = new CopyOnWriteArrayList<>();

    /// Starts the one of this process.
    Routers(Path home, String database, Asterisk asterisk) {
        this.home = home;
        this.database = database;
        this.asterisk = asterisk;
        own = new SpringApplicationBuilder(HelplineApplication.class)
                .initializers((GenericApplicationContext context) ->
                        context.registerBean("labClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .run(Stream.concat(
                                arguments(agiPort, managementPort, pagesPort, home.resolve("roster.json")).stream(),
                                Stream.of("--helpline.web-call.phone-port=" + asterisk.phonePort()))
                        .toArray(String[]::new));
        keepLog();
    }

    /// Writes down what is logged in this JVM, after this lab's router and whatever else sets the logging up
    /// anew.
    void keepLog() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(LOG) == null) {
            var encoder = new PatternLayoutEncoder();
            encoder.setContext(root.getLoggerContext());
            encoder.setPattern("%d %-5level %logger{0} [%thread] %X: %msg%n");
            encoder.start();
            var file = new FileAppender<ILoggingEvent>();
            file.setContext(root.getLoggerContext());
            file.setName(LOG);
            file.setFile(home.resolve(LOG).toString());
            file.setEncoder(encoder);
            file.start();
            root.addAppender(file);
        }
    }

    private List<String> arguments(int agiPort, int managementPort, int pagesPort, Path snapshot) {
        var arguments = new ArrayList<>(Postgres.settings(database));
        arguments.addAll(List.of(
                "--spring.flyway.locations=classpath:db/migration,classpath:db/demo",
                "--server.port=" + pagesPort,
                "--helpline.web.address=http://localhost:" + pagesPort,
                "--helpline.web.key=" + key,
                "--helpline.web.sounds=" + home.resolve("asterisk/data/sounds"),
                "--management.server.port=" + managementPort,
                "--helpline.agi.port=" + agiPort,
                "--helpline.agi.secret=" + asterisk.agiSecret(),
                "--helpline.ami.port=" + asterisk.managerPort(),
                "--helpline.ami.secret=" + Asterisk.SECRET,
                "--helpline.sip-probe.address="
                        + asterisk.address().getAddress().getHostAddress() + ":"
                        + asterisk.address().getPort(),
                "--helpline.sip-probe.from=" + asterisk.probe().getHostAddress(),
                "--helpline.sip-probe.restart=" + restartRequest(),
                "--helpline.sip-probe.restarted=" + home.resolve("restarted"),
                "--helpline.web-call.asterisk=127.0.0.1:" + asterisk.webPort(),
                "--helpline.web-call.from=" + asterisk.gate().getHostAddress(),
                "--logging.threshold.console=off",
                "--helpline.roster.snapshot-file=" + snapshot));
        return arguments;
    }

    /// By which a router asks for a restart of an Asterisk that hangs. Nobody restarts one in a lab.
    public Path restartRequest() {
        return home.resolve("asterisk-hangs");
    }

    /// Starts a router in a process of its own, over the same database and with the real time. It is listening
    /// when this returns.
    ///
    /// @param more options of Java, instead of those of an installation where they contradict
    public HelplineProcess startAnother(String name, String... more) throws IOException {
        return start("router", name, List.of(more), Map.of(), Map.of());
    }

    /// The same with settings of its own, and an environment.
    ///
    /// @param settings by name, such as `spring.datasource.url`, instead of the lab's
    public HelplineProcess startAnother(String name, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        return start("router", name, List.of(), settings, environment);
    }

    /// The same of the program as the package installs it, with the cache of what Java remembers of a start.
    ///
    /// @param app where `ops/packaging/unpack` has put it
    public HelplineProcess startInstalled(String name, Path app) throws IOException {
        var line = new ArrayList<>(
                List.of(Tools.project().resolve("ops/packaging/run").toString(), "router"));
        line.addAll(Unit.of("helpline-router.service").options());
        var demo = "classpath:db/migration,filesystem:" + Tools.project().resolve("sql/demo");
        return launch("router", name, line, Map.of("spring.flyway.locations", demo), Map.of("APP", app.toString()));
    }

    /// Where such a router keeps its copy of the roster.
    public Path rosterCopy(String name) {
        return home.resolve(name).resolve("roster.json");
    }

    /// The same of pages.
    public HelplineProcess startPages(String name, String... more) throws IOException {
        return start("pages", name, List.of(more), Map.of(), Map.of());
    }

    /// The same with settings of their own.
    public HelplineProcess startPages(String name, Map<String, String> settings, String... more) throws IOException {
        return start("pages", name, List.of(more), settings, Map.of());
    }

    private HelplineProcess start(
            String command,
            String name,
            List<String> more,
            Map<String, String> settings,
            Map<String, String> environment)
            throws IOException {
        var line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        line.addAll(Unit.of("helpline-" + command + ".service").options());
        line.add("-XX:TieredStopAtLevel=1");
        line.addAll(QuickHashes.options(Files.createDirectories(home.resolve(name))));
        line.addAll(more);
        line.addAll(Archive.startOf(command));
        return launch(command, name, line, settings, environment);
    }

    /// @param beginning how it is started, without its settings
    private HelplineProcess launch(
            String command,
            String name,
            List<String> beginning,
            Map<String, String> settings,
            Map<String, String> environment)
            throws IOException {
        var agiPort = Loopback.tcpPort();
        var pagesPort = Loopback.tcpPort();
        var directory = Files.createDirectories(home.resolve(name));
        var port = command.equals("router") ? agiPort : pagesPort;
        var managementPort = Loopback.tcpPort();
        var line = new ArrayList<>(beginning);
        line.addAll(arguments(agiPort, managementPort, pagesPort, rosterCopy(name)).stream()
                .filter(argument -> settings.keySet().stream().noneMatch(key -> argument.startsWith("--" + key + "=")))
                .toList());
        settings.forEach((key, value) -> line.add("--" + key + "=" + value));
        line.add("--logging.file.name=" + directory.resolve(LOG));
        var surroundings =
                new HashMap<>(Unit.of("helpline-" + command + ".service").memory());
        surroundings.putAll(environment);
        var program = new Program(
                "the " + command + " " + name, line, surroundings, Tools.project(), directory.resolve("log"));
        var started = new HelplineProcess(program, port, managementPort);
        others.add(started);
        Awaitility.await("the " + command + " " + name + " listens")
                .atMost(Duration.ofMinutes(3))
                .until(() -> !program.isAlive() || accepts(port));
        if (!program.isAlive()) {
            throw new IllegalStateException(program.lastWords());
        }
        return started;
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /// Tells the dialplan which routers there are; one that failed is not passed over any more.
    public void use(String first, String second) throws InterruptedException {
        asterisk.globals(Map.of("ROUTER_1", first, "ROUTER_2", second));
        asterisk.cli("database deltree helpline/rest");
    }

    /// Asks this process's router as any process of this host can; returns what it answered.
    public String ask(String script, String... arguments) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), agiPort)) {
            socket.setSoTimeout(10_000);
            var request = new StringBuilder("agi_network: yes\nagi_network_script: " + script + "\n");
            for (var number = 1; number <= arguments.length; number++) {
                request.append("agi_arg_" + number + ": " + arguments[number - 1] + "\n");
            }
            socket.getOutputStream().write((request + "\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    /// This process's router refuses connections until it is started again, as while it restarts.
    public SmartLifecycle intake() {
        return (SmartLifecycle) own.getBean(CallIntake.class);
    }

    /// What a part of this process's router's health says.
    public String health(String part) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/" + part);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    /// What Asterisk shows with each request.
    public String agiSecret() {
        return asterisk.agiSecret();
    }

    /// The database's URL as routers have it.
    public String databaseForRouters() {
        return Postgres.forRouters(database);
    }

    /// The database's URL for its owner.
    String database() {
        return database;
    }

    /// The address of this process's router, as `ROUTER_1` wants it.
    public String ownAddress() {
        return "127.0.0.1:" + agiPort;
    }

    /// The beans of this process's router.
    public BeanFactory beans() {
        return own;
    }

    public <T> T bean(Class<T> type) {
        return own.getBean(type);
    }

    /// The clock of this process's router.
    public LabClock clock() {
        return clock;
    }

    /// Where the administrators' pages are.
    public String pages() {
        return "http://localhost:" + pagesPort;
    }

    public int managementPort() {
        return managementPort;
    }

    @Override
    public void close() {
        others.forEach(HelplineProcess::close);
        own.close();
    }
}
