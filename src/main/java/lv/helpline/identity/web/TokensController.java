package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.identity.Tokens;
import lv.helpline.identity.Tokens.Scope;
import lv.helpline.identity.Tokens.Token;
import lv.helpline.roster.Roster;
import lv.helpline.shared.Saved;
import lv.helpline.shared.web.Refusal;
import lv.helpline.shared.web.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Keys by which programs ask, handed out and taken back.
@Controller
@RequestMapping("/tokens")
class TokensController {

    private final Tokens tokens;
    private final Accounts accounts;
    private final OnceForms forms;
    private final Clock clock;

    TokensController(Tokens tokens, Accounts accounts, OnceForms forms, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.forms = forms;
        this.clock = clock;
    }

    /// What was typed into the form. A box that is not ticked is not sent.
    ///
    /// @param lastDay the last one on which the key is good
    public record Form(
            @Nullable String name,
            @Nullable List<Scope> scopes,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate lastDay) {

        public boolean allows(Scope scope) {
            return scopes != null && scopes.contains(scope);
        }
    }

    /// Whether a key opens anything, and if not, why.
    public enum State {
        GOOD,
        EXPIRED,
        REVOKED,
        /// Its owner is no administrator any more.
        ORPHANED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A key on the list.
    public record Shown(Token token, List<Scope> scopes, State state, LocalDate lastDay) {}

    @GetMapping
    String all(Model model) {
        var now = clock.instant();
        model.addAttribute(
                "tokens", tokens.all().stream().map(token -> shown(token, now)).toList());
        return "tokens";
    }

    private Shown shown(Token token, Instant now) {
        return new Shown(
                token,
                token.scopes().stream().sorted().toList(),
                stateOf(token, now),
                LocalDate.ofInstant(token.expiresAt(), Roster.ZONE).minusDays(1));
    }

    private State stateOf(Token token, Instant now) {
        if (token.revokedAt().isPresent()) {
            return State.REVOKED;
        }
        if (!token.expiresAt().isAfter(now)) {
            return State.EXPIRED;
        }
        return accounts.findActive(token.owner())
                        .filter(owner -> owner.role() == Role.ADMINISTRATOR)
                        .isPresent()
                ? State.GOOD
                : State.ORPHANED;
    }

    @AsksAgain
    @GetMapping("/new")
    String empty(Model model) {
        return form(new Form("", List.of(), today().plusYears(1)), model);
    }

    /// The key is shown once, on the answer itself: no page has it later.
    @AsksAgain
    @PostMapping("/new")
    String add(
            Form form,
            BindingResult typed,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model) {
        if (typed.hasErrors()) {
            Refusal.show(typed, response, model);
            return form(form, model);
        }
        if (!forms.begin(once)) {
            return OnceForms.shownBefore("token", "/tokens", response, model);
        }
        var token = Secrets.token();
        var saved = form.lastDay() == null
                ? new Saved.Refused("token-needs-its-last-day")
                : tokens.add(
                        form.name() == null ? "" : form.name(),
                        form.scopes() == null ? Set.of() : Set.copyOf(form.scopes()),
                        form.lastDay().plusDays(1).atStartOfDay(Roster.ZONE).toInstant(),
                        Secrets.digest(token),
                        me.author(clock.instant()));
        if (saved instanceof Saved.Done) {
            model.addAttribute("token", token);
            model.addAttribute("name", form.name());
            return "token-made";
        }
        forms.undo(once);
        Refusal.show(saved, response, model);
        return form(form, model);
    }

    @AsksAgain
    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var revoked = tokens.revoke(id, me.author(clock.instant())) instanceof Saved.Done;
        after.addFlashAttribute(revoked ? "done" : "error", revoked ? "tokens.revoked" : "tokens.gone");
        return "redirect:/tokens";
    }

    private String form(Form form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("scopes", Scope.values());
        model.addAttribute("today", today());
        return "token-form";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }
}
