package lv.helpline.selfservice.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.callout.NumberCodes;
import lv.helpline.callout.TestCalls;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.OnceForms;
import lv.helpline.identity.web.RequiresRecentSignIn;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.WhichPhone;
import lv.helpline.shared.EditResult;
import lv.helpline.staff.People;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The code by which a number is verified, and the call in which it is typed. Consultants see it on their own page; to
/// whoever has no account an administrator reads it. It is shown on the answer only: no page has it later.
@Controller
class NumberCodeController {

    private final NumberCodes codes;
    private final TestCalls tests;
    private final People people;
    private final OnceForms forms;
    private final Clock clock;

    NumberCodeController(NumberCodes codes, TestCalls tests, People people, OnceForms forms, Clock clock) {
        this.codes = codes;
        this.tests = tests;
        this.people = people;
        this.forms = forms;
        this.clock = clock;
    }

    /// A lost phone is an administrator's to find again.
    @AllowedTo(Role.CONSULTANT)
    @PostMapping("/duty/number-code")
    String ofMine(
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "FIRST") WhichPhone phone,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var entry = people.find(me.consultantId().orElseThrow())
                .filter(each -> each.phone(phone).equals(Optional.of(People.Phone.UNVERIFIED)))
                .filter(each -> each.leftOn().isEmpty());
        if (entry.isEmpty()) {
            return ToDuty.gone(after);
        }
        return answer(entry.get(), phone, "/duty", "mine", once, me.author(clock.instant()), response, model, after);
    }

    @RequiresRecentSignIn
    @AllowedTo(Role.ADMINISTRATOR)
    @PostMapping("/people/{id}/number-code")
    String ofSomebody(
            @PathVariable int id,
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "FIRST") WhichPhone phone,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var entry = Optional.of(id)
                .filter(each -> each >= 1)
                .flatMap(each -> people.find(new ConsultantId(each)))
                .filter(each -> each.phone(phone).isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return answer(
                entry, phone, "/people/" + id, "theirs", once, me.author(clock.instant()), response, model, after);
    }

    private String answer(
            People.Entry entry,
            WhichPhone phone,
            String page,
            String whose,
            String once,
            Author author,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (!forms.begin(once)) {
            return OnceForms.shownBefore("number-code", page, response, model);
        }
        var refusal = refusal(entry, phone, author);
        var code = refusal.isPresent() ? Optional.<String>empty() : codes.make(entry.id(), phone, author);
        if (code.isEmpty() || !(tests.ask(entry.id(), phone, author) instanceof EditResult.Done)) {
            forms.undo(once);
            after.addFlashAttribute("error", refusal.orElse("constraint.consultant_who_has_left_is_not_rung"));
            return "redirect:" + page;
        }
        model.addAttribute("name", entry.person().name());
        // In words, so that the page can be shown again in another language.
        var contact = entry.person().contact(phone).orElseThrow();
        model.addAttribute("number", contact instanceof Contact.Mobile ? contact.masked() : "");
        model.addAttribute("code", code.get());
        model.addAttribute("page", page);
        model.addAttribute("whose", whose);
        return "number-code";
    }

    private Optional<String> refusal(People.Entry entry, WhichPhone phone, Author author) {
        if (entry.phone(phone).equals(Optional.of(People.Phone.VERIFIED))) {
            return Optional.of("number-code.verified-already");
        }
        return codes.exhausted(entry.id(), phone, author.at())
                ? Optional.of("number-code.exhausted")
                : Optional.empty();
    }
}
