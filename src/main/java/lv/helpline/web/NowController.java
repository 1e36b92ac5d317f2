package lv.helpline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
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
class NowController {

    private final Boards boards;
    private final NowFeed feed;
    private final MessageSource messages;

    NowController(Boards boards, NowFeed feed, MessageSource messages) {
        this.boards = boards;
        this.feed = feed;
        this.messages = messages;
    }

    @GetMapping("/now")
    String page(@AuthenticationPrincipal SignedIn me, Locale locale, Model model) {
        model.addAttribute("now", new NowView(boards.now(), messages, locale, me.isAdministrator()));
        return "now";
    }

    @GetMapping(path = NowFeed.ADDRESS, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter feed(@AuthenticationPrincipal SignedIn me, Locale locale, HttpServletRequest request) {
        return feed.watch(me, request.getSession().getId(), locale)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
    }
}
