package lv.helpline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL of each of two hosts, of which one follows the other by streaming replication. Each is made
/// to follow by the commands that a document has for it, as they stand there but for addresses and directories;
/// what systemd would do is done here. The first is the one of [Postgres].
public final class TwoPostgres implements AutoCloseable {

    private static final String AS_POSTGRES = "runuser -u postgres -- ";
    private static final String DIRECTORY = "/var/lib/postgresql/17/main";
    private static final Pattern HOST = Pattern.compile("--host 10\\.0\\.0\\.1[01] ");

    private final First first = new First();
    private final Second second = new Second();

    public TwoPostgres() throws IOException, SQLException {
        sql(first, "create role replicator login replication");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private interface Server {

        Path directory();

        int port();

        void stop() throws Exception;

        void start() throws Exception;
    }

    private static final class First implements Server {

        private @Nullable AutoCloseable gone;

        @Override
        public Path directory() {
            return Postgres.dataDirectory();
        }

        @Override
        public int port() {
            return Postgres.address().getPort();
        }

        void kill() throws IOException {
            gone = Postgres.gone("KILL");
        }

        @Override
        public void stop() throws IOException {
            if (gone == null) {
                gone = Postgres.gone("INT");
            }
        }

        @Override
        public void start() throws Exception {
            Objects.requireNonNull(gone).close();
            gone = null;
        }
    }

    private static final class Second implements Server {

        private final Path home = Files.createTempDirectory("helpline-second-postgres-");
        private final int port = Loopback.tcpPort();
        private @Nullable Process process;

        private Second() throws IOException {}

        @Override
        public Path directory() {
            return home.resolve("main");
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void stop() throws IOException {
            if (process != null) {
                // In order, and with its sessions.
                Postgres.signal("INT", Stream.of(process.toHandle()));
                process.onExit().join();
                process = null;
            }
        }

        @Override
        public void start() throws IOException {
            var command = new ArrayList<>(Postgres.asWhoStartsServers());
            command.add(Postgres.program());
            command.addAll(List.of("-D", directory().toString(), "-p", String.valueOf(port)));
            command.addAll(List.of("-c", "fsync=off", "-c", "max_connections=200", "-c", "unix_socket_directories="));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("said").toFile())
                    .start();
        }

        void remove() {
            if (process != null) {
                process.destroyForcibly().onExit().join();
                process = null;
            }
            PostgresTemplate.run("rm", "-rf", home.toString());
        }
    }

    /// Makes the second follow the first.
    ///
    /// @param commands as a document has them
    public void secondFollows(String commands) throws Exception {
        follows(second, first, commands);
    }

    /// Makes the first follow the second.
    public void firstFollows(String commands) throws Exception {
        follows(first, second, commands);
    }

    private static void follows(Server follower, Server primary, String commands) throws Exception {
        for (var line : commands.lines().map(String::strip).toList()) {
            switch (line) {
                case "systemctl stop postgresql" -> follower.stop();
                case "systemctl start postgresql", "systemctl enable --now postgresql" -> follower.start();
                default -> run(line, follower, primary);
            }
        }
        Awaitility.await("one follows the other")
                .atMost(Duration.ofMinutes(1))
                .until(() -> sql(primary, "select count(*) from pg_stat_replication where state = 'streaming'")
                        .equals("1"));
    }

    private static void run(String line, Server follower, Server primary) throws IOException {
        var here = HOST.matcher(line)
                .replaceFirst("--host 127.0.0.1 ")
                .replace(AS_POSTGRES, "")
                .replace(DIRECTORY, follower.directory().toString());
        var builder = new ProcessBuilder("sh", "-ec", here).redirectErrorStream(true);
        builder.environment().put("PGPORT", String.valueOf(primary.port()));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(line + " failed: " + said);
        }
    }

    private static String sql(Server server, String sql) throws SQLException {
        var url = at(server, Postgres.urlOf("postgres"));
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var row = statement.getResultSet();
            row.next();
            return row.getString(1);
        }
    }

    private static String at(Server server, String url) {
        return url.replace(":" + Postgres.address().getPort() + "/", ":" + server.port() + "/");
    }

    /// The URL of a database on both servers, of which whoever uses it wants the one that takes writes.
    ///
    /// @param database its URL, as [Postgres] hands it out
    public String urlOfBoth(String database) {
        return database.replaceFirst(
                        "//[^/]+:" + first.port() + "/",
                        "//127.0.0.1:" + first.port() + ",127.0.0.1:" + second.port() + "/")
                + (database.contains("?") ? "&" : "?") + "targetServerType=primary";
    }

    /// The URL of a database at the second.
    public String urlAtSecond(String database) {
        return at(second, database);
    }

    /// The first is gone, as after a power cut.
    public void killFirst() throws IOException {
        first.kill();
    }

    /// The second ends in order, and has told all to whoever follows.
    public void stopSecond() throws IOException {
        second.stop();
    }

    public void promoteFirst() throws SQLException {
        sql(first, "select pg_promote()");
    }

    public void promoteSecond() throws SQLException {
        sql(second, "select pg_promote()");
    }

    @Override
    public void close() {
        second.remove();
    }
}
