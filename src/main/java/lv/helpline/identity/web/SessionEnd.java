package lv.helpline.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.shared.web.NowFeedEvents;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends a session that has lasted as long as it may, however busy it was, or to which nobody has come for too long.
/// A page that follows what happens asks by itself, which is nobody's coming.
final class SessionEnd extends OncePerRequestFilter {

    private final Sessions sessions;
    private final SecurityEvents events;

    SessionEnd(Sessions sessions, SecurityEvents events) {
        this.sessions = sessions;
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (session != null && authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            if (sessions.isOver(session, signedIn.role())) {
                session.invalidate();
                SecurityContextHolder.clearContext();
                events.happened(Event.SIGN_OUT, Way.TIME_OUT, Result.ACCEPTED, Optional.of(signedIn.id()));
            } else if (!request.getRequestURI().equals(NowFeedEvents.ADDRESS)) {
                sessions.seen(session);
            }
        }
        chain.doFilter(request, response);
    }
}
