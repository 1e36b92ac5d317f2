package lv.helpline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// A second server, which follows the one of [Postgres] by streaming replication until it is promoted.
public final class PostgresStandby implements AutoCloseable {

    private final Path directory = Files.createTempDirectory("helpline-standby-");
    private final int port = Loopback.tcpPort();
    private final Process process;

    /// Returns when it follows.
    public PostgresStandby() throws IOException, SQLException {
        copyPrimary();
        var primary = Postgres.address();
        Files.writeString(
                directory.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=%s port=%d user=%s'%n"
                        .formatted(primary.getHostString(), primary.getPort(), Postgres.USER),
                StandardOpenOption.APPEND);
        Files.createFile(directory.resolve("standby.signal"));
        process = start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        Awaitility.await("the standby follows").atMost(Duration.ofMinutes(1)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(directory.resolve("said")));
            }
            return primarySays("select count(*) from pg_stat_replication where state = 'streaming'")
                    .equals("1");
        });
    }

    private void copyPrimary() throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(Postgres.urlOf("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            PostgresTemplate.run("cp", "-a", Postgres.dataDirectory() + "/.", directory.toString());
            try (var label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                Files.writeString(directory.resolve("backup_label"), label.getString(1));
            }
        }
        Files.delete(directory.resolve("postmaster.pid"));
    }

    private Process start() throws IOException {
        var command = new ArrayList<>(Postgres.asWhoStartsServers());
        command.add(Postgres.program());
        command.addAll(List.of("-D", directory.toString(), "-p", String.valueOf(port)));
        command.addAll(List.of("-c", "fsync=off", "-c", "max_connections=200", "-c", "unix_socket_directories="));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    private static String primarySays(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(Postgres.urlOf("postgres"));
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /// The URL of a database on both servers, of which whoever uses it wants the one that takes writes.
    ///
    /// @param database its URL, as [Postgres] hands it out
    public String urlOfBoth(String database) {
        var primary = Postgres.address().getPort();
        return database.replaceFirst("//[^/]+:" + primary + "/", "//127.0.0.1:" + primary + ",127.0.0.1:" + port + "/")
                + (database.contains("?") ? "&" : "?") + "targetServerType=primary";
    }

    /// The URL of a database here.
    public String urlOf(String database) {
        return database.replace(":" + Postgres.address().getPort() + "/", ":" + port + "/");
    }

    /// From now on it is the primary.
    public void promote() throws SQLException {
        try (var connection = DriverManager.getConnection(urlOf(Postgres.urlOf("postgres")));
                var statement = connection.createStatement()) {
            statement.execute("select pg_promote()");
        }
    }

    @Override
    public void close() {
        // SIGINT ends its sessions, too; the server that is asked by destroy() would wait for them.
        process.destroyForcibly().onExit().join();
        PostgresTemplate.run("rm", "-rf", directory.toString());
    }
}
