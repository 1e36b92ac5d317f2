package lv.helpline.testing.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import lv.helpline.mail.OutboxDispatcher;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.wallboard.web.NowFeed;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.context.Lifecycle;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

/// The pages without a server: the beans of the real application, its filters in their order and its servlet, asked
/// through MockMvc. No port is open, no Asterisk is served, and nothing goes on aside but that the roster in memory
/// follows the database.
///
/// Of what Tomcat does, two things are done here, for all pages go by them: who asks is whom the proxy names, and what
/// ends in an error is answered by `ErrorPages`. That Tomcat does the same is shown by `SliceIT`; what else it does,
/// such as how large a form may be, is tried on [Site#shared()].
public final class Slice extends Site {

    private static @Nullable Slice shared;

    private final MockMvc pages;

    private Slice(String... more) {
        super(
                URI.create("http://localhost:8080"),
                new SpringApplicationBuilder()
                        .contextFactory(ApplicationContextFactory.of(
                                () -> new GenericWebApplicationContext(new MockServletContext())))
                        .initializers((GenericApplicationContext context) -> context.registerBean(
                                AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
                                LifecycleProcessor.class,
                                OnlyWhatPagesNeed::new)),
                more);
        pages = pages((WebApplicationContext) application());
    }

    /// One for all tests of this JVM.
    public static synchronized Slice shared() {
        var slice = shared;
        if (slice == null) {
            slice = new Slice();
            shared = slice;
            closeAtExit(slice);
        }
        return slice;
    }

    /// One of its own, where no mail goes out. Whoever asks for it closes it.
    public static Slice withoutMail() {
        return new Slice("--spring.mail.host=false");
    }

    private static MockMvc pages(WebApplicationContext application) {
        var builder = MockMvcBuilders.webAppContextSetup(application)
                .addFilter(new Errors(), null, Map.of(), EnumSet.allOf(DispatcherType.class), "/*");
        for (var each : new ServletContextInitializerBeans(application)) {
            if (each instanceof AbstractFilterRegistrationBean<?> filter) {
                var patterns = filter.getUrlPatterns();
                builder.addFilter(
                        Objects.requireNonNull(filter.getFilter()),
                        filter.getFilterName(),
                        Map.of(),
                        filter.determineDispatcherTypes(),
                        patterns.isEmpty() ? new String[] {"/*"} : patterns.toArray(String[]::new));
            }
        }
        return builder.build();
    }

    /// Mails are sent by whoever waits for them, see [#deliverMails()].
    private static final class OnlyWhatPagesNeed extends DefaultLifecycleProcessor {

        @Override
        protected Map<String, Lifecycle> getLifecycleBeans() {
            return super.getLifecycleBeans().entrySet().stream()
                    .filter(each -> each.getValue() instanceof SnapshotSource || each.getValue() instanceof NowFeed)
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    @Override
    public void deliverMails() {
        bean(OutboxDispatcher.class).round();
    }

    @Override
    public HttpResponse<String> send(HttpRequest request) {
        var answer = answer(request);
        return answer.with(answer.text());
    }

    /// What is sent at once: whoever would send more is told that the browser has gone.
    @Override
    public HttpResponse<InputStream> open(HttpRequest request) {
        var answer = answer(request);
        return answer.with(new ByteArrayInputStream(answer.bytes()));
    }

    private Answer answer(HttpRequest asked) {
        try {
            var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(asked.method()), asked.uri())
                    .content(bodyOf(asked))
                    .header("Host", asked.uri().getAuthority());
            asked.headers().map().forEach((name, values) -> {
                switch (name) {
                    case "Cookie" -> request.cookie(cookies(values.getFirst()));
                    case "X-Forwarded-For" -> request.remoteAddress(values.getFirst());
                    default -> request.header(name, values.toArray());
                }
            });
            var result = pages.perform(request).andReturn();
            if (result.getRequest().getAsyncContext() instanceof MockAsyncContext followed) {
                followed.complete();
            }
            var response = result.getResponse();
            return new Answer(
                    asked,
                    result.getRequest().getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null
                            ? response
                            : errorPage(result.getRequest(), response));
        } catch (Exception failed) {
            throw new IllegalStateException(asked.toString(), failed);
        }
    }

    /// The same request goes in once more, and what was said in headers stays said.
    private MockHttpServletResponse errorPage(MockHttpServletRequest request, MockHttpServletResponse before)
            throws Exception {
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
        request.setAttribute(Errors.BEFORE, before);
        request.setDispatcherType(DispatcherType.ERROR);
        request.setRequestURI("/error");
        return pages.perform(_ -> request).andReturn().getResponse();
    }

    private static Cookie[] cookies(String header) {
        return Stream.of(header.split("; ", -1))
                .map(each -> each.split("=", 2))
                .map(parts -> new Cookie(parts[0], parts[1]))
                .toArray(Cookie[]::new);
    }

    private static byte[] bodyOf(HttpRequest request) {
        var body = BodySubscribers.ofByteArray();
        request.bodyPublisher().orElseGet(HttpRequest.BodyPublishers::noBody).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                body.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                body.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failed) {
                body.onError(failed);
            }

            @Override
            public void onComplete() {
                body.onComplete();
            }
        });
        return body.getBody().toCompletableFuture().join();
    }

    /// Notes that a request ends in an error, or in a fault that nobody caught.
    private static final class Errors implements Filter {

        static final String BEFORE = Errors.class.getName() + ".before";

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
            var answer = (HttpServletResponse) response;
            if (request.getAttribute(BEFORE) instanceof HttpServletResponse before) {
                before.getHeaderNames()
                        .forEach(name -> before.getHeaders(name).forEach(value -> answer.addHeader(name, value)));
                answer.setStatus(before.getStatus());
            }
            var noting = new Noting((HttpServletRequest) request, answer);
            try {
                chain.doFilter(request, noting);
            } catch (ServletException | IOException | RuntimeException fault) {
                noting.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }

    private static final class Noting extends HttpServletResponseWrapper {

        private final HttpServletRequest request;

        Noting(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void sendError(int status) throws IOException {
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, @Nullable String message) throws IOException {
            sendError(status);
        }
    }

    private record Answer(HttpRequest request, MockHttpServletResponse response) {

        String text() {
            return new String(
                    bytes(),
                    Optional.ofNullable(response.getContentType())
                            .filter(type -> type.contains("charset"))
                            .map(_ -> Charset.forName(response.getCharacterEncoding()))
                            .orElse(UTF_8));
        }

        byte[] bytes() {
            return response.getContentAsByteArray();
        }

        <T> HttpResponse<T> with(T body) {
            return new Whole<>(
                    request,
                    response.getStatus(),
                    HttpHeaders.of(
                            response.getHeaderNames().stream()
                                    .collect(toMap(name -> name, name -> response.getHeaders(name))),
                            (_, _) -> true),
                    body);
        }
    }

    private record Whole<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
            implements HttpResponse<T> {

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
