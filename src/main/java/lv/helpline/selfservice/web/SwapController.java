package lv.helpline.selfservice.web;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.Handover;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.selfservice.Swaps;
import lv.helpline.selfservice.Swaps.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Duties asked of a colleague. Each sees their own duties only: the colleague picks what they want taken in return.
@Controller
@RequestMapping("/duty/swap")
@AllowedTo(Role.CONSULTANT)
class SwapController {

    private final MyDuties duties;
    private final Swaps swaps;
    private final MailComposer mailComposer;
    private final Holidays holidays;

    SwapController(MyDuties duties, Swaps swaps, MailComposer mailComposer, Holidays holidays) {
        this.duties = duties;
        this.swaps = swaps;
        this.mailComposer = mailComposer;
        this.holidays = holidays;
    }

    /// Somebody who could take it, and what they say of that time themselves.
    public record Colleague(int id, String name, DutyPreference.@Nullable Kind preference) {}

    /// Who could take it.
    @GetMapping
    String page(
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes after) {
        var mine = duties.of(me);
        var shift = toCome(mine, start);
        if (shift.isEmpty()) {
            return ToDuty.gone(after);
        }
        model.addAttribute("shift", DutyController.DutyView.of(shift.get(), mine));
        model.addAttribute(
                "colleagues",
                mine.substitutes(shift.get()).stream()
                        .map(each -> new Colleague(
                                each.id().value(),
                                each.name(),
                                DutyPreference.of(
                                                mine.preferences(),
                                                each.id(),
                                                shift.get().span())
                                        .orElse(null)))
                        .toList());
        return "duty-swap";
    }

    @PostMapping
    String propose(
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @RequestParam int colleague,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var mine = duties.of(me);
        var shift = toCome(mine, start);
        var asked = shift.stream()
                .flatMap(each -> mine.substitutes(each).stream())
                .filter(each -> each.id().value() == colleague)
                .findFirst();
        if (shift.isEmpty() || asked.isEmpty()) {
            return ToDuty.gone(after);
        }
        var span = shift.get().span();
        var told = mailComposer.to(asked.get().id(), "mail.swap-proposed", me.displayName(), span);
        return ToDuty.answer(
                swaps.propose(mine.me(), asked.get().id(), span, told, me.author(mine.now())), "duty.swap-sent", after);
    }

    /// Against which of mine.
    @GetMapping("/{id}")
    String answerPage(
            @PathVariable int id, @AuthenticationPrincipal SignedIn me, Model model, RedirectAttributes after) {
        var mine = duties.of(me);
        var proposal = waitingFor(mine, id).filter(each -> each.back().isEmpty());
        if (proposal.isEmpty()) {
            return ToDuty.gone(after);
        }
        model.addAttribute("proposal", proposal.get());
        model.addAttribute("served", mine.served(proposal.get()));
        model.addAttribute(
                "name", mine.roster().getConsultant(proposal.get().consultant()).name());
        model.addAttribute(
                "shifts",
                returnable(mine, proposal.get())
                        .map(shift -> DutyController.DutyView.of(shift, mine))
                        .toList());
        return "duty-return";
    }

    @PostMapping("/{id}/return")
    String wantBack(
            @PathVariable int id,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var mine = duties.of(me);
        var proposal = waitingFor(mine, id).filter(each -> each.back().isEmpty());
        var back = proposal.stream()
                .flatMap(each -> returnable(mine, each))
                .filter(shift -> shift.span().start().equals(start))
                .findFirst();
        if (proposal.isEmpty() || back.isEmpty()) {
            return ToDuty.gone(after);
        }
        var told = mailComposer.to(
                proposal.get().consultant(),
                "mail.swap-wants-back",
                me.displayName(),
                proposal.get().span(),
                back.get().span());
        return ToDuty.answer(
                swaps.wantBack(proposal.get(), back.get().span(), told, me.author(mine.now())),
                "duty.swap-sent",
                after);
    }

    /// Both are told; the roster changes in the same transaction.
    @PostMapping("/{id}/take")
    String accept(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var mine = duties.of(me);
        var proposal = waitingFor(mine, id);
        var edit = proposal.flatMap(each -> edit(each, mine));
        if (proposal.isEmpty() || edit.isEmpty()) {
            return ToDuty.gone(after);
        }
        return ToDuty.answer(
                swaps.accept(
                        proposal.get(),
                        edit.get(),
                        mailsOfAccepted(proposal.get(), mine.roster()),
                        me.author(mine.now())),
                "duty.swap-taken",
                after);
    }

    /// Declines what I am asked, or withdraws what I ask.
    @PostMapping("/{id}/drop")
    String drop(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var mine = duties.of(me);
        var proposal = swaps.of(mine.me(), mine.now()).stream()
                .filter(each -> each.id() == id)
                .findFirst();
        if (proposal.isEmpty()) {
            return ToDuty.gone(after);
        }
        var other = proposal.get().consultant().equals(mine.me())
                ? proposal.get().colleague()
                : proposal.get().consultant();
        var withdrawn = proposal.get().consultant().equals(mine.me())
                && proposal.get().back().isEmpty();
        var told = mailComposer.to(
                other,
                withdrawn ? "mail.swap-withdrawn" : "mail.swap-declined",
                me.displayName(),
                proposal.get().span());
        return ToDuty.answer(swaps.drop(proposal.get(), told, me.author(mine.now())), "duty.swap-dropped", after);
    }

    private Optional<Proposal> waitingFor(MyDuty mine, int id) {
        return swaps.of(mine.me(), mine.now()).stream()
                .filter(proposal -> proposal.id() == id && proposal.asked().equals(mine.me()) && mine.holds(proposal))
                .findFirst();
    }

    private Optional<RosterEdit> edit(Proposal proposal, MyDuty mine) {
        var data = mine.roster().data();
        var there = Handover.of(data, holidays, proposal.consultant(), proposal.colleague(), proposal.span());
        return proposal.back().isEmpty()
                ? there
                : there.flatMap(edit -> Handover.of(
                                edit.appliedTo(data),
                                holidays,
                                proposal.colleague(),
                                proposal.consultant(),
                                proposal.back().get())
                        .map(edit::then));
    }

    private List<Outbox.Mail> mailsOfAccepted(Proposal proposal, Roster roster) {
        var gaps = Stream.concat(Stream.of(proposal.span()), proposal.back().stream())
                .toList();
        return Stream.of(
                        mailsOfAccepted(proposal.consultant(), proposal.colleague(), roster, gaps),
                        mailsOfAccepted(proposal.colleague(), proposal.consultant(), roster, gaps))
                .flatMap(List::stream)
                .toList();
    }

    private List<Outbox.Mail> mailsOfAccepted(ConsultantId reader, ConsultantId other, Roster roster, List<?> spans) {
        var name = roster.getConsultant(other).name();
        return spans.size() == 1
                ? mailComposer.to(reader, "mail.swap-taken", name, spans)
                : mailComposer.to(reader, "mail.swapped", name, spans);
    }

    /// My shifts that the other could have.
    private static Stream<Shift> returnable(MyDuty mine, Proposal proposal) {
        return mine.shifts().stream()
                .filter(shift -> shift.start().isAfter(mine.now()))
                .filter(shift -> mine.substitutes(shift).stream()
                        .anyMatch(each -> each.id().equals(proposal.consultant())));
    }

    private static Optional<Shift> toCome(MyDuty mine, LocalDateTime start) {
        return mine.shift(start).filter(shift -> shift.start().isAfter(mine.now()));
    }
}
