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
import lv.helpline.identity.ApiKeys;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.identity.ApiKeys.Token;
import lv.helpline.roster.Roster;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.RandomTokens;
import org.jspecify.annotations.Nullable;
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

/// Keys by which API clients ask, handed out and taken back.
@Controller
@RequestMapping("/tokens")
@AllowedTo(Role.ADMINISTRATOR)
class ApiKeysController {

    private final ApiKeys apiKeys;
    private final Accounts accounts;
    private final OnceForms forms;
    private final Clock clock;

    ApiKeysController(ApiKeys apiKeys, Accounts accounts, OnceForms forms, Clock clock) {
        this.apiKeys = apiKeys;
        this.accounts = accounts;
        this.forms = forms;
        this.clock = clock;
    }

    /// What was typed into the form. A box that is not ticked is not sent.
    ///
    /// @param lastDay the last one on which the key works
    public record Form(
            @Nullable String name,
            @Nullable List<Scope> scopes,
            @Nullable LocalDate lastDay) {

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
    public record ApiKeyView(Token token, List<Scope> scopes, State state) {}

    @GetMapping
    String all(Model model) {
        var now = clock.instant();
        model.addAttribute(
                "tokens", apiKeys.all().stream().map(token -> shown(token, now)).toList());
        return "tokens";
    }

    private ApiKeyView shown(Token token, Instant now) {
        return new ApiKeyView(token, token.scopes().stream().sorted().toList(), stateOf(token, now));
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

    @RequiresRecentSignIn
    @GetMapping("/new")
    String empty(Model model) {
        return form(new Form("", List.of(), today().plusYears(1)), model);
    }

    /// The key is shown once, on the answer itself: no page has it later.
    @RequiresRecentSignIn
    @PostMapping("/new")
    String add(
            Form form,
            BindingResult typed,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
            return form(form, model);
        }
        if (!forms.begin(once)) {
            return OnceForms.shownBefore("token", "/tokens", response, model);
        }
        var token = RandomTokens.token();
        var editResult = form.lastDay() == null
                ? new EditResult.Refused("token-needs-its-last-day")
                : apiKeys.add(
                        form.name() == null ? "" : form.name(),
                        form.scopes() == null ? Set.of() : Set.copyOf(form.scopes()),
                        form.lastDay().plusDays(1).atStartOfDay(Roster.ZONE).toInstant(),
                        RandomTokens.digest(token),
                        me.author(clock.instant()));
        if (editResult instanceof EditResult.Done) {
            model.addAttribute("token", token);
            model.addAttribute("name", form.name());
            return "token-made";
        }
        forms.undo(once);
        FormErrors.show(editResult, response, model);
        return form(form, model);
    }

    @RequiresRecentSignIn
    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var revoked = apiKeys.revoke(id, me.author(clock.instant())) instanceof EditResult.Done;
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
