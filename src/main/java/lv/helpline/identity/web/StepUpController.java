package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.shared.web.FormErrors;
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

/// Asks somebody to sign in once more, before what [RequiresRecentSignIn].
@Controller
@RequestMapping("/confirm")
@AllowedTo
class StepUpController {

    private final SignIn signIn;
    private final Passkeys passkeys;
    private final Accounts accounts;
    private final MailedLinks links;
    private final Sessions sessions;
    private final SecurityEvents events;

    StepUpController(
            SignIn signIn,
            Passkeys passkeys,
            Accounts accounts,
            MailedLinks links,
            Sessions sessions,
            SecurityEvents events) {
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.links = links;
        this.sessions = sessions;
        this.events = events;
    }

    /// Who has just signed in, for a session that ended in between, is not asked once more.
    @GetMapping
    String page(
            @RequestParam(defaultValue = "/") String to,
            @RequestParam(defaultValue = "false") boolean sent,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request,
            HttpSession session,
            Model model) {
        if (sent) {
            model.addAttribute("sent", true);
            model.addAttribute("codeAwaited", links.isCodeAwaited(request));
        }
        return sessions.isVerifiedWithin(session, StepUpInterceptor.TO_BEGIN)
                ? "redirect:" + ToSignIn.ownPath(to)
                : page(to, me, model);
    }

    @PostMapping("/password")
    String withPassword(
            @RequestParam String password,
            @RequestParam String code,
            @RequestParam(defaultValue = "/") String to,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var email = accountOf(me).email();
        switch (signIn.withPassword(Event.STEP_UP, email, password, code, request)) {
            case SignIn.Result.Welcome _ -> {
                sessions.verified(request.getSession());
                return "redirect:" + ToSignIn.ownPath(to);
            }
            case SignIn.Result.Wrong() -> {
                FormErrors.ofAField("password", "sign-in.wrong", model);
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
            }
            case SignIn.Result.TooSoon(var left) -> FormErrors.tooSoon(left, response, model);
            case SignIn.Result.Busy() -> FormErrors.busy(response, model);
        }
        return page(to, me, model);
    }

    /// Whoever opens it signs in anew, which proves them; so does whoever types the code beside it.
    @PostMapping("/link")
    String mailLink(
            @RequestParam(defaultValue = "/") String to,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var left = links.send(accountOf(me).email(), request, response);
        if (left.isPositive()) {
            events.happened(Event.STEP_UP, Way.LINK, Result.TOO_SOON, Optional.of(me.id()));
            FormErrors.tooSoon(left, response, model);
            return page(to, me, model);
        }
        after.addAttribute("to", ToSignIn.ownPath(to));
        after.addAttribute("sent", true);
        return "redirect:/confirm";
    }

    @PostMapping("/code")
    String withMailedCode(
            @RequestParam String code,
            @RequestParam(defaultValue = "/") String to,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var result = links.withCode(code, request, response);
        if (result.account().filter(account -> account.id().equals(me.id())).isPresent()) {
            events.happened(Event.STEP_UP, Way.MAILED_CODE, Result.ACCEPTED, Optional.of(me.id()));
            sessions.verified(request.getSession());
            return "redirect:" + ToSignIn.ownPath(to);
        }
        var refused = result instanceof SignIn.Result.Welcome ? new SignIn.Result.Wrong() : result;
        events.happened(Event.STEP_UP, Way.MAILED_CODE, refused.word(), Optional.of(me.id()));
        CodeRefusal.show(refused, response, model);
        return page(to, me, model);
    }

    @PostMapping(path = "/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> passkeyOptions(@AuthenticationPrincipal SignedIn me, HttpSession session) {
        return ResponseEntity.ok(passkeys.requestOptions(accountOf(me), session));
    }

    @PostMapping("/passkey")
    ResponseEntity<?> withPasskey(
            @RequestBody String credential,
            @RequestParam(defaultValue = "/") String to,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request) {
        var owner = passkeys.authenticate(credential, request.getSession())
                .filter(account -> account.id().equals(me.id()));
        events.happened(
                Event.STEP_UP, Way.PASSKEY, owner.isPresent() ? Result.ACCEPTED : Result.WRONG, Optional.of(me.id()));
        if (owner.isEmpty()) {
            signIn.failed(request);
            return ResponseEntity.of(ProblemDetail.forStatus(HttpStatus.UNAUTHORIZED))
                    .build();
        }
        sessions.verified(request.getSession());
        return ResponseEntity.ok(Map.of("to", ToSignIn.ownPath(to)));
    }

    private String page(String to, SignedIn me, Model model) {
        var account = accountOf(me);
        var proofs = accounts.proofs(account.id());
        model.addAttribute("to", ToSignIn.ownPath(to));
        model.addAttribute("byPassword", proofs.passwordHash().isPresent());
        model.addAttribute("byPasskey", proofs.passkeys() > 0);
        model.addAttribute("byLink", me.isConsultant() && links.areMailed());
        model.addAttribute("email", account.email());
        return "confirm";
    }

    private Account accountOf(SignedIn me) {
        return accounts.findActive(me.id()).orElseThrow();
    }
}
