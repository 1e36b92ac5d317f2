package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Signing in, by passkey, by password and code, or by asking for a link.
@Controller
@RequestMapping("/sign-in")
class SignInController {

    private static final int PASSKEY_WAITS_SECONDS = 300;

    private final SignIn signIn;
    private final Passkeys passkeys;
    private final MailedLinks links;
    private final Sessions sessions;
    private final SecurityEvents events;

    SignInController(SignIn signIn, Passkeys passkeys, MailedLinks links, Sessions sessions, SecurityEvents events) {
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.links = links;
        this.sessions = sessions;
        this.events = events;
    }

    @GetMapping
    String page(
            @RequestParam(defaultValue = "/") String to,
            @RequestParam(defaultValue = "false") boolean sent,
            @AuthenticationPrincipal @Nullable SignedIn me,
            HttpServletRequest request,
            Model model) {
        if (me != null) {
            return "redirect:" + ToSignIn.ownPath(to);
        }
        if (sent) {
            model.addAttribute("sent", true);
        }
        model.addAttribute("codeAwaited", links.isCodeAwaited(request));
        return page(to, model);
    }

    @PostMapping("/password")
    String withPassword(
            @RequestParam String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam String code,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (signIn.withPassword(Event.SIGN_IN, email, password, code, request)) {
            case SignIn.Result.Welcome(var account) -> {
                sessions.begin(account, request, response);
                yield "redirect:" + ToSignIn.ownPath(to);
            }
            case SignIn.Result.Wrong() -> {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                FormErrors.ofAField("email", "sign-in.wrong", model);
                yield again(email, to, model);
            }
            case SignIn.Result.TooSoon(var left) -> {
                FormErrors.tooSoon(left, response, model);
                yield again(email, to, model);
            }
            case SignIn.Result.Busy() -> {
                FormErrors.busy(response, model);
                yield again(email, to, model);
            }
        };
    }

    /// The answer is the same whether the address is somebody's or not. Reloading it mails nothing.
    @PostMapping("/link")
    String mailLink(
            @RequestParam String email,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var left = links.ask(email, request, response);
        if (left.isPositive()) {
            events.happened(Event.SIGN_IN, Way.LINK, Result.TOO_SOON, Optional.empty());
            model.addAttribute("linkEmail", email);
            FormErrors.tooSoon(left, response, model);
            return page(to, model);
        }
        after.addAttribute("to", ToSignIn.ownPath(to));
        after.addAttribute("sent", true);
        after.addAttribute(Languages.IN_ADDRESS, locale.getLanguage());
        return "redirect:/sign-in";
    }

    /// For whoever reads the mail elsewhere than here.
    @PostMapping("/code")
    String withMailedCode(
            @RequestParam String code,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var result = links.withCode(code, request, response);
        events.happened(
                Event.SIGN_IN, Way.MAILED_CODE, result.word(), result.account().map(Account::id));
        if (result instanceof SignIn.Result.Welcome(var account)) {
            sessions.begin(account, request, response);
            return "redirect:" + ToSignIn.ownPath(to);
        }
        CodeRefusal.show(result, response, model);
        return page(to, model);
    }

    @PostMapping(path = "/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> passkeyOptions(HttpServletRequest request) {
        if (signIn.waiting(request).isPositive()) {
            events.happened(Event.SIGN_IN, Way.PASSKEY, Result.TOO_SOON, Optional.empty());
            return ResponseEntity.of(ProblemDetail.forStatus(HttpStatus.TOO_MANY_REQUESTS))
                    .build();
        }
        var session = request.getSession();
        session.setMaxInactiveInterval(PASSKEY_WAITS_SECONDS);
        return ResponseEntity.ok(passkeys.requestOptions(null, session));
    }

    @PostMapping("/passkey")
    ResponseEntity<?> withPasskey(
            @RequestBody String credential,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        var account = passkeys.authenticate(credential, request.getSession());
        events.happened(
                Event.SIGN_IN,
                Way.PASSKEY,
                account.isPresent() ? Result.ACCEPTED : Result.WRONG,
                account.map(Account::id));
        if (account.isEmpty()) {
            signIn.failed(request);
            return ResponseEntity.of(ProblemDetail.forStatus(HttpStatus.UNAUTHORIZED))
                    .build();
        }
        sessions.begin(account.get(), request, response);
        return ResponseEntity.ok(Map.of("to", ToSignIn.ownPath(to)));
    }

    private String again(String email, String to, Model model) {
        model.addAttribute("email", email);
        return page(to, model);
    }

    private String page(String to, Model model) {
        model.addAttribute("to", ToSignIn.ownPath(to));
        model.addAttribute("again", ToSignIn.address(ToSignIn.ownPath(to)));
        model.addAttribute("mails", links.areMailed());
        if (to.startsWith(KeptForms.address(""))) {
            model.addAttribute("late", "kept.sign-in");
        } else if (to.endsWith(KeptForms.with(KeptForms.PARAMETER, KeptForms.A_FILE, ""))) {
            model.addAttribute("late", "kept.sign-in-file");
        }
        return "sign-in";
    }
}
