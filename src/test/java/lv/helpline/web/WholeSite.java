package lv.helpline.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import lv.helpline.testing.Loopback;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// The real application, asked over HTTP.
final class WholeSite extends Site {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    WholeSite() {
        this(Loopback.tcpPort());
    }

    private WholeSite(int port) {
        super(URI.create("http://localhost:" + port), new SpringApplicationBuilder(), "--server.port=" + port);
    }

    @Override
    HttpResponse<String> send(HttpRequest request) {
        return exchange(request, BodyHandlers.ofString());
    }

    @Override
    HttpResponse<InputStream> open(HttpRequest request) {
        return exchange(request, BodyHandlers.ofInputStream());
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
