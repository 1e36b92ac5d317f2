package lv.helpline.webcall.web;

import java.util.List;
import java.util.Map;
import lv.helpline.identity.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// Whose socket it is says the session with which it is opened, by our own page. Everybody else is answered 403, before
/// anything of theirs is read.
final class BrowserPhoneCheck implements HandshakeInterceptor {

    /// Where the page connects to.
    static final String ADDRESS = "/duty/phone/socket";

    private final List<String> origins;

    /// @param origins where browsers find our pages
    BrowserPhoneCheck(List<String> origins) {
        this.origins = origins;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var origin = request.getHeaders().getOrigin();
        if (origin == null
                || !origins.contains(origin)
                || !(request instanceof ServletServerHttpRequest servlet)
                || !(servlet.getPrincipal() instanceof Authentication authentication)
                || !(authentication.getPrincipal() instanceof SignedIn me)
                || me.consultantId().isEmpty()) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            return false;
        }
        attributes.put(BrowserPhoneGate.WHO, me.consultantId().get());
        attributes.put(
                BrowserPhoneGate.SESSION,
                servlet.getServletRequest().getSession().getId());
        return true;
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
