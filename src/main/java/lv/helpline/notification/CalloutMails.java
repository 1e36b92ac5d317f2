package lv.helpline.notification;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.callout.CalloutMailComposer;
import lv.helpline.callout.CalloutReason;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Roster;
import org.springframework.stereotype.Component;

/// Words the mails about callouts.
@Component
class CalloutMails implements CalloutMailComposer {

    private final MailComposer mailComposer;

    CalloutMails(MailComposer mailComposer) {
        this.mailComposer = mailComposer;
    }

    @Override
    public List<Outbox.Mail> raised(CalloutReason reason, Roster roster) {
        return mailComposer.to(CalloutMails::coordinates, "on-call.mail.raised", about(reason, roster));
    }

    @Override
    public List<Outbox.Mail> takenOver(CalloutReason reason, ConsultantId by, Roster roster) {
        var concerned = absentees(reason, roster);
        Predicate<Account> told = account -> coordinates(account)
                || account.consultant()
                        .filter(id -> id.equals(by) || concerned.contains(id))
                        .isPresent();
        return mailComposer.to(
                told,
                "on-call.mail.taken",
                about(reason, roster),
                roster.getConsultant(by).name());
    }

    @Override
    public List<Outbox.Mail> nobody(CalloutReason reason, Roster roster) {
        return mailComposer.to(CalloutMails::coordinates, "on-call.mail.nobody", about(reason, roster));
    }

    private static boolean coordinates(Account account) {
        return account.role() != Role.CONSULTANT;
    }

    private MailComposer.Wording about(CalloutReason reason, Roster roster) {
        return switch (reason) {
            case CalloutReason.Alert alert -> {
                var place = alert.line()
                        .<Object>map(line -> roster.getLine(line).region())
                        .or(() ->
                                alert.phone().map(id -> roster.getConsultant(id).name()))
                        .orElse("");
                yield mailComposer.wording(
                        "on-call.mail."
                                + alert.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        place,
                        alert.span().<Object>map(span -> span).orElse(""));
            }
            case CalloutReason.SeekCover(var dutyScope, var span) ->
                mailComposer.wording("on-call.mail.cover", place(dutyScope, roster), span);
            case CalloutReason.Test(var consultant, var _) ->
                mailComposer.wording(
                        "on-call.mail.test", roster.getConsultant(consultant).name());
        };
    }

    private static Object place(DutyScope dutyScope, Roster roster) {
        return switch (dutyScope) {
            case DutyScope.OfLine(var line) -> roster.getLine(line).region();
            case DutyScope.OfRegion(var region) -> region;
            case DutyScope.CoordinatorOnCall() -> "";
        };
    }

    /// Who is absent in any part of the span that a cover is for.
    private static Set<ConsultantId> absentees(CalloutReason reason, Roster roster) {
        if (!(reason instanceof CalloutReason.SeekCover(var _, var span))) {
            return Set.of();
        }
        return roster.data().absences().stream()
                .filter(absence -> absence.span().overlaps(span))
                .map(Absence::consultant)
                .collect(Collectors.toSet());
    }
}
