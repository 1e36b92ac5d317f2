package lv.helpline.testing.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.shared.web.RandomTokens;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// Somebody who speaks HTTP by hand, follows no redirect and keeps cookies, from an address of their own behind the
/// proxy.
public final class Stranger {

    private static final AtomicInteger STRANGERS = new AtomicInteger();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Site site;
    private final String address;
    private @Nullable String cookie;

    /// All but the session's, by their names.
    private final Map<String, String> others = new TreeMap<>();

    /// Of the forms of this session.
    private @Nullable String token;

    public Stranger(Site site) {
        this(site, "203.0.113." + STRANGERS.incrementAndGet() % 250);
    }

    public Stranger(Site site, String address) {
        this.site = site;
        this.address = address;
    }

    /// The same browser, in which nobody is signed in, at another address.
    public Stranger elsewhere() {
        var moved = new Stranger(site);
        moved.others.putAll(others);
        return moved;
    }

    public static Stranger signedIn(Site site, Account account) {
        var stranger = new Stranger(site);
        assertThat(stranger.post("/link", Map.of("token", tokenOf(site.linkFor(account))))
                        .statusCode())
                .isEqualTo(302);
        return stranger;
    }

    public static String tokenOf(URI link) {
        return link.getPath().substring("/link/".length());
    }

    /// Of a page that has a form.
    public static String formToken(String page) {
        var found = TOKEN.matcher(page);
        assertThat(found.find()).as("a page with a token").isTrue();
        return found.group(1);
    }

    @Nullable
    public String cookie() {
        return cookie;
    }

    /// All cookies but the session's, each with its name, by their names.
    public Map<String, String> others() {
        return others;
    }

    public Stranger with(@Nullable String cookie) {
        keep(cookie);
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// A page to the last byte, of which nothing is kept.
    public void discard(String path) {
        var response = site.open(request(path).GET().build());
        try (var body = response.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        assertThat(response.statusCode()).isEqualTo(200);
    }

    /// How many bytes of it go over the network, packed as browsers ask for it.
    public int bytesOf(String path) {
        var response =
                site.open(request(path).header("Accept-Encoding", "gzip").GET().build());
        try (var body = response.body()) {
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return body.readAllBytes().length;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The status of a page that may never end.
    public int statusOf(String path) {
        try (var follow = follow(path)) {
            return follow.status();
        }
    }

    /// A page that may never end, line by line.
    public Following follow(String path) {
        var response = site.open(request(path).GET().build());
        return new Following(
                response.statusCode(),
                response.headers(),
                new BufferedReader(new InputStreamReader(response.body(), UTF_8)));
    }

    public record Following(int status, HttpHeaders headers, BufferedReader lines) implements AutoCloseable {

        /// Reads on until that line has come, and returns what came with it.
        public String until(String beginning) throws IOException {
            var read = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                read.append(line).append('\n');
                if (line.contains(beginning)) {
                    return read.toString();
                }
            }
            throw new AssertionError("it ended before " + beginning + " after\n" + read);
        }

        public boolean isOver() throws IOException {
            return lines.readLine() == null;
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// With headers, each a name and a value.
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path).headers(headers).GET());
    }

    /// With the token that a page of this session has shown.
    public HttpResponse<String> postWithToken(String path, Map<String, String> form) {
        if (token == null) {
            token = formToken(get("/account").body());
        }
        var all = new java.util.HashMap<>(form);
        all.put("_csrf", token);
        // A form of its own each time, unless the test sends one again.
        all.putIfAbsent("once", RandomTokens.token());
        return post(path, all);
    }

    /// Presses the switch of a page's language, and follows where it leads.
    public HttpResponse<String> inTheOtherLanguage(HttpResponse<String> page) {
        var tools = Jsoup.parse(page.body()).select("header .tools");
        var link = tools.select("a[hreflang]");
        if (!link.isEmpty()) {
            return get(link.getFirst().attr("href"));
        }
        var form = tools.select("form:has(button[lang])");
        assertThat(form).as("a switch on " + page.uri()).isNotEmpty();
        var fields = form.getFirst().select("[name]").stream()
                .collect(toMap(field -> field.attr("name"), field -> field.val()));
        var answer = post(form.getFirst().attr("action"), fields);
        while (answer.statusCode() == 302) {
            answer = follow(answer);
        }
        return answer;
    }

    /// The page that an answer leads to.
    public HttpResponse<String> follow(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("an answer that leads on").isEqualTo(302);
        return get(answer.headers().firstValue("Location").orElseThrow());
    }

    public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
        var request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public HttpResponse<String> trySignIn(String email, String password, String code) {
        return post("/sign-in/password", Map.of("email", email, "password", password, "code", code));
    }

    public HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(site.address().resolve(path)).header("X-Forwarded-For", address);
        var cookies = Stream.concat(Stream.ofNullable(cookie), others.values().stream())
                .collect(joining("; "));
        return cookies.isEmpty() ? request : request.header("Cookie", cookies);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        var response = site.send(request.build());
        response.headers().allValues("Set-Cookie").stream()
                .flatMap(each -> Arrays.stream(each.split(";", -1)).limit(1))
                .forEach(each -> {
                    var name = each.substring(0, each.indexOf('='));
                    var isEmpty = each.length() == name.length() + 1;
                    if (name.matches("(__Host-)?s")) {
                        keep(isEmpty ? null : each);
                    } else if (isEmpty) {
                        others.remove(name);
                    } else {
                        others.put(name, each);
                    }
                });
        return response;
    }

    private void keep(@Nullable String cookie) {
        if (!Objects.equals(cookie, this.cookie)) {
            token = null;
        }
        this.cookie = cookie;
    }
}
