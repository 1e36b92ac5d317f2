package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/// Keeps whoever has to make a passkey or a password at that, for they have nothing yet to prove themselves by;
/// and asks everybody else again before what [RequiresRecentSignIn]. A form that they had filled in is kept meanwhile.
public class StepUpInterceptor implements HandlerInterceptor {

    /// For the page with the form, and longer for the form that was filled in.
    static final Duration TO_BEGIN = Duration.ofMinutes(10);
    private static final Duration TO_FINISH = Duration.ofMinutes(30);

    private final Sessions sessions;
    private final KeptForms forms;

    public StepUpInterceptor(Sessions sessions, KeptForms forms) {
        this.sessions = sessions;
        this.forms = forms;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || request.getUserPrincipal() == null) {
            return true;
        }
        var session = request.getSession();
        if (Sessions.isEnrolling(session)) {
            var allowed = request.getRequestURI().matches("/(account(/.*)?|sign-in.*|link.*|language(/.*)?|error)");
            if (!allowed) {
                response.sendRedirect("/account");
            }
            return allowed;
        }
        var asksAgain = method.hasMethodAnnotation(RequiresRecentSignIn.class)
                || method.getBeanType().isAnnotationPresent(RequiresRecentSignIn.class);
        var limit = SecurityConfiguration.isUnsafe(request) ? TO_FINISH : TO_BEGIN;
        if (asksAgain && !sessions.isVerifiedWithin(session, limit)) {
            var back = SecurityConfiguration.isUnsafe(request)
                    ? forms.keep(request)
                            .map(kept -> KeptForms.address(kept.id()))
                            .orElseGet(() -> ToSignIn.ownPath(pathOf(request.getHeader("Referer"))))
                    : request.getRequestURI();
            response.sendRedirect(UriComponentsBuilder.fromPath("/confirm")
                    .queryParam("to", "{to}")
                    .encode()
                    .buildAndExpand(back)
                    .toUriString());
            return false;
        }
        return true;
    }

    private static String pathOf(@Nullable String referer) {
        return referer == null
                ? "/"
                : String.valueOf(
                        UriComponentsBuilder.fromUriString(referer).build().getPath());
    }
}
