package lv.helpline.notification;

import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.EditEffect.PersonalChange;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.NewCoverageGaps.NewCoverageGap;
import lv.helpline.planning.RosterEdited;
import lv.helpline.planning.UntoldChanges;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells each person whose duties somebody else changes: what was, what is now. Who coordinates is told who cannot
/// come, and where that leaves nobody. The mails go with the edit, wherever it is made, so each is told once.
@Component
class DutyChangeNotifier {

    private final MailComposer mails;
    private final Outbox outbox;
    private final UntoldChanges untold;

    DutyChangeNotifier(MailComposer mails, Outbox outbox, UntoldChanges untold) {
        this.mails = mails;
        this.outbox = outbox;
        this.untold = untold;
    }

    @EventListener
    void tell(RosterEdited edited) {
        edited.effect().people().stream()
                .filter(change -> !edited.occasion().whoKnows().contains(change.consultant()))
                .forEach(change -> tell(change, edited));
        toCoordinators(edited).forEach(mail -> outbox.add(mail, edited.author().at()));
    }

    private void tell(PersonalChange change, RosterEdited edited) {
        var account = mails.account(change.consultant());
        if (account.isEmpty()) {
            edited.couldNotTell(change.consultant());
            untold.add(
                    change.consultant(),
                    UntoldChanges.Cause.NO_ACCOUNT,
                    edited.author().at());
        } else if (!edited.author().account().equals(Optional.of(account.get().id()))
                && !edited.author()
                        .equals(Author.byPhone(
                                change.consultant(), edited.author().at()))) {
            mails.to(change.consultant(), "mail.duties-changed", change.gone(), change.come())
                    .forEach(mail -> outbox.add(
                            mail.telling(change.consultant()), edited.author().at()));
        }
    }

    /// The mail was given up.
    @EventListener
    void notDelivered(Outbox.NotDelivered mail) {
        untold.add(mail.consultant(), UntoldChanges.Cause.NOT_DELIVERED, mail.since());
    }

    private List<Outbox.Mail> toCoordinators(RosterEdited edited) {
        var gaps = edited.effect().gaps();
        return switch (edited.occasion()) {
            case EditOccasion.CannotCome(var consultant, var span) ->
                mails.toCoordinators(
                        gaps.isEmpty() ? "mail.cannot-come" : "mail.cannot-come-and-nobody-else",
                        name(consultant, edited),
                        span);
            case EditOccasion.Leaving(var consultant) -> nobodyElse("mail.left-and-nobody-else", consultant, edited);
            case EditOccasion.LostPhone(var consultant) ->
                nobodyElse("mail.lost-phone-and-nobody-else", consultant, edited);
            case EditOccasion.ByEditor _, EditOccasion.CanCome _, EditOccasion.Swap _, EditOccasion.CoverFound _ ->
                List.of();
        };
    }

    private List<Outbox.Mail> nobodyElse(String key, ConsultantId consultant, RosterEdited edited) {
        var spans = edited.effect().gaps().stream()
                .map(NewCoverageGap::gap)
                .map(gap -> LocalSpan.between(gap.start(), gap.end()))
                .distinct()
                .toList();
        return spans.isEmpty() ? List.of() : mails.toCoordinators(key, name(consultant, edited), spans);
    }

    private static String name(ConsultantId consultant, RosterEdited edited) {
        return edited.after().getConsultant(consultant).name();
    }
}
