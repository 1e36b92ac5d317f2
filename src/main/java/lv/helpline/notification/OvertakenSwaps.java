package lv.helpline.notification;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.EditEffect.PersonalChange;
import lv.helpline.planning.RosterEdited;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Shifts;
import lv.helpline.selfservice.Swaps;
import lv.helpline.selfservice.Swaps.Proposal;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Ends a proposal of a swap when somebody changes a duty that it is about, and tells both. A new one can be made then.
@Component
class OvertakenSwaps {

    private final Swaps swaps;
    private final MailComposer mails;

    OvertakenSwaps(Swaps swaps, MailComposer mails) {
        this.swaps = swaps;
        this.mails = mails;
    }

    @EventListener
    void end(RosterEdited edited) {
        edited.effect().people().stream()
                .map(PersonalChange::consultant)
                .flatMap(each -> swaps.of(each, edited.author().at()).stream())
                .distinct()
                .filter(proposal -> !stands(proposal, edited.after()))
                .forEach(proposal -> swaps.end(proposal, mails(proposal), edited.author()));
    }

    private static boolean stands(Proposal proposal, Roster roster) {
        return has(roster, proposal.consultant(), Optional.of(proposal.span()))
                && has(roster, proposal.colleague(), proposal.back());
    }

    /// Whether somebody still has that very duty; nobody lacks none.
    private static boolean has(Roster roster, ConsultantId consultant, Optional<LocalSpan> duty) {
        return duty.stream()
                .allMatch(span -> Shifts.of(
                                roster,
                                consultant,
                                span.start().minusDays(1).atZone(Roster.ZONE).toInstant(),
                                span.end().plusDays(1).atZone(Roster.ZONE).toInstant())
                        .stream()
                        .anyMatch(shift -> shift.span().equals(span)));
    }

    private List<Outbox.Mail> mails(Proposal proposal) {
        return Stream.of(proposal.consultant(), proposal.colleague())
                .flatMap(each -> mails.to(each, "mail.swap-overtaken", proposal.span()).stream())
                .toList();
    }
}
