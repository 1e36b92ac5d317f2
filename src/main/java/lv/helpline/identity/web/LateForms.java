package lv.helpline.identity.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.shared.web.Languages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/// What becomes of a request that is not let in. A form that came after its session had ended is kept, and leads to its
/// page again: by way of signing in, or at once when the same account has signed in since, for then the form only has
/// the token of the session before. Everything else is forbidden.
final class LateForms implements AccessDeniedHandler {

    /// What is of no use later.
    private static final Pattern OF_THE_MOMENT = Pattern.compile("/(sign-out|language(/.*)?|confirm(/.*)?)");

    private final KeptForms forms;
    private final SecurityEvents events;
    private final ToSignIn toSignIn = new ToSignIn();
    private final AccessDeniedHandler forbidden = new AccessDeniedHandlerImpl();

    LateForms(KeptForms forms, SecurityEvents events) {
        this.forms = forms;
        this.events = events;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null && SecurityConfiguration.isUnsafe(request)) {
            signInFirst(request, response);
        } else if (authentication != null
                && authentication.getPrincipal() instanceof SignedIn me
                && refused instanceof CsrfException
                && isOf(me, request)) {
            response.sendRedirect(
                    isAFile(request)
                            ? KeptForms.with(KeptForms.PARAMETER, KeptForms.A_FILE, request.getRequestURI())
                            : forms.keep(request).orElseThrow().address() + "#kept");
        } else {
            if (authentication != null && authentication.getPrincipal() instanceof SignedIn me) {
                var way = refused instanceof CsrfException ? Way.FORM : Way.ROLE;
                events.happened(Event.ACCESS, way, Result.FORBIDDEN, Optional.of(me.id()));
            }
            forbidden.handle(request, response, refused);
        }
    }

    private boolean isOf(SignedIn me, HttpServletRequest request) {
        return !OF_THE_MOMENT.matcher(request.getRequestURI()).matches()
                && forms.originOf(request)
                        .filter(origin -> origin.account().equals(me.id()))
                        .isPresent();
    }

    private void signInFirst(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isAFile(request)) {
            response.sendRedirect(
                    ToSignIn.address(KeptForms.with(KeptForms.PARAMETER, KeptForms.A_FILE, request.getRequestURI())));
            return;
        }
        var kept = HttpMethod.POST.matches(request.getMethod())
                        && !OF_THE_MOMENT.matcher(request.getRequestURI()).matches()
                ? forms.keep(request)
                : Optional.<KeptForms.Kept>empty();
        if (kept.isPresent()) {
            response.sendRedirect(KeptForms.with(
                    Languages.IN_ADDRESS,
                    kept.get().origin().language(),
                    ToSignIn.address(KeptForms.address(kept.get().id()))));
        } else {
            toSignIn.send(request, response);
        }
    }

    private static boolean isAFile(HttpServletRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("multipart/");
    }
}
