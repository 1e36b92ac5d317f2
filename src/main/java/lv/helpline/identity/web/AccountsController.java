package lv.helpline.identity.web;

import static java.util.stream.Collectors.toMap;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditSubject;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.SavedMeanwhile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who may open the pages. Whatever changes here ends the account's sessions, so that no browser goes on with an old
/// role.
@Controller
@RequestMapping("/accounts")
@AllowedTo(Role.ADMINISTRATOR)
class AccountsController {

    private final Accounts accounts;
    private final Audit audit;
    private final SecurityEvents events;
    private final Invitations invitations;
    private final OnceForms forms;
    private final Sessions sessions;
    private final SnapshotSource snapshots;
    private final Clock clock;

    AccountsController(
            Accounts accounts,
            Audit audit,
            SecurityEvents events,
            Invitations invitations,
            OnceForms forms,
            Sessions sessions,
            SnapshotSource snapshots,
            Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.events = events;
        this.invitations = invitations;
        this.forms = forms;
        this.sessions = sessions;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /// What was typed into the form.
    public record Form(
            String email, String name, Role role, @Nullable Integer consultant, int version) {
        Form over(Form saved) {
            return new Form(email, name, role, consultant, saved.version);
        }

        SavedMeanwhile beside(Form saved, Map<Integer, String> names) {
            return new SavedMeanwhile()
                    .field("accounts.name", name, saved.name)
                    .field("sign-in.email", email, saved.email)
                    .choice("accounts.role", "role.", role.word(), saved.role.word())
                    .field(
                            "accounts.consultant",
                            consultant == null ? "" : names.get(consultant),
                            saved.consultant == null ? "" : names.get(saved.consultant));
        }

        Optional<ConsultantId> consultantId() {
            return role == Role.CONSULTANT && consultant != null
                    ? Optional.of(new ConsultantId(consultant))
                    : Optional.empty();
        }
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("accounts", accounts.all());
        return "accounts";
    }

    /// @param consultant for whom it is to be, if that is known
    @RequiresRecentSignIn
    @GetMapping("/new")
    String empty(@RequestParam(required = false) @Nullable Integer consultant, Model model) {
        var name = consultant == null ? null : names().get(consultant);
        return form(
                Optional.empty(),
                name == null
                        ? new Form("", "", Role.CONSULTANT, null, 0)
                        : new Form("", name, Role.CONSULTANT, consultant, 0),
                model);
    }

    @RequiresRecentSignIn
    @PostMapping("/new")
    String add(
            Form form,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (!forms.begin(once)) {
            return invitedBefore(response, model);
        }
        var editResult =
                accounts.add(form.email(), form.name(), form.role(), form.consultantId(), me.author(clock.instant()));
        if (editResult instanceof EditResult.Done(var id)) {
            return invite(get(Integer.parseInt(id)), me, model, after);
        }
        forms.undo(once);
        return refused(editResult, Optional.empty(), form, response, model);
    }

    @RequiresRecentSignIn
    @GetMapping("/{id}")
    String one(@PathVariable int id, Model model) {
        var account = get(id);
        return form(Optional.of(account), of(account), model);
    }

    @RequiresRecentSignIn
    @PostMapping("/{id}")
    String change(
            @PathVariable int id,
            Form form,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var account = get(id);
        if (!forms.begin(once)) {
            return invitedBefore(response, model);
        }
        if (id == me.account() && form.role() != Role.ADMINISTRATOR) {
            forms.undo(once);
            return refused(new EditResult.Refused("own-role"), Optional.of(account), form, response, model);
        }
        var editResult = accounts.change(edited(account, form), me.author(clock.instant()));
        if (editResult instanceof EditResult.Done) {
            endSessionsOfOthers(account, me);
            after.addFlashAttribute("done", "accounts.saved");
            var now = get(id);
            return needsLink(account, now) ? invite(now, me, model, after) : "redirect:/accounts";
        }
        forms.undo(once);
        if (editResult instanceof EditResult.Outdated) {
            var theirs = of(get(id));
            form.beside(theirs, names()).show(model);
            return refused(editResult, Optional.of(account), form.over(theirs), response, model);
        }
        return refused(editResult, Optional.of(account), form, response, model);
    }

    private static Account edited(Account account, Form form) {
        return new Account(
                account.id(),
                form.email(),
                form.name(),
                form.role(),
                form.consultantId(),
                account.language(),
                account.active(),
                form.version());
    }

    @RequiresRecentSignIn
    @PostMapping("/{id}/end")
    String end(
            @PathVariable int id,
            @RequestParam int version,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var account = get(id);
        if (id == me.account()) {
            after.addFlashAttribute("error", "constraint.own-role");
            return "redirect:/accounts";
        }
        var ended = accounts.end(account.id(), version, me.author(clock.instant())) instanceof EditResult.Done;
        sessions.endAll(account.id());
        after.addFlashAttribute(ended ? "done" : "error", ended ? "accounts.ended" : "saved.outdated");
        return "redirect:/accounts";
    }

    /// A phone was lost: nothing that was on it opens anything any more, and the account begins anew. Not one's
    /// own, for nobody is left then to hand the link over.
    @RequiresRecentSignIn
    @PostMapping("/{id}/lost-phone")
    String lostPhone(
            @PathVariable int id,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var account = get(id);
        if (id == me.account()) {
            after.addFlashAttribute("error", "account.own-phone");
            return "redirect:/account";
        }
        if (!forms.begin(once)) {
            return invitedBefore(response, model);
        }
        accounts.forgetProofs(account.id(), me.author(clock.instant()));
        sessions.endAll(account.id());
        return invite(account, me, model, after);
    }

    /// The invitation was lost, or is too old. Only for whoever has made no proof yet: nobody else needs one.
    @RequiresRecentSignIn
    @PostMapping("/{id}/invite")
    String inviteAgain(
            @PathVariable int id,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var account = get(id);
        if (accounts.proofs(account.id()).suffice()) {
            after.addFlashAttribute("error", "accounts.has-begun");
            return "redirect:/accounts";
        }
        if (!forms.begin(once)) {
            return invitedBefore(response, model);
        }
        audit.note(me.author(clock.instant()), "account-invited", AuditSubject.of(account.id()));
        return invite(account, me, model, after);
    }

    @RequiresRecentSignIn
    @PostMapping("/{id}/sign-out")
    String signOut(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var account = get(id);
        sessions.endAll(account.id());
        audit.note(me.author(clock.instant()), "signed-out-everywhere", AuditSubject.of(account.id()));
        events.happened(Event.SIGN_OUT, Way.EVERYWHERE, Result.ACCEPTED, Optional.of(account.id()));
        after.addFlashAttribute("done", "accounts.signed-out");
        return "redirect:/accounts";
    }

    /// Mailed where mail is set up; else shown once, on the answer itself, to be handed over.
    private String invite(Account account, SignedIn me, Model model, RedirectAttributes after) {
        var unsent = invitations.send(account, me.displayName());
        if (unsent.isEmpty()) {
            after.addFlashAttribute("done", "accounts.invited");
            return "redirect:/accounts";
        }
        model.addAttribute("name", account.name());
        model.addAttribute("language", account.language().code());
        model.addAttribute("text", unsent.get());
        return "invitation";
    }

    private static String invitedBefore(HttpServletResponse response, Model model) {
        return OnceForms.shownBefore("invitation", "/accounts", response, model);
    }

    /// Links that they had have ended.
    private boolean needsLink(Account before, Account now) {
        return (!before.email().equals(now.email()) || before.role() != now.role())
                && !accounts.proofs(now.id()).suffice();
    }

    private void endSessionsOfOthers(Account account, SignedIn me) {
        if (!account.id().equals(me.id())) {
            sessions.endAll(account.id());
        }
    }

    private String refused(
            EditResult editResult, Optional<Account> account, Form form, HttpServletResponse response, Model model) {
        FormErrors.show(editResult, response, model);
        return form(account, form, model);
    }

    private String form(Optional<Account> account, Form form, Model model) {
        model.addAttribute("account", account.orElse(null));
        model.addAttribute(
                "begun",
                account.filter(each -> accounts.proofs(each.id()).suffice()).isPresent());
        model.addAttribute("form", form);
        model.addAttribute("roles", Role.values());
        model.addAttribute("consultants", consultants());
        return "account-form";
    }

    private List<Consultant> consultants() {
        return snapshots
                .current()
                .map(snapshot -> snapshot.roster().data().serving())
                .orElse(List.of());
    }

    private Map<Integer, String> names() {
        return consultants().stream().collect(toMap(each -> each.id().value(), Consultant::name));
    }

    private static Form of(Account account) {
        return new Form(
                account.email(),
                account.name(),
                account.role(),
                account.consultant().map(ConsultantId::value).orElse(null),
                account.version());
    }

    private Account get(int id) {
        return Optional.of(id)
                .filter(each -> each >= 1)
                .flatMap(each -> accounts.findActive(new AccountId(each)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
