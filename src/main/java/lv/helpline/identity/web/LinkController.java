package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Accounts.Links.Link;
import lv.helpline.accounts.Accounts.Links.Purpose;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.WebProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Links that sign in once. Opening one changes nothing, for mail programs open links by themselves; the button does.
@Controller
@RequestMapping("/link")
class LinkController {

    private final Accounts accounts;
    private final Accounts.Links links;
    private final LinkMaker maker;
    private final SignIn signIn;
    private final Sessions sessions;
    private final SecurityEvents events;
    private final WebProperties properties;
    private final KeptForms forms;
    private final Clock clock;

    LinkController(
            Accounts accounts,
            Accounts.Links links,
            LinkMaker maker,
            SignIn signIn,
            Sessions sessions,
            SecurityEvents events,
            WebProperties properties,
            KeptForms forms,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.maker = maker;
        this.signIn = signIn;
        this.sessions = sessions;
        this.events = events;
        this.properties = properties;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/{token}")
    String page(@PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        var link = links.find(RandomTokens.digest(token), clock.instant());
        if (link.isEmpty()) {
            refused(request);
            return gone(response, HttpStatus.GONE);
        }
        model.addAttribute("token", token);
        model.addAttribute("first", link.get().purpose() == Purpose.FIRST_ADMINISTRATOR);
        model.addAttribute("invited", link.get().purpose() == Purpose.INVITATION);
        model.addAttribute("house", properties.houseName());
        return "link";
    }

    @PostMapping
    String use(
            @RequestParam String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var link = links.use(RandomTokens.digest(token), clock.instant());
        if (link.isEmpty()) {
            refused(request);
            return gone(response, HttpStatus.GONE);
        }
        if (link.get().purpose() == Purpose.FIRST_ADMINISTRATOR) {
            return beginFirst(name, email, locale, request, response, model);
        }
        return link.flatMap(Link::account)
                .flatMap(accounts::findActive)
                .map(account -> {
                    begin(account, request, response);
                    return "redirect:" + forms.latest(account.id()).orElse("/");
                })
                .orElseGet(() -> gone(response, HttpStatus.GONE));
    }

    /// A link is used up by the first try, so that two at once do not both begin. Who was refused gets a new one.
    private String beginFirst(
            String name,
            String email,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (accounts.addFirst(email, name, Author.router(clock.instant()))) {
            case EditResult.Done(var id) -> {
                var account = accounts.find(new AccountId(Integer.parseInt(id))).orElseThrow();
                accounts.setLanguage(account.id(), new Language(locale.getLanguage()));
                begin(accounts.find(account.id()).orElseThrow(), request, response);
                yield "redirect:/account";
            }
            case EditResult.Outdated() -> gone(response, HttpStatus.GONE);
            case EditResult.Refused(var rule) -> {
                var again = maker.forTheFirstAdministrator().getPath();
                model.addAttribute("token", again.substring(again.lastIndexOf('/') + 1));
                model.addAttribute("first", true);
                model.addAttribute("rule", rule);
                model.addAttribute("name", name);
                model.addAttribute("email", email);
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield "link";
            }
        };
    }

    private void begin(Account account, HttpServletRequest request, HttpServletResponse response) {
        sessions.begin(account, request, response);
        events.happened(Event.SIGN_IN, Way.LINK, Result.ACCEPTED, Optional.of(account.id()));
    }

    private void refused(HttpServletRequest request) {
        events.happened(Event.SIGN_IN, Way.LINK, Result.WRONG, Optional.empty());
        signIn.failed(request);
    }

    private static String gone(HttpServletResponse response, HttpStatus status) {
        response.setStatus(status.value());
        return "link-gone";
    }
}
