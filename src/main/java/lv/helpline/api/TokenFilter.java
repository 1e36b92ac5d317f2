package lv.helpline.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lv.helpline.identity.ApiKeys;
import lv.helpline.identity.ApiKeys.Token;
import lv.helpline.identity.FailedAttempts;
import lv.helpline.identity.web.SecretCipher;
import lv.helpline.identity.web.SecurityEvents;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.Throttle;
import lv.helpline.shared.web.ClientAddresses;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.RateLimiter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Authenticates an API client by the key in its `Authorization` header (RFC 6750). There is no other place for a
/// key: addresses are logged by whatever lies between.
final class TokenFilter extends OncePerRequestFilter {

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([A-Za-z0-9_-]{43})");
    private static final int OF_A_TOKEN = 120;
    private static final int OF_AN_ADDRESS = 300;

    private final ApiKeys apiKeys;
    private final ClientAddresses addresses;
    private final SecurityEvents events;
    private final Clock clock;
    private final RateLimiter byToken;
    private final RateLimiter byAddress;

    /// Of its own, and for wrong keys only: an API client that goes on asking with an old key must keep neither
    /// people nor other API clients out that come from the same address.
    private final Throttle wrongKeys;

    TokenFilter(
            ApiKeys apiKeys,
            FailedAttempts failedAttempts,
            SecretCipher secretCipher,
            ClientAddresses addresses,
            SecurityEvents events,
            Clock clock) {
        this.apiKeys = apiKeys;
        this.addresses = addresses;
        this.events = events;
        this.clock = clock;
        wrongKeys = new Throttle(failedAttempts, secretCipher, clock, "key by address", 10, Duration.ofMinutes(15));
        byToken = new RateLimiter(clock, OF_A_TOKEN);
        byAddress = new RateLimiter(clock, OF_AN_ADDRESS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var address = addresses.of(request);
        var left = byAddress.ask(address);
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (left.isPositive()) {
            events.keyShown(Result.TOO_SOON, Optional.empty());
            tooSoon(left, request, response);
        } else if (header == null) {
            chain.doFilter(request, response);
        } else {
            known(header, address, request, response, chain);
        }
    }

    private void known(
            String header, String address, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = tokenOf(header);
        var left = token.map(each -> byToken.ask(each.toString())).orElseGet(() -> wrongKeys.charge(address));
        if (left.isPositive()) {
            events.keyShown(Result.TOO_SOON, token.map(Token::id));
            tooSoon(left, request, response);
            return;
        }
        events.keyShown(token.isPresent() ? Result.ACCEPTED : Result.WRONG, token.map(Token::id));
        if (token.isEmpty()) {
            refuse(request, response);
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(new ApiClient(token.get()), null, List.of()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private Optional<Token> tokenOf(String header) {
        var bearer = BEARER.matcher(header);
        return bearer.matches() ? apiKeys.use(RandomTokens.digest(bearer.group(1)), clock.instant()) : Optional.empty();
    }

    /// Whether it was expired, revoked or made up is not said.
    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        Problems.send(Problem.of(HttpStatus.UNAUTHORIZED, "problem.unauthorized.token"), request, response);
    }

    private static void tooSoon(Duration left, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var seconds = left.toSeconds() + 1;
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        Problems.send(
                Problem.of(HttpStatus.TOO_MANY_REQUESTS, "problem.too-many-requests.wait", seconds), request, response);
    }
}
