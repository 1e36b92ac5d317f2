package lv.helpline.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lv.helpline.admin.Account;
import lv.helpline.admin.AccountId;
import lv.helpline.admin.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/// What signing in and out does to sessions. A session begins anew when somebody signs in, so that an id known before
/// opens nothing after.
@Component
class Sessions {

    /// Set on the request whose cookie is to outlive the browser.
    static final String LASTING = Sessions.class.getName() + ".lasting";

    private static final String SIGNED_IN_AT = "signedInAt";
    private static final String PROVED_AT = "provedAt";
    private static final String ENROLLING = "enrolling";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SecurityContextRepository contexts;
    private final WebProperties properties;
    private final Clock clock;

    Sessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            SecurityContextRepository contexts,
            WebProperties properties,
            Clock clock) {
        this.sessions = sessions;
        this.contexts = contexts;
        this.properties = properties;
        this.clock = clock;
    }

    /// @param enrolling whether they have to make a passkey or a password before they may do anything else
    void begin(Account account, boolean enrolling, HttpServletRequest request, HttpServletResponse response) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var lasting = account.role() == Role.CONSULTANT;
        if (lasting) {
            request.setAttribute(LASTING, true);
        }
        var session = request.getSession(true);
        var idle = lasting ? properties.device() : properties.idle();
        session.setMaxInactiveInterval((int) idle.toSeconds());
        session.setAttribute(SIGNED_IN_AT, clock.millis());
        session.setAttribute(PROVED_AT, clock.millis());
        session.setAttribute(Languages.IN_SESSION, account.language().code());
        if (enrolling) {
            session.setAttribute(ENROLLING, true);
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                SignedIn.as(account),
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + account.role().name()))));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /// All of an account's, on every router and device.
    void endAll(AccountId account) {
        sessions.findByPrincipalName(account.toString()).keySet().forEach(sessions::deleteById);
    }

    /// Whether it has lasted as long as it may.
    boolean isOver(HttpSession session, Role role) {
        return !isWithin(session.getAttribute(SIGNED_IN_AT), limit(role));
    }

    private Duration limit(Role role) {
        return role == Role.CONSULTANT ? properties.device() : properties.atMost();
    }

    /// Whether it is neither ended nor idle for too long nor over. Asking is no activity.
    boolean isAlive(String id, Role role) {
        var session = sessions.findById(id);
        return session != null && !session.isExpired() && isWithin(session.getAttribute(SIGNED_IN_AT), limit(role));
    }

    static boolean isEnrolling(@Nullable HttpSession session) {
        return session != null && session.getAttribute(ENROLLING) != null;
    }

    static void enrolled(HttpSession session) {
        session.removeAttribute(ENROLLING);
    }

    void proved(HttpSession session) {
        session.setAttribute(PROVED_AT, clock.millis());
    }

    boolean isProvedWithin(HttpSession session, Duration limit) {
        return isWithin(session.getAttribute(PROVED_AT), limit);
    }

    private boolean isWithin(@Nullable Object at, Duration limit) {
        return at instanceof Long since
                && clock.instant().isBefore(Instant.ofEpochMilli(since).plus(limit));
    }
}
