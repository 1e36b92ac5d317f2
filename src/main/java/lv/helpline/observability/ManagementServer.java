package lv.helpline.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import lv.helpline.shared.BackgroundTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import tools.jackson.databind.json.JsonMapper;

/// Health and figures over HTTP for a process without a web server, at the addresses and with the answers of Spring
/// Boot's actuator: `/actuator/health`, a part or a group of it, and `/actuator/prometheus`. The status is 503 while
/// health is down or out of service.
///
/// Nobody who calls needs it. So a port that is taken is no reason not to start: it is tried again every few seconds.
public final class ManagementServer extends BackgroundTask {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final String HEALTH = "/actuator/health";
    private static final String FIGURES = "/actuator/prometheus";
    private static final String JSON = "application/vnd.spring-boot.actuator.v3+json";

    private final HealthEndpoint health;
    private final PrometheusScrapeEndpoint figures;
    private final InetSocketAddress address;
    private final JsonMapper json = JsonMapper.builder().build();
    private volatile @Nullable HttpServer server;

    /// @param port 0 for one that the system chooses
    public ManagementServer(HealthEndpoint health, PrometheusScrapeEndpoint figures, InetAddress address, int port) {
        super("management");
        this.health = health;
        this.figures = figures;
        this.address = new InetSocketAddress(address, port);
    }

    /// Where it listens; empty until it does.
    public Optional<InetSocketAddress> listening() {
        return Optional.ofNullable(server).map(HttpServer::getAddress);
    }

    @Override
    public void stop() {
        super.stop();
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    protected void run() throws InterruptedException {
        for (var told = false; !tryToListen(told); told = true) {
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    private boolean tryToListen(boolean told) {
        try {
            var opened = HttpServer.create(address, 0);
            opened.createContext("/", this::answer);
            opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            opened.start();
            server = opened;
            return true;
        } catch (IOException taken) {
            if (!told) {
                LOG.warn(
                        "Nobody can ask how this router is: {} is not free ({}). Calls go on; it is tried again.",
                        address,
                        taken.getMessage());
            }
            return false;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain", new byte[0]);
            } else if (path.equals(FIGURES)) {
                var scraped = figures.scrape(PrometheusOutputFormat.CONTENT_TYPE_004, null);
                send(
                        exchange,
                        200,
                        String.valueOf(scraped.getContentType()),
                        Objects.requireNonNull(scraped.getBody()));
            } else if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
                health(
                        exchange,
                        path.equals(HEALTH)
                                ? new String[0]
                                : path.substring(HEALTH.length() + 1).split("/", -1));
            } else {
                send(exchange, 404, "text/plain", new byte[0]);
            }
        } catch (RuntimeException fault) {
            LOG.warn("A question how this router is could not be answered: {}", fault.toString());
        }
    }

    private void health(HttpExchange exchange, String... of) throws IOException {
        HealthDescriptor found = of.length == 0 ? health.health() : health.healthForPath(of);
        if (found == null) {
            send(exchange, 404, JSON, new byte[0]);
            return;
        }
        var down = found.getStatus().equals(Status.DOWN) || found.getStatus().equals(Status.OUT_OF_SERVICE);
        send(exchange, down ? 503 : 200, JSON, json.writeValueAsString(found).getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
