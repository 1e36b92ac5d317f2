package lv.helpline.testing.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import lv.helpline.testing.Loopback;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// The real application, asked over HTTP.
public final class WholeSite extends Site {

    private static final HttpClient CLIENT = client();

    private final int port;

    public WholeSite() {
        this(Loopback.tcpPort());
    }

    private WholeSite(int port) {
        this(URI.create("http://localhost:" + port), port);
    }

    private WholeSite(URI address, int port, String... more) {
        super(
                address,
                new SpringApplicationBuilder(),
                Stream.concat(Stream.of("--server.port=" + port), Stream.of(more))
                        .toArray(String[]::new));
        this.port = port;
    }

    /// As behind a proxy that speaks https, and from which the tests' requests come. Whoever asks for it closes it.
    public static WholeSite behindHttps() {
        return behind(URI.create("https://dezura.example.lv"), Loopback.tcpPort());
    }

    /// On that port, behind a proxy at that address. Whoever asks for it closes it.
    ///
    /// @param more settings of the application
    public static WholeSite behind(URI proxy, int port, String... more) {
        return new WholeSite(proxy, port, more);
    }

    /// Where no mail goes out. Whoever asks for it closes it.
    public static WholeSite withoutMail() {
        var port = Loopback.tcpPort();
        return new WholeSite(URI.create("http://localhost:" + port), port, "--spring.mail.host=false");
    }

    /// Keeps connections for a shorter time than the server, in seconds, so that it uses none that was just closed.
    private static HttpClient client() {
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
        return HttpClient.newHttpClient();
    }

    @Override
    public HttpResponse<String> send(HttpRequest request) {
        return exchange(toThePort(request), BodyHandlers.ofString());
    }

    @Override
    public HttpResponse<InputStream> open(HttpRequest request) {
        return exchange(toThePort(request), BodyHandlers.ofInputStream());
    }

    private HttpRequest toThePort(HttpRequest request) {
        var asked = request.uri();
        var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        return HttpRequest.newBuilder(request, (_, _) -> true)
                .uri(URI.create("http://localhost:" + port + asked.getRawPath() + query))
                .build();
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
