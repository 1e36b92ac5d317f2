package lv.helpline.planning.web;

import static lv.helpline.shared.web.RequestValues.sensible;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyOffer;
import lv.helpline.planning.DutyOffers;
import lv.helpline.planning.EditingRights;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.staffing.Candidate;
import lv.helpline.roster.staffing.Substitutes;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Offers a coverage gap to all who suit. It says before whom it reaches, and who cannot take it, and why.
@Controller
@RequestMapping("/roster/offer")
@AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
class DutyOfferController {

    private final RosterEditingSessions sessions;
    private final RosterChangeFormatter words;
    private final DutyOffers offers;
    private final Accounts accounts;
    private final MailComposer mails;

    DutyOfferController(
            RosterEditingSessions sessions,
            RosterChangeFormatter words,
            DutyOffers offers,
            Accounts accounts,
            MailComposer mails) {
        this.sessions = sessions;
        this.words = words;
        this.offers = offers;
        this.accounts = accounts;
        this.mails = mails;
    }

    /// Somebody, and why they can take it, or cannot.
    public record Person(int id, String name, List<String> reasons) {}

    /// A gap, and who could take it.
    ///
    /// @param suited   who could, the best first
    /// @param accounts of those who can be mailed
    private record Offerable(Line line, LocalSpan span, List<Candidate> suited, Map<ConsultantId, Account> accounts) {

        List<ConsultantId> to() {
            return suited.stream()
                    .map(each -> each.consultant().id())
                    .filter(accounts::containsKey)
                    .toList();
        }
    }

    @GetMapping
    String page(
            @RequestParam String line,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime end,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = RosterController.HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        var open = sessions.open(me);
        var offerable = offerable(line, start, end, open);
        return offerable.isEmpty()
                ? RosterEditController.told("roster.nothing-to-offer", place, open, fragment, model)
                : shown(offerable.get(), place, me, open, fragment, locale, model);
    }

    /// @param to to whom it was said to go: it goes to nobody else
    @PostMapping
    String offer(
            @RequestParam String line,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime end,
            @RequestParam(defaultValue = "") List<Integer> to,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var open = sessions.open(me);
        var found = offerable(line, start, end, open);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return RosterEditController.told("roster.nothing-to-offer", place, open, false, model);
        }
        var result = offer(found.get(), to, me, open);
        if (!(result instanceof EditResult.Done)) {
            FormErrors.show(result, response, model);
            return shown(found.get(), place, me, open, false, locale, model);
        }
        after.addFlashAttribute("done", "roster.offered");
        return "redirect:" + place.address();
    }

    private EditResult offer(Offerable offerable, List<Integer> to, SignedIn me, RosterEditingSession open) {
        if (!EditingRights.reaches(me.role(), offerable.span(), open.now())) {
            return new EditResult.Refused("coordinator-edits-within-48-hours");
        }
        var reached = offerable.to();
        if (reached.isEmpty()
                || !reached.stream().map(ConsultantId::value).toList().equals(to)) {
            return new EditResult.Outdated();
        }
        return offers.offer(
                offerable.line().id(), offerable.span(), reached, id -> mails(id, offerable), me.author(open.now()));
    }

    private List<Outbox.Mail> mails(int id, Offerable offerable) {
        return offerable.to().stream()
                .map(offerable.accounts()::get)
                .map(account -> mails.mail(
                        account,
                        "/duty/open/" + id,
                        "mail.duty-offered",
                        offerable.span(),
                        offerable.line().region()))
                .toList();
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(
            @PathVariable int id, RosterPlace place, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var withdrawn = offers.withdraw(id, me.author(sessions.open(me).now())) instanceof EditResult.Done;
        after.addFlashAttribute(
                withdrawn ? "done" : "error", withdrawn ? "roster.offer-withdrawn" : "roster.nothing-to-offer");
        return "redirect:" + place.address();
    }

    /// The gap of the roster that is in force; empty where there is none, or more than one.
    private Optional<Offerable> offerable(
            String line, LocalDateTime start, LocalDateTime end, RosterEditingSession open) {
        var span = sensible(() -> new LocalSpan(start, end));
        var gaps = open.roster().lines().stream()
                .filter(each -> each.id().equals(sensible(() -> new LineId(line))))
                .flatMap(each -> DutyOffer.gaps(open.saved(), each, span, open.now()).stream()
                        .map(gap -> offerable(each, gap, open)))
                .toList();
        return gaps.size() == 1 ? Optional.of(gaps.getFirst()) : Optional.empty();
    }

    private Offerable offerable(Line line, LocalSpan gap, RosterEditingSession open) {
        var suited = Substitutes.of(open.saved(), open.preferences(), new DutyScope.OfLine(line.id()), gap);
        var withAccount = accounts.all().stream()
                .filter(Account::active)
                .flatMap(account -> account.consultant().stream().map(id -> Map.entry(id, account)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        return new Offerable(line, gap, suited, withAccount);
    }

    private String shown(
            Offerable offerable,
            RosterPlace place,
            SignedIn me,
            RosterEditingSession open,
            boolean fragment,
            Locale locale,
            Model model) {
        var spoken = words.in(locale, open);
        var scope = new DutyScope.OfLine(offerable.line().id());
        model.addAttribute("where", spoken.where(scope));
        model.addAttribute("when", spoken.when(offerable.span()));
        model.addAttribute("line", offerable.line().id().value());
        model.addAttribute("span", offerable.span());
        model.addAttribute("mayNow", EditingRights.reaches(me.role(), offerable.span(), open.now()));
        var reached = offerable.to();
        model.addAttribute(
                "reached",
                people(
                        offerable.suited().stream()
                                .filter(each ->
                                        reached.contains(each.consultant().id())),
                        spoken));
        model.addAttribute(
                "unreached",
                people(
                        offerable.suited().stream()
                                .filter(each ->
                                        !reached.contains(each.consultant().id())),
                        spoken));
        model.addAttribute(
                "others", people(Substitutes.others(open.saved(), scope, offerable.span()).stream(), spoken));
        return RosterController.show("offer", place, open, fragment, model);
    }

    private static List<Person> people(Stream<Candidate> candidates, RosterChangeFormatter.Spoken spoken) {
        return candidates
                .map(each -> new Person(
                        each.consultant().id().value(),
                        each.consultant().name(),
                        each.reasons().stream().map(spoken::reason).toList()))
                .toList();
    }
}
