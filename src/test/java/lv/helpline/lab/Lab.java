package lv.helpline.lab;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import lv.helpline.testing.Loopback;
import lv.helpline.testing.Postgres;
import org.jspecify.annotations.Nullable;

/// The whole helpline on one machine: PostgreSQL with the demo's roster, a router in this process with a clock that
/// can be set, a real Asterisk, and phones.
public final class Lab implements AutoCloseable {

    /// The national numbers of the demo's lines.
    public static final List<String> LINES =
            List.of("28612120", "25565098", "67898343", "25723222", "25719118", "25719266", "25719588");

    /// The names of the SIP phones of the house.
    static final List<String> PHONES = List.of("anna", "ilze", "laura", "kristaps", "vita", "gints", "dace");

    private static @Nullable Lab shared;

    private final Path home;
    private final Consumer<String> ended;
    private final Asterisk asterisk;
    private final Exchange exchange;
    private final Exchange secondTrunk;
    private final Peers peers;
    private final Peers peersAtSecondTrunk;
    private final Routers routers;
    private final LabDatabase database;
    private final CallRecords records;
    private final PromptSounds prompts;

    /// Starts everything. However this JVM ends, none of it is left behind.
    ///
    /// @param home a directory that does not exist yet, for what Asterisk, the router and SIPp write
    public Lab(Path home) throws IOException, InterruptedException {
        this(home, _ -> {});
    }

    /// @param ended is told, in one sentence, that a program ended though nobody closed it
    public Lab(Path home, Consumer<String> ended) throws IOException, InterruptedException {
        Stalls.start();
        this.ended = ended;
        this.home = Files.createDirectories(home).toAbsolutePath();
        asterisk = new Asterisk(this.home.resolve("asterisk"), this::programEnded);
        exchange = new Exchange(asterisk.address());
        secondTrunk = new Exchange(asterisk.address());
        peers = new Peers(exchange, this.home.resolve("sipp"), this::programEnded);
        peersAtSecondTrunk = new Peers(secondTrunk, this.home.resolve("sipp-at-second-trunk"), this::programEnded);
        routers = new Routers(this.home, Postgres.demoDatabase(), asterisk);
        database = new LabDatabase(routers);
        records = new CallRecords(database.jdbc());
        prompts = new PromptSounds(this.home, asterisk, routers, database);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        asterisk.start(exchange, secondTrunk, Map.of("ROUTER_1", routers.ownAddress()), PHONES);
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

    /// Whoever waits for what a peer observes is told at once that it will not come.
    private void programEnded(String lastWords) {
        peers.end(lastWords);
        peersAtSecondTrunk.end(lastWords);
        ended.accept(lastWords);
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

    public Peers peers() {
        return peers;
    }

    /// The far side of the second trunk, over which nobody is called unless `TRUNKS` says so.
    public Exchange secondTrunk() {
        return secondTrunk;
    }

    /// Callers and mobiles there.
    public Peers peersAtSecondTrunk() {
        return peersAtSecondTrunk;
    }

    public Routers routers() {
        return routers;
    }

    public LabDatabase database() {
        return database;
    }

    public CallRecords records() {
        return records;
    }

    public PromptSounds prompts() {
        return prompts;
    }

    /// The clock of this process's router.
    public LabClock clock() {
        return routers.clock();
    }

    /// Somebody at the trunk's address who sends what they like.
    public RawSip atTheTrunk() throws IOException {
        return RawSip.overUdp(asterisk.address(), exchange.host());
    }

    /// The same, over a connection of its own.
    public RawSip atTheTrunkOverTcp() throws IOException {
        return RawSip.overTcp(asterisk.address(), exchange.host());
    }

    /// Somebody at an address that is permitted, and neither the trunk's nor a phone's.
    public RawSip stranger() throws IOException {
        return RawSip.overUdp(asterisk.address(), Loopback.nextAddress().getHostAddress());
    }

    /// Lines that are always open, in addition to those of the demo. They are gone with the next reset.
    public void addLines(List<String> numbers) throws InterruptedException {
        numbers.forEach(number -> database.addLine(lineOf(number), number));
        asterisk.cli(numbers.stream()
                .map("dialplan add extension %1$s,1,Goto(helpline-call,%1$s,1) into helpline-from-trunk"::formatted)
                .toList());
        database.reload();
    }

    /// The id of a line that was added.
    public static String lineOf(String number) {
        return "lab-" + number;
    }

    /// Back to the demo's roster, without any call, any phone, any record, and with one router.
    ///
    /// @param edits statements that change the demo's roster at once
    public void reset(String... edits) throws IOException, InterruptedException {
        routers.keepLog();
        hangUpEverything();
        peers.forgetCallers();
        peersAtSecondTrunk.forgetCallers();
        exchange.forget();
        secondTrunk.forget();
        prompts.reset();
        var added = database.reset(edits);
        var commands = new ArrayList<>(List.of("database deltree helpline"));
        added.forEach(number -> commands.add("dialplan remove extension " + number + "@helpline-from-trunk"));
        asterisk.cli(commands);
        asterisk.restoreGlobals();
        asterisk.globals(asterisk.globals().keySet().stream()
                .filter(name -> name.startsWith("GIVEN_"))
                .collect(toMap(Function.identity(), _ -> "")));
        routers.use(routers.ownAddress(), "");
    }

    /// Ends every call and takes every phone off the wire; no test waits for a record after it.
    public void hangUpEverything() throws InterruptedException {
        asterisk.hangUpEverything();
        peers.close();
        peersAtSecondTrunk.close();
    }

    @Override
    public synchronized void close() {
        peers.close();
        peersAtSecondTrunk.close();
        asterisk.close();
        exchange.close();
        secondTrunk.close();
        routers.close();
    }
}
