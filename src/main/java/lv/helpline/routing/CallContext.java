package lv.helpline.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.WishId;

/// A call to a line of ours while it is decided.
record CallContext(Snapshot snapshot, RoutingRequest request, Line line, Instant at) {

    /// The language asked for, if the line serves it, else the one that callers of the line hear first.
    static Language languageOf(RoutingRequest routingRequest, Line line) {
        return routingRequest
                .language()
                .filter(line.languages()::contains)
                .orElseGet(() -> line.languages().getFirst());
    }

    Language language() {
        return languageOf(request, line);
    }

    /// The caller's, if the line offers it.
    Optional<WishId> wish() {
        return request.wish().filter(line::offers);
    }

    /// The same call of a caller who has said both.
    CallContext choosing(Language language, Optional<WishId> wish) {
        return new CallContext(snapshot, request.choosing(language, wish), line, at);
    }

    /// A new call to the other line.
    CallContext to(Line other) {
        var asked = new RoutingRequest(
                other.number(), request.language(), request.wish(), Duration.ZERO, Optional.empty(), request.ended());
        return new CallContext(snapshot, asked, other, at);
    }

    boolean isOpen() {
        return snapshot.roster().openingCause(line, at).opens();
    }

    /// Whether the call has been here for a while, so that the end of hours and of duties does not touch it yet.
    boolean hasGrace() {
        return !request.waited().isZero() && !line.grace().isZero();
    }

    /// Since when the line, and whoever was on duty for it, counts for this call.
    Instant graceFrom() {
        var reach = request.waited().compareTo(line.grace()) < 0 ? request.waited() : line.grace();
        return at.minus(reach);
    }

    /// Closed by now, but the call came while it was open.
    boolean staysOpen() {
        return hasGrace() && !isOpen() && snapshot.roster().wasOpen(line, graceFrom(), at);
    }

    /// Why the line is open or closed.
    Reason openingReason() {
        return Reason.of(
                switch (snapshot.roster().openingCause(line, at)) {
                    case DATED_CLOSURE -> Rule.DATED_CLOSURE;
                    case SPECIAL_OPENING -> Rule.SPECIAL_OPENING;
                    case PUBLIC_HOLIDAY -> Rule.PUBLIC_HOLIDAY;
                    case OPENING_HOURS -> Rule.OPENING_HOURS;
                    case OUTSIDE_HOURS -> Rule.OUTSIDE_HOURS;
                });
    }
}
