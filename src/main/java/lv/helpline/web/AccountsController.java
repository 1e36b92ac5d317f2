package lv.helpline.web;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lv.helpline.admin.Account;
import lv.helpline.admin.AccountId;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.Audit;
import lv.helpline.admin.Role;
import lv.helpline.admin.Saved;
import lv.helpline.duty.Consultant;
import lv.helpline.duty.ConsultantId;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.web.SecurityEvents.Event;
import lv.helpline.web.SecurityEvents.Result;
import lv.helpline.web.SecurityEvents.Way;
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
class AccountsController {

    private final Accounts accounts;
    private final Audit audit;
    private final SecurityEvents events;
    private final LinkMaker links;
    private final Mailer mailer;
    private final Sessions sessions;
    private final SnapshotSource snapshots;
    private final Clock clock;

    AccountsController(
            Accounts accounts,
            Audit audit,
            SecurityEvents events,
            LinkMaker links,
            Mailer mailer,
            Sessions sessions,
            SnapshotSource snapshots,
            Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.events = events;
        this.links = links;
        this.mailer = mailer;
        this.sessions = sessions;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /// What was typed into the form.
    public record Form(
            String email, String name, Role role, @Nullable Integer consultant, int version) {
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

    @AsksAgain
    @GetMapping("/new")
    String empty(Model model) {
        return form(Optional.empty(), new Form("", "", Role.CONSULTANT, null, 0), model);
    }

    @AsksAgain
    @PostMapping("/new")
    String add(
            Form form,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var saved =
                accounts.add(form.email(), form.name(), form.role(), form.consultantId(), me.author(clock.instant()));
        if (saved instanceof Saved.Done(var id)) {
            return invite(get(Integer.parseInt(id)), after);
        }
        return refused(saved, Optional.empty(), form, response, model);
    }

    @AsksAgain
    @GetMapping("/{id}")
    String one(@PathVariable int id, Model model) {
        var account = get(id);
        return form(Optional.of(account), of(account), model);
    }

    @AsksAgain
    @PostMapping("/{id}")
    String change(
            @PathVariable int id,
            Form form,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var account = get(id);
        if (id == me.account() && form.role() != Role.ADMINISTRATOR) {
            return refused(new Saved.Refused("own-role"), Optional.of(account), form, response, model);
        }
        var saved = accounts.change(
                new Account(
                        account.id(),
                        form.email(),
                        form.name(),
                        form.role(),
                        form.consultantId(),
                        account.language(),
                        account.active(),
                        form.version()),
                me.author(clock.instant()));
        if (saved instanceof Saved.Done) {
            endSessionsOfOthers(account, me);
            after.addFlashAttribute("done", "accounts.saved");
            var now = get(id);
            return needsLink(account, now) ? invite(now, after) : "redirect:/accounts";
        }
        return refused(saved, Optional.of(account), form, response, model);
    }

    @AsksAgain
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
        var ended = accounts.end(account.id(), version, me.author(clock.instant())) instanceof Saved.Done;
        sessions.endAll(account.id());
        after.addFlashAttribute(ended ? "done" : "error", ended ? "accounts.ended" : "saved.outdated");
        return "redirect:/accounts";
    }

    /// A phone was lost: nothing that was on it opens anything any more, and the account begins anew. Not one's
    /// own, for nobody is left then to hand the link over.
    @AsksAgain
    @PostMapping("/{id}/invite")
    String inviteAnew(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var account = get(id);
        if (id == me.account()) {
            after.addFlashAttribute("error", "account.own-phone");
            return "redirect:/account";
        }
        accounts.forgetProofs(account.id(), me.author(clock.instant()));
        sessions.endAll(account.id());
        return invite(account, after);
    }

    @AsksAgain
    @PostMapping("/{id}/sign-out")
    String signOut(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var account = get(id);
        sessions.endAll(account.id());
        audit.note(me.author(clock.instant()), "signed-out-everywhere", "account " + account.id());
        events.happened(Event.SIGN_OUT, Way.EVERYWHERE, Result.ACCEPTED, Optional.of(account.id()));
        after.addFlashAttribute("done", "accounts.signed-out");
        return "redirect:/accounts";
    }

    /// Mailed where mail is set up; else shown once, to be handed over.
    private String invite(Account account, RedirectAttributes after) {
        URI link = links.invitation(account);
        if (mailer.isThere()) {
            mailer.send(account, link);
            after.addFlashAttribute("done", "accounts.invited");
        } else {
            after.addFlashAttribute("link", link.toString());
            after.addFlashAttribute("linkFor", account.name());
        }
        return "redirect:/accounts";
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
            Saved saved, Optional<Account> account, Form form, HttpServletResponse response, Model model) {
        Refusal.show(saved, response, model);
        return form(account, form, model);
    }

    private String form(Optional<Account> account, Form form, Model model) {
        model.addAttribute("account", account.orElse(null));
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
