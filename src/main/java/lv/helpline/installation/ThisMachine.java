package lv.helpline.installation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// The machine that this runs on.
final class ThisMachine implements Machine {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock = Clock.systemUTC();

    @Override
    public Path file(String absolute) {
        return Path.of(absolute);
    }

    @Override
    public Ran run(List<String> command) {
        return run(command, "");
    }

    @Override
    public Ran run(List<String> command, String input) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .directory(Path.of("/").toFile())
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ran(process.waitFor(), output);
        } catch (IOException none) {
            return new Ran(127, String.valueOf(none.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Ran(130, "interrupted");
        }
    }

    @Override
    public Optional<String> get(String url) {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            return Optional.of(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException silent) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public List<List<String>> query(String sql) throws IOException {
        var settings = settings();
        var login = new Properties();
        login.setProperty("user", settings.getOrDefault("SPRING_DATASOURCE_USERNAME", "helpline"));
        login.setProperty(
                "password", Files.readString(file(Places.DATABASE_PASSWORD)).strip());
        login.setProperty("connectTimeout", String.valueOf(PATIENCE.toSeconds()));
        login.setProperty("socketTimeout", String.valueOf(PATIENCE.toSeconds()));
        var url = settings.getOrDefault("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:5432/helpline");
        try (var connection = DriverManager.getConnection(url, login);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException refused) {
            throw new IOException("the database does not answer: " + refused.getMessage(), refused);
        }
    }

    @Override
    public Instant certificateEnds(String host, int port) throws IOException {
        try (var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getNotAfter()
                    .toInstant();
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long freeMegabytes(String absolute) throws IOException {
        return Files.getFileStore(file(absolute)).getUsableSpace() / (1024 * 1024);
    }
}
