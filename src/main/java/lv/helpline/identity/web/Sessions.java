package lv.helpline.identity.web;

import static java.util.function.Predicate.not;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.web.Languages;
import lv.helpline.shared.web.WebProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/// What signing in and out does to sessions. A session begins anew when somebody signs in, so that an id known before
/// opens nothing after.
@Component
public class Sessions {

    /// Set on the request whose cookie is to outlive the browser.
    static final String LASTING = Sessions.class.getName() + ".lasting";

    static final String SIGNED_IN_AT = "signedInAt";
    static final String SEEN_AT = "seenAt";
    static final String PROVED_AT = "provedAt";
    static final String ENROLLING = "enrolling";

    /// That somebody came is noted as often.
    static final Duration BETWEEN_SIGHTS = Duration.ofMinutes(1);

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SecurityContextRepository contexts;
    private final Accounts accounts;
    private final KnownDevices devices;
    private final WebProperties properties;
    private final Clock clock;

    Sessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            SecurityContextRepository contexts,
            Accounts accounts,
            KnownDevices devices,
            WebProperties properties,
            Clock clock) {
        this.sessions = sessions;
        this.contexts = contexts;
        this.accounts = accounts;
        this.devices = devices;
        this.properties = properties;
        this.clock = clock;
    }

    /// Whoever could not come back without a link makes a passkey or a password before they may do anything else; a
    /// consultant needs none, for the next link is mailed.
    void begin(Account account, HttpServletRequest request, HttpServletResponse response) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var lasting = account.role() == Role.CONSULTANT;
        if (lasting) {
            request.setAttribute(LASTING, true);
        }
        var session = request.getSession(true);
        // Spring Session's own limit only clears away what nobody comes back to.
        session.setMaxInactiveInterval(
                (int) idleOf(account.role()).plus(BETWEEN_SIGHTS).toSeconds());
        session.setAttribute(SIGNED_IN_AT, clock.millis());
        session.setAttribute(SEEN_AT, clock.millis());
        session.setAttribute(PROVED_AT, clock.millis());
        session.setAttribute(Languages.IN_SESSION, account.language().code());
        if (account.role() != Role.CONSULTANT && !accounts.proofs(account.id()).suffice()) {
            session.setAttribute(ENROLLING, true);
        }
        var context = SessionAttributes.contextOf(SignedIn.as(account));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        devices.remember(account.id(), request, response);
    }

    /// All of an account's, on every router and device.
    public void endAll(AccountId account) {
        sessions.findByPrincipalName(account.toString()).keySet().forEach(sessions::deleteById);
    }

    /// All of an account's but that one: whoever had the old password does not stay.
    void endOthers(AccountId account, String id) {
        sessions.findByPrincipalName(account.toString()).keySet().stream()
                .filter(not(id::equals))
                .forEach(sessions::deleteById);
    }

    /// Whether it has lasted as long as it may, or nobody has come for as long as it waits.
    boolean isOver(HttpSession session, Role role) {
        return !lasts(session.getAttribute(SIGNED_IN_AT), session.getAttribute(SEEN_AT), role);
    }

    /// Whether it is neither ended nor idle for too long nor over. Asking is no activity.
    public boolean isAlive(String id, Role role) {
        var session = sessions.findById(id);
        return session != null
                && !session.isExpired()
                && lasts(session.getAttribute(SIGNED_IN_AT), session.getAttribute(SEEN_AT), role);
    }

    /// Somebody came. It is noted to the minute, which a session may be idle for less.
    void seen(HttpSession session) {
        if (!isWithin(session.getAttribute(SEEN_AT), BETWEEN_SIGHTS)) {
            session.setAttribute(SEEN_AT, clock.millis());
        }
    }

    private boolean lasts(@Nullable Object signedInAt, @Nullable Object seenAt, Role role) {
        var limit = role == Role.CONSULTANT ? properties.device() : properties.atMost();
        return isWithin(signedInAt, limit) && isWithin(seenAt, idleOf(role));
    }

    private Duration idleOf(Role role) {
        return role == Role.CONSULTANT ? properties.device() : properties.idle();
    }

    public static boolean isEnrolling(@Nullable HttpSession session) {
        return session != null && session.getAttribute(ENROLLING) != null;
    }

    static void enrolled(HttpSession session) {
        session.removeAttribute(ENROLLING);
    }

    void verified(HttpSession session) {
        session.setAttribute(PROVED_AT, clock.millis());
    }

    boolean isVerifiedWithin(HttpSession session, Duration limit) {
        return isWithin(session.getAttribute(PROVED_AT), limit);
    }

    private boolean isWithin(@Nullable Object at, Duration limit) {
        return at instanceof Long since
                && clock.instant().isBefore(Instant.ofEpochMilli(since).plus(limit));
    }
}
