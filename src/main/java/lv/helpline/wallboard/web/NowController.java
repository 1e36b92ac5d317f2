package lv.helpline.wallboard.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.RosterChange;
import lv.helpline.planning.RosterEditing;
import lv.helpline.shared.web.NowFeedEvents;
import lv.helpline.shared.web.RandomTokens;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// How things stand now: the first page of administrators and coordinators. Without a script it is the page of when it
/// was opened; with one it follows.
@Controller
@AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
class NowController {

    private final Boards boards;
    private final NowFeed feed;
    private final MessageSource messages;
    private final RosterEditing editing;

    NowController(Boards boards, NowFeed feed, MessageSource messages, RosterEditing editing) {
        this.boards = boards;
        this.feed = feed;
        this.messages = messages;
        this.editing = editing;
    }

    @GetMapping("/now")
    String page(@AuthenticationPrincipal SignedIn me, Locale locale, HttpSession session, Model model) {
        model.addAttribute("now", new WallboardView(boards.now(), messages, locale, me.isAdministrator()));
        model.addAttribute(
                "draftChanges", RosterChange.of(editing.draft(me.id()).edit()).size());
        // The tabs of a browser that follow by one connection see the same: they know each other by this.
        model.addAttribute(
                "feedName",
                "now-" + RandomTokens.digest(session.getId()).substring(0, 16) + "-" + locale.getLanguage());
        return "now";
    }

    @GetMapping(path = NowFeedEvents.ADDRESS, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter feed(
            @AuthenticationPrincipal SignedIn me, Locale locale, HttpSession session, HttpServletResponse response) {
        // To reverse proxies: what is sent is passed on at once.
        response.setHeader("X-Accel-Buffering", "no");
        return feed.watch(me, session.getId(), locale)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
    }
}
