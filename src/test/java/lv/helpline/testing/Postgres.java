package lv.helpline.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// PostgreSQL for tests: one embedded server a JVM, on a loopback port that is held for it, started when it is
/// first asked for and stopped when the JVM exits. It begins as a copy of a [PostgresTemplate], and each database is a
/// copy of a migrated one in it, so a test has one of its own in the time that a copy takes.
public final class Postgres {

    /// The superuser of the embedded server; its password is of no matter.
    public static final String USER = "postgres";

    /// What applications log in as, as in an installation: it owns nothing, and may do what the migrations
    /// grant it.
    public static final String ROUTER = "router";

    private static final String EMPTY = "empty_template";
    private static final String DEMO = "demo_template";

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable Path dataDirectory;

    private Postgres() {}

    /// A new database with the tables and the seven lines. Its JDBC URL names the user too.
    public static String freshDatabase() {
        return copyOf(EMPTY);
    }

    /// A new database with the demo's consultants and rosters too. An application over it has to be given both
    /// locations: `spring.flyway.locations=classpath:db/migration,classpath:db/demo`.
    public static String demoDatabase() {
        return copyOf(DEMO);
    }

    /// A new database without anything.
    public static synchronized String emptyDatabase() {
        var name = "empty_" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return urlOf(name);
    }

    /// The settings of an application over that database: it logs in as [#ROUTER], and migrates as the owner.
    ///
    /// @param database its URL, as it is handed out here
    public static List<String> settings(String database) {
        return List.of(
                "--spring.datasource.url=" + forRouters(database),
                "--spring.datasource.username=" + ROUTER,
                "--spring.flyway.user=" + USER);
    }

    /// Its URL without the user.
    public static String forRouters(String database) {
        return database.replaceFirst("[?&]user=[^&]*", "");
    }

    private static synchronized String copyOf(String template) {
        var name = template + "_" + DATABASES.incrementAndGet();
        execute("create database " + name + " template " + template);
        return urlOf(name);
    }

    /// Where the server listens.
    public static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server().getPort());
    }

    /// Where the server keeps its files, its log included.
    public static Path dataDirectory() {
        server();
        return Objects.requireNonNull(dataDirectory);
    }

    /// The server's processes as they are now, by process id.
    public static List<Long> processes() throws IOException {
        var postmaster = postmaster();
        return Stream.concat(Stream.of(postmaster), postmaster.children())
                .map(ProcessHandle::pid)
                .toList();
    }

    /// Lets the server refuse each write until what is returned is closed, on connections that there are too,
    /// as one that has become a standby does.
    public static ReadOnly readOnly() {
        execute("alter system set default_transaction_read_only = on");
        execute("select pg_reload_conf()");
        return () -> {
            execute("alter system reset default_transaction_read_only");
            execute("select pg_reload_conf()");
        };
    }

    /// May be closed more than once.
    public interface ReadOnly extends AutoCloseable {
        @Override
        void close();
    }

    /// Lets no process of the server do anything until what is returned is closed.
    public static AutoCloseable standStill() throws IOException {
        var postmaster = postmaster();
        // It begins no further process once it stands still.
        signal("STOP", Stream.of(postmaster));
        var others = postmaster.children().toList();
        signal("STOP", others.stream());
        return () -> signal("CONT", Stream.concat(others.stream(), Stream.of(postmaster)));
    }

    /// The server is not there until what is returned is closed.
    ///
    /// @param signal `INT` ends it in order, with its sessions; `KILL` as a power cut does
    public static AutoCloseable gone(String signal) throws IOException {
        var postmaster = postmaster();
        var command = new ArrayList<>(asWhoStartsServers());
        command.add(postmaster.info().command().orElseThrow());
        command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
        var others = postmaster.children().toList();
        signal(signal, Stream.of(postmaster));
        postmaster.onExit().join();
        others.forEach(each -> each.onExit().join());
        return () -> start(command);
    }

    /// As the embedded server was started: PostgreSQL does not run as root.
    static List<String> asWhoStartsServers() throws IOException {
        var root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return root ? List.of("unshare", "-U") : List.of();
    }

    static String program() throws IOException {
        return postmaster().info().command().orElseThrow();
    }

    private static void start(List<String> command) throws IOException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dataDirectory().resolve("restarted.log").toFile())
                .start();
        Awaitility.await("PostgreSQL takes connections")
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    try (var _ = DriverManager.getConnection(urlOf("postgres"))) {
                        return true;
                    } catch (SQLException notYet) {
                        return false;
                    }
                });
    }

    private static ProcessHandle postmaster() throws IOException {
        var pidFile = Files.readAllLines(dataDirectory().resolve("postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(pidFile.getFirst())).orElseThrow();
    }

    /// Takes every connection that an application may have, those that there are included, until what is
    /// returned is closed.
    public static AutoCloseable outOfConnections() {
        var held = new ArrayList<Connection>();
        execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + ROUTER + "'");
        try {
            while (true) {
                held.add(DriverManager.getConnection(forRouters(urlOf("postgres")), ROUTER, ""));
            }
        } catch (SQLException allTaken) {
            return () -> {
                for (var connection : held) {
                    connection.close();
                }
            };
        }
    }

    static void signal(String name, Stream<ProcessHandle> processes) throws IOException {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(each -> command.add(Long.toString(each.pid())));
        new ProcessBuilder(command).inheritIO().start().onExit().join();
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                var directory = Files.createTempDirectory("helpline-postgres-");
                dataDirectory = directory;
                PostgresTemplate.copyTo(directory, Postgres::start, Postgres::migrate);
                var started = start(directory);
                server = started;
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(started, directory)));
            } catch (IOException notStarted) {
                throw new UncheckedIOException(notStarted);
            }
        }
        return server;
    }

    private static EmbeddedPostgres start(Path directory) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(Loopback.tcpPort())
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .start();
    }

    private static void migrate(EmbeddedPostgres once) {
        execute(once, "create role " + ROUTER + " login");
        migrate(once, EMPTY, "classpath:db/migration");
        migrate(once, DEMO, "classpath:db/migration", "classpath:db/demo");
    }

    private static void migrate(EmbeddedPostgres once, String database, String... migrations) {
        execute(once, "create database " + database);
        Flyway.configure()
                .dataSource(once.getJdbcUrl(USER, database), USER, "")
                .locations(migrations)
                .placeholders(Map.of("router", ROUTER))
                .load()
                .migrate();
    }

    private static void remove(EmbeddedPostgres stopped, Path directory) {
        try {
            stopped.close();
        } catch (IOException gone) {
            // A test may have ended it.
        }
        PostgresTemplate.run("rm", "-rf", directory.toString());
    }

    static String urlOf(String database) {
        return server().getJdbcUrl(USER, database);
    }

    private static void execute(String sql) {
        execute(server(), sql);
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (var connection = DriverManager.getConnection(server.getJdbcUrl(USER, "postgres"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
