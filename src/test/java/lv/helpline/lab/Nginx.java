package lv.helpline.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import lv.helpline.testing.LocalCertificate;
import lv.helpline.testing.Loopback;
import lv.helpline.testing.Sample;
import org.awaitility.Awaitility;

/// nginx before the pages, with the project's own configuration, and its memory as an installation has it.
public final class Nginx implements AutoCloseable {

    private static final String KEYS = "/etc/letsencrypt/live/localhost/";

    private final int port;
    private final SSLContext trusting;
    private final Program program;

    /// @param port  where it is
    /// @param pages their port
    public Nginx(Path home, int port, int pages) throws IOException, GeneralSecurityException {
        this.port = port;
        trusting = LocalCertificate.in(Files.createDirectories(home)).trusting();
        program = new Program(
                "nginx",
                command(home, Loopback.tcpPort(), port, pages),
                Unit.added("nginx").memory(),
                home,
                home.resolve("log"));
        Awaitility.await("nginx listens").atMost(Duration.ofSeconds(30)).until(() -> !program.isAlive() || accepts());
        if (!program.isAlive()) {
            throw new IllegalStateException(program.lastWords());
        }
    }

    /// How the sample is run, below Debian's own `nginx.conf`.
    ///
    /// @param directory has `cert.pem` and `key.pem`, and all that is written
    /// @param http      the port for plain HTTP
    public static List<String> command(Path directory, int http, int https, int pages) {
        var site = Sample.of("ops/nginx/helpline.conf.example")
                .with("dezura.example.lv", "localhost")
                .without("listen [::]:")
                .with("listen 80;", "listen 127.0.0.1:" + http + ";")
                .with("listen 443 ", "listen 127.0.0.1:" + https + " ")
                .with(KEYS + "fullchain.pem", directory.resolve("cert.pem").toString())
                .with(KEYS + "privkey.pem", directory.resolve("key.pem").toString())
                .with("127.0.0.1:8080", "127.0.0.1:" + pages)
                .writtenTo(directory.resolve("helpline"));
        var debian = Sample.of("/etc/nginx/nginx.conf")
                .with("/run/nginx.pid", directory.resolve("nginx.pid").toString())
                .with("/var/log/nginx/", directory + "/")
                .with("/etc/nginx/sites-enabled/*", site.toString())
                .writtenTo(directory.resolve("nginx.conf"));
        return List.of("/usr/sbin/nginx", "-c", debian.toString(), "-e", "stderr", "-g", "daemon off;");
    }

    private boolean accepts() {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Such as `https://localhost:8443`.
    public static String address(int port) {
        return "https://localhost:" + port;
    }

    /// A connection by TLS, from that address of this machine's.
    public Socket connect(InetAddress from) throws IOException {
        return trusting.getSocketFactory().createSocket(InetAddress.ofLiteral("127.0.0.1"), port, from, 0);
    }

    /// Their process ids.
    public List<Long> processes() {
        var first = program.process().toHandle();
        return Stream.concat(Stream.of(first), first.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    @Override
    public void close() {
        program.stop(Duration.ofSeconds(5));
    }
}
