package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditSubject;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.RandomTokens;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page of one's own account: passkeys, password and codes. Nothing here takes an id, so nobody reaches
/// another's.
@Controller
@RequestMapping("/account")
@AllowedTo
class AccountController {

    static final String NEW_SECRET = "newTotpSecret";
    private static final int SECRET_CHARACTERS = 32;
    private static final int CODE_CHARACTERS = 16;
    private static final int CODES = 8;

    private final Accounts accounts;
    private final Passkeys passkeys;
    private final Passwords passwords;
    private final SecretCipher secretCipher;
    private final Sessions sessions;
    private final Audit audit;
    private final SecurityEvents events;
    private final OnceForms forms;
    private final Clock clock;

    AccountController(
            Accounts accounts,
            Passkeys passkeys,
            Passwords passwords,
            SecretCipher secretCipher,
            Sessions sessions,
            Audit audit,
            SecurityEvents events,
            OnceForms forms,
            Clock clock) {
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.passwords = passwords;
        this.secretCipher = secretCipher;
        this.sessions = sessions;
        this.audit = audit;
        this.events = events;
        this.forms = forms;
        this.clock = clock;
    }

    /// A passkey as the page shows it.
    public record Passkey(String id, String label) {
        static Passkey of(CredentialRecord record) {
            return new Passkey(record.getCredentialId().toBase64UrlString(), String.valueOf(record.getLabel()));
        }
    }

    @GetMapping
    String page(@AuthenticationPrincipal SignedIn me, Model model) {
        var account = accountOf(me);
        model.addAttribute("account", account);
        model.addAttribute("proofs", accounts.proofs(account.id()));
        model.addAttribute(
                "passkeys", passkeys.of(account).stream().map(Passkey::of).toList());
        return "account";
    }

    @RequiresRecentSignIn
    @PostMapping(path = "/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> passkeyOptions(@AuthenticationPrincipal SignedIn me, HttpSession session) {
        return ResponseEntity.ok(passkeys.creationOptions(accountOf(me), session));
    }

    @RequiresRecentSignIn
    @PostMapping("/passkeys")
    ResponseEntity<?> addPasskey(
            @RequestBody String credential,
            @RequestParam String label,
            @AuthenticationPrincipal SignedIn me,
            HttpSession session,
            HttpServletResponse response) {
        var name = DisplayName.cleaned(label);
        var shown = name.isEmpty() ? "Passkey" : name;
        if (!passkeys.register(credential, shown.substring(0, Math.min(shown.length(), 60)), accountOf(me), session)) {
            return ResponseEntity.of(ProblemDetail.forStatus(HttpStatus.BAD_REQUEST))
                    .build();
        }
        audit.note(me.author(clock.instant()), "passkey-added", AuditSubject.of(me.id()));
        Sessions.enrolled(session);
        return ResponseEntity.ok(Map.of("to", "/account"));
    }

    /// The last proof stays: nobody locks themselves out.
    @RequiresRecentSignIn
    @PostMapping("/passkeys/{id}/remove")
    String removePasskey(@PathVariable String id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var account = accountOf(me);
        var proofs = accounts.proofs(account.id());
        if (proofs.passkeys() == 1 && proofs.passwordHash().isEmpty() && !me.isConsultant()) {
            after.addFlashAttribute("error", "account.last-proof");
        } else if (passkeys.remove(account, id)) {
            audit.note(me.author(clock.instant()), "passkey-removed", AuditSubject.of(me.id()));
            after.addFlashAttribute("done", "account.passkey-removed");
        }
        return "redirect:/account";
    }

    @RequiresRecentSignIn
    @GetMapping("/password")
    String passwordPage(
            @AuthenticationPrincipal SignedIn me, HttpSession session, Model model, RedirectAttributes after) {
        if (me.isConsultant()) {
            return "redirect:/account";
        }
        if (!secretCipher.isThere()) {
            after.addFlashAttribute("error", "password.no-key");
            return "redirect:/account";
        }
        var secret = newSecret(me, session).orElseGet(() -> RandomTokens.base32(SECRET_CHARACTERS));
        session.setAttribute(NEW_SECRET, secretCipher.close(me.id(), secret));
        model.addAttribute("secret", String.join(" ", secret.split("(?<=\\G.{4})")));
        model.addAttribute(
                "qr",
                QrPath.of("otpauth://totp/De%C5%BE%C5%ABra:" + accountOf(me).email() + "?secret=" + secret
                        + "&issuer=De%C5%BE%C5%ABra"));
        return "password";
    }

    @RequiresRecentSignIn
    @PostMapping("/password")
    String setPassword(
            @RequestParam String password,
            @RequestParam String code,
            @AuthenticationPrincipal SignedIn me,
            HttpSession session,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var account = accountOf(me);
        var secret = newSecret(me, session).orElse(null);
        if (secret == null || me.isConsultant()) {
            return "redirect:/account/password";
        }
        var refusal = passwords.refusal(password, List.of(account.email(), account.name(), "dežūra", "dezura"));
        var step = passwords.stepOf(code.replaceAll("\\s", ""), secret, clock.instant());
        if (refusal.isPresent() || step.isEmpty()) {
            if (step.isEmpty()) {
                FormErrors.ofAField("code", "password.wrong-code", model);
            }
            refusal.ifPresent(key -> FormErrors.ofAField("password", key, model));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return passwordPage(me, session, model, after);
        }
        var hash = passwords.hash(password);
        if (hash.isEmpty()) {
            FormErrors.busy(response, model);
            return passwordPage(me, session, model, after);
        }
        accounts.setPassword(
                account.id(), hash.get(), secretCipher.close(account.id(), secret), me.author(clock.instant()));
        accounts.useTotpStep(account.id(), step.get());
        sessions.endOthers(account.id(), session.getId());
        session.removeAttribute(NEW_SECRET);
        Sessions.enrolled(session);
        after.addFlashAttribute("done", "account.password-set");
        return "redirect:/account";
    }

    /// A session is in the database too, so what it keeps is sealed.
    private Optional<String> newSecret(SignedIn me, HttpSession session) {
        return Optional.ofNullable((String) session.getAttribute(NEW_SECRET))
                .flatMap(secret -> secretCipher.open(me.id(), secret));
    }

    /// They are shown once, on the answer itself: no page has them later.
    @RequiresRecentSignIn
    @PostMapping("/recovery-codes")
    String makeRecoveryCodes(
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model) {
        if (me.isConsultant()) {
            return "redirect:/account";
        }
        if (!forms.begin(once)) {
            return OnceForms.shownBefore("recovery-codes", "/account", response, model);
        }
        var codes = Stream.generate(() -> RandomTokens.base32(CODE_CHARACTERS))
                .limit(CODES)
                .toList();
        accounts.setRecoveryCodes(
                me.id(), codes.stream().map(RandomTokens::digest).toList(), me.author(clock.instant()));
        model.addAttribute(
                "codes",
                codes.stream()
                        .map(code -> String.join("-", code.split("(?<=\\G.{4})")))
                        .toList());
        return "recovery-codes";
    }

    @PostMapping("/sign-out-everywhere")
    String signOutEverywhere(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        sessions.endAll(me.id());
        audit.note(me.author(clock.instant()), "signed-out-everywhere", AuditSubject.of(me.id()));
        events.happened(Event.SIGN_OUT, Way.EVERYWHERE, Result.ACCEPTED, Optional.of(me.id()));
        request.getSession().invalidate();
        return "redirect:/sign-in";
    }

    private Account accountOf(SignedIn me) {
        return accounts.findActive(me.id()).orElseThrow();
    }
}
