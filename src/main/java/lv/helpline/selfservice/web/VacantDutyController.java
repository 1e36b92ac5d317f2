package lv.helpline.selfservice.web;

import java.util.List;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyOffer.Status;
import lv.helpline.planning.VacantDuties;
import lv.helpline.shared.EditResult;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A duty that is offered to me and to others: the first of us has it. The page to which the mail leads changes
/// nothing; its button does.
@Controller
@RequestMapping("/duty/open/{id}")
@AllowedTo(Role.CONSULTANT)
class VacantDutyController {

    private final MyDuties duties;
    private final VacantDuties vacantDuties;
    private final MailComposer mailComposer;

    VacantDutyController(MyDuties duties, VacantDuties vacantDuties, MailComposer mailComposer) {
        this.duties = duties;
        this.vacantDuties = vacantDuties;
        this.mailComposer = mailComposer;
    }

    @GetMapping
    String page(@PathVariable int id, @AuthenticationPrincipal SignedIn me, Model model, RedirectAttributes after) {
        var mine = duties.of(me);
        var offer = vacantDuties.find(id, mine.me());
        if (offer.isEmpty()) {
            return ToDuty.gone(after);
        }
        var status = offer.get().status(mine.me(), mine.roster(), mine.now());
        model.addAttribute("id", id);
        model.addAttribute("line", mine.roster().getLine(offer.get().line()).name());
        model.addAttribute(
                "spans",
                status instanceof Status.Vacant vacant
                        ? vacant.left()
                        : List.of(offer.get().span()));
        model.addAttribute("status", word(status));
        return "duty-open";
    }

    private static String word(Status status) {
        return switch (status) {
            case Status.Vacant _ -> "open";
            case Status.NotFree() -> "not-free";
            case Status.Yours() -> "yours";
            case Status.SomebodyWasFaster() -> "faster";
            case Status.Over() -> "over";
        };
    }

    /// Whoever cannot have it is led to its page, which says why.
    @PostMapping("/take")
    String accept(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var mine = duties.of(me);
        var taken = vacantDuties
                .find(id, mine.me())
                .filter(offer -> offer.status(mine.me(), mine.roster(), mine.now()) instanceof Status.Vacant vacant
                        && vacantDuties.accept(vacant, told(vacant, me), me.author(mine.now()))
                                instanceof EditResult.Done);
        return taken.isPresent() ? ToDuty.with("done", "duty.open-taken", after) : "redirect:/duty/open/" + id;
    }

    private List<Outbox.Mail> told(Status.Vacant vacant, SignedIn me) {
        return mailComposer.toCoordinators(
                "mail.duty-taken",
                me.displayName(),
                vacant.left(),
                vacant.line().region());
    }
}
