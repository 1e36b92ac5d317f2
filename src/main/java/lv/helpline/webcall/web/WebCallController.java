package lv.helpline.webcall.web;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.routing.Alternative;
import lv.helpline.routing.CallRouter;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.shared.Formats;
import lv.helpline.webcall.WebCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// What a page is told that wants to call: a ticket, or that the line is closed, before it asks for the microphone. It
/// asks without a session, and so it says its language.
@Controller
class WebCallController {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Roster.ZONE);

    private final SnapshotSource snapshots;
    private final WebCalls calls;
    private final WebCallProperties properties;
    private final MessageSource texts;
    private final CallTraces traces;
    private final Clock clock;

    WebCallController(
            SnapshotSource snapshots,
            WebCalls calls,
            WebCallProperties properties,
            MessageSource texts,
            CallTraces traces,
            Clock clock) {
        this.snapshots = snapshots;
        this.calls = calls;
        this.properties = properties;
        this.texts = texts;
        this.traces = traces;
        this.clock = clock;
    }

    /// Another line that is open now.
    ///
    /// @param line 8 digits
    public record Other(String line, String shown) {}

    /// @param state   `open`, `closed` or `full`
    /// @param ticket  what is dialled, and the key of the socket; only when open
    /// @param socket  the path of the socket; only when open
    /// @param relays  through which all sound goes; empty for none
    /// @param text    what there is to say when closed
    /// @param other   what may be called instead when closed
    public record Answer(
            String state,
            @Nullable String ticket,
            @Nullable String socket,
            List<Relay> relays,
            @Nullable String text,
            @Nullable Other other) {}

    /// @param line     8 digits
    /// @param language in which to be spoken to; another than the line's counts as its first one
    /// @param page     the language of the page
    @PostMapping("/public/call")
    ResponseEntity<Answer> ask(
            @RequestParam String line, @RequestParam String language, @RequestParam(defaultValue = "lv") String page) {
        if (!properties.isOn()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        traces.leave();
        var now = clock.instant();
        var snapshot =
                snapshots.current().orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
        var called =
                snapshot.roster().findLine(line).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(answer(snapshot, called, spoken(called, language), Locale.forLanguageTag(page), now));
    }

    private static Language spoken(Line line, String code) {
        return line.languages().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseGet(() -> line.languages().getFirst());
    }

    private Answer answer(Snapshot snapshot, Line line, Language language, Locale page, Instant now) {
        var request = new RoutingRequest(line.number(), Optional.of(language));
        if (CallRouter.decide(snapshot, request, now) instanceof Decision.Closed closed) {
            return new Answer("closed", null, null, List.of(), whenOpen(closed, page), other(closed));
        }
        return calls.issue(line.number(), language, now)
                .map(ticket ->
                        new Answer("open", ticket, TicketCheck.ADDRESS, Relay.until(now, properties), null, null))
                .orElseGet(() -> new Answer("full", null, null, List.of(), null, null));
    }

    private String whenOpen(Decision.Closed closed, Locale page) {
        return closed.opensAt()
                .map(at -> texts.getMessage(
                        "open.call-closed-until", new Object[] {day(page).format(at), TIME.format(at)}, page))
                .orElseGet(() -> texts.getMessage("open.call-closed", null, page));
    }

    private DateTimeFormatter day(Locale page) {
        return DateTimeFormatter.ofPattern(texts.getMessage("open.day", null, page), page)
                .withZone(Roster.ZONE);
    }

    private static @Nullable Other other(Decision.Closed closed) {
        return closed.alternative() instanceof Alternative.OpenLine(var line)
                ? new Other(line.number(), "+371 " + Formats.spaced(line.number()))
                : null;
    }
}
