package lv.helpline.app;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.shared.web.LimitedBody;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// How many requests are answered at once, by what they are for: each kind has places of its own, so that none of them
/// takes those of another. Whoever finds no free place within 5 s is answered 503 and told when to come again.
///
/// What reads the database has fewer places together than the pool has connections, so that signing in and the jobs
/// always find one.
final class RequestLanes extends OncePerRequestFilter {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private enum Lane {

        /// Files of administrators take as long as their connection needs.
        FILES(2, ""),
        /// Large ones take as long as their reader needs.
        STATIC(256, "/(css|js|webjars|img)/.*"),
        /// What is open to everybody. It reads no database but for published reports, and fits into what the system
        /// keeps for a slow reader.
        OPEN(64, "/(public|report)(/.*)?"),
        /// Strangers fill them with guesses; few at once, so that those find the processors free who only read.
        SIGN_IN(8, "/(sign-in|link)(/.*)?"),
        /// API clients and calendars ask again by themselves.
        CLIENTS(3, "/(api|feed)/.*"),
        PAGES(6, ".*");

        private final Pattern addresses;
        private final int places;

        Lane(int places, String addresses) {
            this.places = places;
            this.addresses = Pattern.compile(addresses);
        }

        /// The first that has the address.
        static Lane of(HttpServletRequest request) {
            if (request instanceof LimitedBody limited && !limited.isRead()) {
                return FILES;
            }
            return Stream.of(values())
                    .filter(lane ->
                            lane.addresses.matcher(request.getRequestURI()).matches())
                    .findFirst()
                    .orElse(PAGES);
        }
    }

    private final Map<Lane, Semaphore> places =
            Stream.of(Lane.values()).collect(toUnmodifiableMap(lane -> lane, lane -> new Semaphore(lane.places, true)));

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var free = Objects.requireNonNull(places.get(Lane.of(request)));
        if (!acquires(free)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(PATIENCE.toSeconds()));
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            free.release();
        }
    }

    private static boolean acquires(Semaphore free) {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
