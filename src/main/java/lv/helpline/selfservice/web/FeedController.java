package lv.helpline.selfservice.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lv.helpline.accounts.Role;
import lv.helpline.identity.FailedAttempts;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.OnceForms;
import lv.helpline.identity.web.SecretCipher;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.identity.web.Throttle;
import lv.helpline.planning.DutyRepository;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.shared.web.ClientAddresses;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.WebProperties;
import lv.helpline.staff.CalendarSubscriptions;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A consultant's duties for their own calendar program, which cannot sign in: whoever knows the address reads them. It
/// shows when, and not what.
@Controller
@AllowedTo(Role.CONSULTANT)
class FeedController {

    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final CalendarSubscriptions calendarSubscriptions;
    private final DutyRepository dutyRepository;
    private final Holidays holidays;
    private final WebProperties properties;
    private final ClientAddresses addresses;
    private final OnceForms forms;
    private final Clock clock;

    /// Of its own: a program that goes on asking for an old address must not make signing in slow.
    private final Throttle throttle;

    FeedController(
            CalendarSubscriptions calendarSubscriptions,
            DutyRepository dutyRepository,
            Holidays holidays,
            WebProperties properties,
            OnceForms forms,
            FailedAttempts failedAttempts,
            SecretCipher secretCipher,
            ClientAddresses addresses,
            Clock clock) {
        this.calendarSubscriptions = calendarSubscriptions;
        this.dutyRepository = dutyRepository;
        this.holidays = holidays;
        this.properties = properties;
        this.addresses = addresses;
        this.forms = forms;
        this.clock = clock;
        throttle = new Throttle(failedAttempts, secretCipher, clock, "feed by address", 30, Duration.ofMinutes(15));
    }

    @GetMapping("/feed/{token}.ics")
    ResponseEntity<String> feed(@PathVariable String token, HttpServletRequest request) {
        if (throttle.charge(addresses.of(request)).isPositive()) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
        }
        var consultant = calendarSubscriptions.find(RandomTokens.digest(token));
        if (consultant.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        throttle.refund(addresses.of(request));
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.maxAge(KEPT).cachePrivate())
                .body(calendar(consultant.get(), clock.instant()));
    }

    private String calendar(ConsultantId consultant, Instant now) {
        return DutyFeed.of(new Roster(dutyRepository.roster(now), holidays), consultant, now);
    }

    /// It is shown once, on the answer itself: no page has it later.
    @PostMapping("/duty/feed")
    String make(
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model) {
        if (!forms.begin(once)) {
            return OnceForms.shownBefore("feed", "/duty", response, model);
        }
        var token = RandomTokens.token();
        calendarSubscriptions.make(
                me.consultantId().orElseThrow(), RandomTokens.digest(token), me.author(clock.instant()));
        var address = properties.address().resolve("/feed/" + token + ".ics");
        model.addAttribute("address", address);
        model.addAttribute("subscribe", URI.create("webcal" + address.toString().replaceFirst("https?", "")));
        return "duty-feed";
    }

    @PostMapping("/duty/feed/revoke")
    String revoke(@AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        return ToDuty.answer(
                calendarSubscriptions.revoke(me.consultantId().orElseThrow(), me.author(clock.instant())),
                "duty.feed-revoked",
                after);
    }
}
