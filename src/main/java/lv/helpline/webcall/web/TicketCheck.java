package lv.helpline.webcall.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.webcall.WebCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/// Lets a browser's socket in that is opened by our own page and shows a ticket. Everybody else is answered 403, before
/// anything of theirs is read.
final class TicketCheck implements HandshakeInterceptor {

    /// Where browsers bring their calls to.
    static final String ADDRESS = "/public/call/socket";

    static final String TICKET = "ticket";

    private final WebCalls calls;
    private final List<String> origins;
    private final Clock clock;

    /// @param origins where browsers find our page
    TicketCheck(WebCalls calls, List<String> origins, Clock clock) {
        this.calls = calls;
        this.origins = origins;
        this.clock = clock;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var call = Optional.ofNullable(ticket(request)).flatMap(ticket -> calls.find(ticket, clock.instant()));
        var origin = request.getHeaders().getOrigin();
        if (origin == null || !origins.contains(origin) || call.isEmpty()) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            return false;
        }
        attributes.put(WebCallGate.CALL, call.get());
        return true;
    }

    private static @Nullable String ticket(ServerHttpRequest request) {
        return UriComponentsBuilder.fromUri(request.getURI())
                .build()
                .getQueryParams()
                .getFirst(TICKET);
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception error) {
        // Nothing is left to do.
    }
}
