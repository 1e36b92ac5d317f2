package lv.helpline.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lv.helpline.identity.web.SecurityEvents;
import lv.helpline.shared.web.LimitedBody;
import org.springdoc.api.AbstractOpenApiResource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Asks of an API client's key what the resource [RequiresScope]. A resource that says nothing is nobody's; the
/// description of the interface is everybody's who has a key.
public final class ScopeInterceptor implements HandlerInterceptor {

    private final SecurityEvents events;

    public ScopeInterceptor(SecurityEvents events) {
        this.events = events;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)
                || AbstractOpenApiResource.class.isAssignableFrom(method.getBeanType())) {
            return true;
        }
        var requiresScope = method.getMethodAnnotation(RequiresScope.class);
        if (request.getUserPrincipal() instanceof Authentication known
                && known.getPrincipal() instanceof ApiClient apiClient) {
            if (requiresScope != null && apiClient.may(requiresScope.value())) {
                LimitedBody.allowMore(request);
                return true;
            }
            events.keyForbidden(apiClient.token().id());
        }
        Problems.send(
                requiresScope == null
                        ? Problem.of(HttpStatus.FORBIDDEN)
                        : Problem.of(
                                HttpStatus.FORBIDDEN,
                                "problem.forbidden.scope",
                                requiresScope.value().word()),
                request,
                response);
        return false;
    }
}
