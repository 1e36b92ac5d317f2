package lv.helpline.webcall.web;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.roster.Roster;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.webcall.BrowserPhones;
import lv.helpline.webcall.WebCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/// The page on which a consultant takes calls.
@Controller
@RequestMapping("/duty/phone")
@AllowedTo(Role.CONSULTANT)
class BrowserPhoneController {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Roster.ZONE);

    private final BrowserPhones phones;
    private final WebCalls calls;
    private final SnapshotSource snapshots;
    private final WebCallProperties properties;
    private final Clock clock;

    BrowserPhoneController(
            BrowserPhones phones, WebCalls calls, SnapshotSource snapshots, WebCallProperties properties, Clock clock) {
        this.phones = phones;
        this.calls = calls;
        this.snapshots = snapshots;
        this.properties = properties;
        this.clock = clock;
    }

    /// A line, as a page that rings shows it.
    public record Called(String number, String name) {}

    @GetMapping
    String page(Model model) {
        model.addAttribute("on", properties.takesCalls());
        model.addAttribute("lines", lines());
        return "duty-phone";
    }

    private List<Called> lines() {
        return snapshots.current().stream()
                .flatMap(snapshot -> snapshot.roster().data().lines().stream())
                .map(line -> new Called(line.number(), line.name()))
                .toList();
    }

    /// What the page needs before it connects, and what it has not heard of.
    ///
    /// @param socket the path of the socket
    /// @param relays through which all sound goes; empty for none
    /// @param times  how often their phone rang instead
    /// @param last   when it did last, such as 10:05; nothing for never
    public record Ready(
            String socket,
            List<Relay> relays,
            int times,
            @Nullable String last) {}

    /// What a call needs that tries the sound.
    ///
    /// @param ticket what is dialled, and the key of the socket
    public record Test(String ticket, String socket, List<Relay> relays) {}

    @PostMapping("/test")
    ResponseEntity<Test> test() {
        requireOn();
        var now = clock.instant();
        var ticket =
                calls.issueTest(now).orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Test(ticket, TicketCheck.ADDRESS, Relay.until(now, properties)));
    }

    private void requireOn() {
        if (!properties.takesCalls()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @PostMapping("/ready")
    ResponseEntity<Ready> ready(@AuthenticationPrincipal SignedIn me) {
        requireOn();
        var away = phones.tellAway(me.consultantId().orElseThrow());
        var last = Optional.ofNullable(away.last()).map(TIME::format).orElse(null);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Ready(
                        BrowserPhoneCheck.ADDRESS, Relay.until(clock.instant(), properties), away.times(), last));
    }
}
