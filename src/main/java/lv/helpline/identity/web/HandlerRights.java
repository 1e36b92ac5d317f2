package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import lv.helpline.accounts.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/// Lets in whom the handler of a request is for, as [AllowedTo] beside it says. A handler that says nothing is for
/// nobody; a file, and an address that there is not, for everybody who is signed in.
final class HandlerRights implements AuthorizationManager<RequestAuthorizationContext> {

    private final AuthorizationManager<RequestAuthorizationContext> signedIn =
            AuthenticatedAuthorizationManager.authenticated();
    private final SingletonSupplier<List<HandlerMapping>> mappings;

    /// @param mappings which are looked for once, at the first request: they are made after the filters
    HandlerRights(ObjectProvider<HandlerMapping> mappings) {
        this.mappings = SingletonSupplier.of(() -> mappings.orderedStream().toList());
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext asked) {
        var known = signedIn.authorize(who, asked);
        if (known == null || !known.isGranted()) {
            return known;
        }
        var handler = handlerOf(asked.getRequest());
        if (handler == null || handler instanceof ResourceHttpRequestHandler) {
            return known;
        }
        var allowed = allowedTo(handler);
        return allowed == null
                ? new AuthorizationDecision(false)
                : AuthorityAuthorizationManager.<RequestAuthorizationContext>hasAnyRole(
                                Arrays.stream(allowed.value()).map(Role::name).toArray(String[]::new))
                        .authorize(who, asked);
    }

    /// None, too, for what no handler takes, such as a wrong method: whoever dispatches the request says so.
    private @Nullable Object handlerOf(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        for (var mapping : mappings.obtain()) {
            try {
                var found = mapping.getHandler(request);
                if (found != null) {
                    return found.getHandler();
                }
            } catch (Exception notTaken) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable AllowedTo allowedTo(Object handler) {
        if (handler instanceof HandlerMethod method) {
            var its = method.getMethodAnnotation(AllowedTo.class);
            return its == null ? allowedTo(method.getBeanType()) : its;
        }
        return handler instanceof WebSocketHttpRequestHandler socket
                ? allowedTo(WebSocketHandlerDecorator.unwrap(socket.getWebSocketHandler())
                        .getClass())
                : null;
    }

    private static @Nullable AllowedTo allowedTo(Class<?> type) {
        return AnnotatedElementUtils.findMergedAnnotation(type, AllowedTo.class);
    }
}
