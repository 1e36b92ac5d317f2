package lv.helpline.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import lv.helpline.shared.web.LimitedBody;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.filter.OncePerRequestFilter;

/// The first of all filters. It reads what a request brings, up to [BodyLimits#ORDINARY] and within 10 s, before
/// anything else looks at the request: no size, no slowness and no number of bodies takes memory or a place from
/// others.
/// Larger ones are left unread until somebody who may send them is known.
///
/// What it refuses: 413 for too many bytes, said or counted; 408 for a body that comes too slowly; 415 for a
/// `multipart` form where no file is taken; 411 for one whose length is not said; 400 for a form that cannot be read;
/// 503 while too many bodies are being read, from one address or from all, or too many connections are open.
final class BodyLimitFilter extends OncePerRequestFilter {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How many bodies are read at once: together they are 64 MB at the most.
    private static final int BODIES = 1000;

    /// How many of them come from one address.
    private static final int OF_AN_ADDRESS = 64;

    /// The attribute of a request that was answered by a sentence, with its status.
    private static final String REFUSED = BodyLimitFilter.class.getName();

    private static final String BUSY = """
            Pārāk daudz pieprasījumu, vai jūsējais nāca pārāk lēni. Mēģiniet vēlreiz pēc 10 sekundēm.
            Too many requests, or yours came too slowly. Try again in 10 seconds.
            """;

    private final LongSupplier nanoTime;
    private final Semaphore bodies = new Semaphore(BODIES);
    private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();

    /// @param nanoTime as `System.nanoTime()`
    BodyLimitFilter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static final class Refused extends Exception {

        private final HttpStatus status;

        Refused(HttpStatus status) {
            super(status.name(), null, false, false);
            this.status = status;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // Tomcat takes a body that broke off for an error of its own, whatever was answered.
            if (request.getAttribute(REFUSED) instanceof HttpStatus status) {
                say(status, response);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        HttpServletRequest limited;
        try {
            limited = limited(request);
        } catch (Refused refused) {
            refuse(refused.status, request, response);
            return;
        }
        try {
            chain.doFilter(limited, response);
        } catch (LimitedBody.TooLarge _) {
            refuse(HttpStatus.CONTENT_TOO_LARGE, request, response);
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /// The rest of the body is not waited for. Whoever was too slow, or came when too many did, gets a sentence:
    /// the page for an error takes a thousand times longer, and these may be thousands a second.
    private static void refuse(HttpStatus status, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.REQUEST_TIMEOUT) {
            request.setAttribute(REFUSED, status);
            say(status, response);
        } else {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.sendError(status.value());
        }
    }

    private static void say(HttpStatus status, HttpServletResponse response) throws IOException {
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.CONNECTION, "close");
        response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(BUSY);
    }

    private HttpServletRequest limited(HttpServletRequest request) throws IOException, Refused {
        var length = request.getContentLengthLong();
        var most = BodyLimits.of(request.getMethod(), request.getRequestURI());
        if (length > most) {
            throw new Refused(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (isMultipart(request)) {
            if (most == BodyLimits.ORDINARY) {
                throw new Refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
            }
            if (length < 0) {
                throw new Refused(HttpStatus.LENGTH_REQUIRED);
            }
            return LimitedBody.unread(request, most);
        }
        if (most > BodyLimits.ORDINARY) {
            return LimitedBody.unread(request, most);
        }
        if (length == 0 || (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null)) {
            return request;
        }
        try {
            return LimitedBody.read(request, readInTurn(request));
        } catch (IllegalArgumentException | HttpMessageNotReadableException unreadable) {
            throw new Refused(HttpStatus.BAD_REQUEST);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) throws Refused {
        try {
            var type = request.getContentType();
            return type != null && MediaType.parseMediaType(type).getType().equals("multipart");
        } catch (InvalidMediaTypeException unreadable) {
            throw new Refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    private byte[] readInTurn(HttpServletRequest request) throws IOException, Refused {
        var address = request.getRemoteAddr();
        if (!bodies.tryAcquire()) {
            throw new Refused(HttpStatus.SERVICE_UNAVAILABLE);
        }
        try {
            if (byAddress.merge(address, 1, Integer::sum) > OF_AN_ADDRESS) {
                throw new Refused(HttpStatus.SERVICE_UNAVAILABLE);
            }
            return read(request);
        } finally {
            byAddress.computeIfPresent(address, (_, reading) -> reading == 1 ? null : reading - 1);
            bodies.release();
        }
    }

    private byte[] read(HttpServletRequest request) throws IOException, Refused {
        var begun = nanoTime.getAsLong();
        var body = new ByteArrayOutputStream(Math.max(512, request.getContentLength()));
        var some = new byte[4096];
        var in = request.getInputStream();
        try {
            for (int count; (count = in.read(some)) >= 0; ) {
                body.write(some, 0, count);
                if (body.size() > BodyLimits.ORDINARY) {
                    throw new Refused(HttpStatus.CONTENT_TOO_LARGE);
                }
                if (nanoTime.getAsLong() - begun > PATIENCE.toNanos()) {
                    throw new Refused(HttpStatus.REQUEST_TIMEOUT);
                }
            }
        } catch (IOException broken) {
            // Tomcat wraps it.
            var isSlow = NestedExceptionUtils.getMostSpecificCause(broken) instanceof SocketTimeoutException;
            // Else its connection had to make room, or nobody is there to read an answer.
            throw new Refused(isSlow ? HttpStatus.REQUEST_TIMEOUT : HttpStatus.SERVICE_UNAVAILABLE);
        }
        return body.toByteArray();
    }
}
