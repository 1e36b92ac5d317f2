package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import lv.helpline.HelplineApplication;
import lv.helpline.admin.AccountId;
import lv.helpline.admin.Author;
import lv.helpline.admin.Rota;
import lv.helpline.admin.Saved;
import lv.helpline.admin.Tokens;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.testing.Postgres;
import lv.helpline.web.Secrets;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The whole helpline on one machine: PostgreSQL with the demo's roster, a router in this process with a clock that
/// can be set, a real Asterisk, and phones.
public final class Lab implements AutoCloseable {

    /// The national numbers of the demo's lines.
    public static final List<String> LINES =
            List.of("28612120", "25565098", "67898343", "25723222", "25719118", "25719266", "25719588");

    private static final String LOG = "router.log";

    private static @Nullable Lab shared;

    private final Path home;

    /// Every lab has one of its own: nothing that it seals is opened elsewhere.
    private final String key =
            HexFormat.of().formatHex(KeyGenerators.secureRandom(32).generateKey());
    private final LabClock clock = new LabClock();
    private final String database = Postgres.demoDatabase();
    private final int agiPort = Ports.freeTcp();
    private final int managementPort = Ports.freeTcp();
    private final int pagesPort = Ports.freeTcp();
    private final Asterisk asterisk;
    private final Exchange exchange;
    private final ConfigurableApplicationContext router;
    private final JdbcClient books;
    private final TransactionTemplate transaction;
    private final List<SipPeer> peers = new CopyOnWriteArrayList<>();
    private final List<SipPeer> callers = new CopyOnWriteArrayList<>();
    private final List<RouterProcess> otherRouters = new CopyOnWriteArrayList<>();
    private Path sounds = Tools.sounds();
    private volatile @Nullable Transcript transcript;
    private final AtomicInteger calls = new AtomicInteger();

    /// Starts everything. However this JVM ends, none of it is left behind.
    ///
    /// @param home a directory that does not exist yet, for what Asterisk, the router and SIPp write
    public Lab(Path home) throws IOException, InterruptedException {
        this.home = Files.createDirectories(home).toAbsolutePath();
        asterisk = new Asterisk(home.resolve("asterisk"));
        router = startRouter();
        keepLog();
        books = JdbcClient.create(router.getBean(javax.sql.DataSource.class));
        transaction = new TransactionTemplate(router.getBean(PlatformTransactionManager.class));
        books.sql("create table lab_line as select * from line").update();
        exchange = new Exchange(asterisk.address());
        asterisk.start(
                exchange.port(),
                Map.of("ROUTER_1", routerAddress()),
                List.of("anna", "ilze", "laura", "kristaps", "vita", "gints", "dace"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /// One lab for all tests of this JVM, started when it is first asked for and closed when the JVM exits.
    public static synchronized Lab shared() {
        var lab = shared;
        if (lab == null) {
            try {
                Files.createDirectories(Tools.project().resolve("target/lab"));
                lab = new Lab(Files.createTempDirectory(Tools.project().resolve("target/lab"), "run-"));
            } catch (IOException notStarted) {
                throw new UncheckedIOException(notStarted);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            shared = lab;
        }
        return lab;
    }

    private ConfigurableApplicationContext startRouter() {
        return new SpringApplicationBuilder(HelplineApplication.class)
                .initializers((GenericApplicationContext context) ->
                        context.registerBean("labClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .run(routerArguments(agiPort, managementPort, pagesPort, home.resolve("roster.json"))
                        .toArray(String[]::new));
    }

    /// Writes down what is logged in this JVM, after this lab's router and whatever else sets the logging up anew.
    private void keepLog() {
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

    private List<String> routerArguments(int agiPort, int managementPort, int pagesPort, Path snapshot) {
        return List.of(
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=" + Postgres.USER,
                "--spring.flyway.locations=classpath:db/migration,classpath:db/demo",
                "--server.port=" + pagesPort,
                "--helpline.web.address=http://localhost:" + pagesPort,
                "--helpline.web.key=" + key,
                "--helpline.web.sounds=" + home.resolve("asterisk/data/sounds"),
                "--management.server.port=" + managementPort,
                "--helpline.agi.port=" + agiPort,
                "--helpline.ami.port=" + asterisk.managerPort(),
                "--helpline.ami.secret=" + Asterisk.SECRET,
                "--logging.threshold.console=off",
                "--helpline.roster.snapshot-file=" + snapshot);
    }

    /// A router in a process of its own, over the same database and with the real time. It is listening when this
    /// returns.
    public RouterProcess startAnotherRouter(String name) throws IOException {
        var directory = Files.createDirectories(home.resolve(name));
        var port = Ports.freeTcp();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HelplineApplication.class.getName()));
        command.addAll(routerArguments(port, Ports.freeTcp(), Ports.freeTcp(), directory.resolve("roster.json")));
        command.add("--logging.file.name=" + directory.resolve(LOG));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        var started = new RouterProcess(process, port, directory.resolve("log"));
        otherRouters.add(started);
        await().atMost(Duration.ofMinutes(3)).until(() -> !process.isAlive() || accepts(port));
        if (!process.isAlive()) {
            throw new IllegalStateException("the router did not start: see " + started.log());
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

    /// Where everything that this lab wrote is.
    public Path home() {
        return home;
    }

    public Asterisk asterisk() {
        return asterisk;
    }

    public Exchange exchange() {
        return exchange;
    }

    public ConfigurableApplicationContext router() {
        return router;
    }

    public JdbcClient books() {
        return books;
    }

    /// Where the administrators' pages are.
    public String pages() {
        return "http://localhost:" + pagesPort;
    }

    public int managementPort() {
        return managementPort;
    }

    /// The address of this process's router, as `ROUTER_1` wants it.
    public String routerAddress() {
        return "127.0.0.1:" + agiPort;
    }

    /// Tells the dialplan which routers there are; one that failed is not passed over any more.
    public void routers(String first, String second) throws IOException, InterruptedException {
        for (var global : Map.of("ROUTER_1", first, "ROUTER_2", second, "ROUTER_1_REST", "0", "ROUTER_2_REST", "0")
                .entrySet()) {
            global(global.getKey(), global.getValue());
        }
    }

    /// Sets a value of `site-globals`, until the next reset or for good, or one that the dialplan remembers things in.
    public void global(String name, String value) throws IOException, InterruptedException {
        asterisk.cli("dialplan set global " + name + " \"" + value + "\"");
    }

    private void forgetEndedCalls() throws IOException, InterruptedException {
        for (var line : LINES) {
            global("DROPPED_" + line, "");
        }
        global("ENDED", "");
    }

    public void at(LocalDateTime riga) {
        clock.set(riga);
    }

    public LabClock clock() {
        return clock;
    }

    /// Runs `refresh` or `outcome` in Asterisk, as the timer does.
    public void job(String name) throws IOException, InterruptedException {
        asterisk.cli("channel originate Local/" + name + "@jobs application Wait 30");
    }

    /// Lines that are always open, in addition to those of the demo: Latvian, one by one, without wrap-up. They are
    /// gone with the next reset.
    public void addLines(List<String> numbers) throws IOException, InterruptedException {
        for (var number : numbers) {
            books.sql("""
                insert into line (id, number, name, region, languages, strategy, wrap_up_seconds)
                values (?, ?, 'Lab', 'kurzeme', '{lv}', 'one-by-one', 0)
                """).params(lineOf(number), number).update();
            books.sql("""
                insert into special_opening (line, starts, ends) values (?, current_date - 1, current_date + 3)
                """).params(lineOf(number)).update();
            asterisk.cli("dialplan add extension %1$s,1,Goto(call,%1$s,1) into from-trunk".formatted(number));
        }
        reload();
    }

    /// What the books call a line that was added.
    public static String lineOf(String number) {
        return "lab-" + number;
    }

    /// Hands Asterisk its own copy of the roster, and returns when it has it.
    public void refresh() throws IOException, InterruptedException {
        asterisk.cli("database deltree helpline/fallback");
        job("refresh");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        asterisk.cli("database get helpline/fallback version").contains("Value: v"));
    }

    /// Hands Asterisk what administrators have typed, and makes sound of it.
    public void makeAnnouncements() throws IOException, InterruptedException {
        refresh();
        speakAnnouncements();
    }

    /// Makes sound of what administrators have typed and Asterisk has been handed, as its host's timer does:
    /// among sounds of this lab's own.
    public void speakAnnouncements() throws IOException {
        playOwnSounds();
        transcript = null;
        Tools.run(
                "ops/prompts",
                "announcements",
                "--to",
                sounds.toString(),
                "--asterisk",
                String.join(" ", asterisk.command()));
    }

    /// Plays sounds of its own from now on, which may become others than those of all labs; until the next reset.
    public void playOwnSounds() throws IOException {
        if (!sounds.equals(Tools.sounds())) {
            return;
        }
        sounds = Tools.copyOfSounds(Files.createTempDirectory(home, "sounds-").resolve("of-this-lab"));
        asterisk.play(sounds);
        transcript = null;
    }

    /// Knows them by their sound, as they are now.
    public synchronized Transcript transcript() {
        var known = transcript;
        if (known == null) {
            known = Transcript.ofPrompts(sounds);
            transcript = known;
        }
        return known;
    }

    /// What `ops/prompts` made and this lab's Asterisk plays.
    public Path sounds() {
        return sounds;
    }

    /// Fetches the recordings that administrators accepted, and brings what was spoken on the duty line, as its
    /// host's timer does, among sounds of this lab's own. Their key is an administrator's: before there is one,
    /// nobody has accepted anything.
    public void takeRecordings() throws IOException {
        var owner = books.sql("select id from account where active and role = 'administrator' order by id limit 1")
                .query(Integer.class)
                .optional();
        if (owner.isEmpty()) {
            return;
        }
        var key = home.resolve("recordings-key");
        if (!Files.exists(key)) {
            Files.writeString(key, keyOf(new AccountId(owner.get())));
        }
        playOwnSounds();
        Tools.run(
                "ops/prompts",
                "recordings",
                "--from",
                pages(),
                "--key",
                key.toString(),
                "--to",
                sounds.toString(),
                "--spoken",
                asterisk.spoken().toString());
        transcript = null;
    }

    private String keyOf(AccountId owner) {
        var key = Secrets.token();
        var now = clock.instant();
        var added = router.getBean(Tokens.class)
                .add(
                        "Asterisk",
                        Set.of(Tokens.Scope.RECORDINGS),
                        now.plus(Duration.ofDays(365)),
                        Secrets.digest(key),
                        new Author(Optional.of(owner), "lab", now));
        if (!(added instanceof Saved.Done)) {
            throw new IllegalStateException(added.toString());
        }
        return key;
    }

    /// Runs a command of the project's that asks this Asterisk; what it printed comes when it has ended.
    public CompletableFuture<String> command(String... command) throws IOException {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--asterisk", String.join(" ", asterisk.command())));
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

    /// Back to the demo's roster without any call in the books, no phone, no call, one router.
    public void reset() throws IOException, InterruptedException {
        keepLog();
        hangUpEverything();
        callers.clear();
        exchange.forgetStrays();
        asterisk.cli("database deltree helpline");
        routers(routerAddress(), "");
        global("DUTY_NUMBER", "");
        forgetEndedCalls();
        sounds = Tools.sounds();
        asterisk.play(sounds);
        transcript = null;
        try (var connection = router.getBean(javax.sql.DataSource.class).getConnection()) {
            for (var table : List.of(
                    "errand",
                    "mail",
                    "call_record",
                    "call_attempt",
                    "weekly_duty",
                    "cover",
                    "absence",
                    "rather_not",
                    "missed_series",
                    "pause",
                    "pin_attempt",
                    "closure",
                    "special_opening",
                    "outside_help",
                    "recording",
                    "take",
                    "consultant")) {
                connection.createStatement().execute("delete from " + table);
            }
            connection
                    .createStatement()
                    .execute(new ClassPathResource("db/demo/R__demo_roster.sql").getContentAsString(UTF_8));
        } catch (java.sql.SQLException fault) {
            throw new IllegalStateException(fault);
        }
        for (var line : books.sql("delete from line where id like 'lab-%' returning number")
                .query(String.class)
                .list()) {
            asterisk.cli("dialplan remove extension " + line + "@from-trunk");
        }
        edit("""
            update line set
                (languages, strategy, wave_size, ring_seconds, patience_seconds, wrap_up_seconds, grace_seconds) =
                (select languages, strategy, wave_size, ring_seconds, patience_seconds, wrap_up_seconds, grace_seconds
                 from lab_line where lab_line.id = line.id)
            """);
    }

    /// Edits the books, and returns when the router goes by them.
    public void edit(String... statements) {
        transaction.executeWithoutResult(_ -> {
            for (var statement : statements) {
                books.sql(statement).update();
            }
        });
        reload();
    }

    /// A snapshot is replaced by another object even when the books say the same; that of a look which had
    /// begun before may say something else.
    @SuppressWarnings("ReferenceEquality")
    private void reload() {
        var snapshots = router.getBean(SnapshotSource.class);
        var rota = router.getBean(Rota.class);
        var before = snapshots.current().orElse(null);
        books.sql("select pg_notify('helpline_roster', '')").query().singleValue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> snapshots
                        .current()
                        .filter(now -> now != before && now.roster().data().equals(rota.books(clock.instant())))
                        .isPresent());
    }

    /// A phone that answers after `ringing` and presses nothing by itself.
    public SipPeer answering(String number, Duration ringing) throws IOException {
        return phone(number, Scenario.answering(ringing));
    }

    /// The same, on a network that has sound to send while it rings.
    public SipPeer answeringWithEarlyMedia(String number, Duration ringing) throws IOException {
        return phone(number, Scenario.answeringWithEarlyMedia(ringing));
    }

    /// A phone that rings and is not answered.
    public SipPeer ringingOut(String number) throws IOException {
        return phone(number, Scenario.ringingOut());
    }

    /// A phone that refuses with a status such as `486 Busy Here`.
    public SipPeer refusing(String number, String status, String... headers) throws IOException {
        return phone(number, Scenario.refusing(status, List.of(headers)));
    }

    private SipPeer phone(String number, String scenario) throws IOException {
        var phone = peer(number.replace("+", "") + "-" + calls.incrementAndGet());
        exchange.connect(number, phone);
        phone.start(scenario, List.of("-aa"));
        phone.awaitReady();
        return phone;
    }

    /// The phones that are on the wire, by what they are dialled by.
    public Map<String, SipPeer> phones() {
        return exchange.phones();
    }

    /// A caller who dials that number now, from a number that nobody has.
    public SipPeer call(String number) throws IOException {
        return call(number, "\"Caller\" <sip:+37100000000@127.0.0.1>", List.of());
    }

    public SipPeer call(String number, String from, List<String> headers) throws IOException {
        var caller = peer("caller-" + calls.incrementAndGet());
        callers.add(caller);
        caller.start(Scenario.caller(number, from, headers), List.of("-aa", "-m", "1"));
        return caller;
    }

    /// Whoever called since the last reset, in the call still or not.
    public List<SipPeer> callers() {
        return List.copyOf(callers);
    }

    /// Many callers of one number, so many a second, each of whom hangs up soon after being answered.
    public SipPeer callMany(String number, int perSecond, int calls) throws IOException {
        var callers = peer("callers-" + this.calls.incrementAndGet());
        callers.start(
                Scenario.briefCaller(number, "<sip:+37100000000@127.0.0.1>"),
                List.of("-aa", "-r", Integer.toString(perSecond), "-m", Integer.toString(calls)));
        return callers;
    }

    private SipPeer peer(String name) throws IOException {
        var peer = new SipPeer(exchange, name, home.resolve("sipp"));
        peers.add(peer);
        return peer;
    }

    /// How many channels Asterisk has.
    public int channels() throws IOException, InterruptedException {
        return (int) asterisk.cli("core show channels concise")
                .lines()
                .filter(line -> line.contains("!"))
                .count();
    }

    /// Waits until Asterisk has no channel left.
    public void awaitNoChannel(Duration atMost) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(20)).until(() -> channels() == 0);
    }

    /// The stored record of the only call since the last reset, once it is there.
    public StoredCall record() {
        return records(1).getFirst();
    }

    /// The stored records since the last reset, in order of arrival, once there are so many.
    public List<StoredCall> records(int count) {
        return await().atMost(Duration.ofSeconds(20)).until(this::storedRecords, found -> found.size() >= count);
    }

    /// The first such record, once there is one that is not `known`, by call id.
    public StoredCall awaitRecord(Predicate<StoredCall> wanted, Set<String> known) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> storedRecords().stream()
                                .filter(wanted)
                                .filter(record -> !known.contains(record.callId()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public List<StoredCall> storedRecords() {
        return books.sql("""
            select call_id::text, line, language, decided_by, array_to_string(rules, '+') as rules, outcome,
                   answered_by, extract(epoch from ended_at - entered_at)::int as seconds
            from call_record order by entered_at, call_id
            """)
                .query(DataClassRowMapper.newInstance(StoredCall.class))
                .list();
    }

    /// The stored attempts since the last reset as `consultant result`, in order.
    public List<String> attempts() {
        return books.sql("select consultant || ' ' || result from call_attempt order by started_at, consultant")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /// Waits until so many attempts are stored.
    public void awaitAttempts(int count) {
        await().atMost(Duration.ofSeconds(90)).until(() -> attempts().size() >= count);
    }

    /// The pauses in the books as `consultant minutes`, in order.
    public List<String> pauses() {
        return books.sql("select consultant || ' ' || extract(epoch from ends - starts)::int / 60 from pause order by"
                        + " id")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /// What is kept of a call.
    public record StoredCall(
            String callId,
            @Nullable String line,
            @Nullable String language,
            String decidedBy,
            String rules,
            String outcome,
            @Nullable Integer answeredBy,
            int seconds) {

        public Optional<Integer> consultant() {
            return Optional.ofNullable(answeredBy);
        }
    }

    /// Whoever calls hangs up, as their phone would: the records of their calls come.
    public void hangUpCallers() throws IOException {
        for (var caller : callers) {
            caller.hangUp();
        }
    }

    /// Ends every call and takes every phone off the wire. It ends Asterisk's jobs, too, with the records that
    /// they have not handed over yet, so no test waits for a record after it.
    public void hangUpEverything() throws IOException, InterruptedException {
        asterisk.cli("channel request hangup all");
        awaitNoChannel(Duration.ofSeconds(20));
        peers.forEach(SipPeer::close);
        peers.clear();
    }

    @Override
    public synchronized void close() {
        peers.forEach(SipPeer::close);
        otherRouters.forEach(RouterProcess::close);
        asterisk.close();
        exchange.close();
        router.close();
    }
}
