package lv.helpline.notification;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.callout.Letters;
import lv.helpline.callout.Matter;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Coverage;
import lv.helpline.roster.Roster;
import org.springframework.stereotype.Component;

/// Words the mails about errands.
@Component
class CalloutMails implements Letters {

    private final MailComposer notices;

    CalloutMails(MailComposer notices) {
        this.notices = notices;
    }

    @Override
    public List<Outbox.Mail> raised(Matter matter, Roster roster) {
        return notices.to(CalloutMails::coordinates, "on-call.mail.raised", about(matter, roster));
    }

    @Override
    public List<Outbox.Mail> takenOver(Matter matter, ConsultantId by, Roster roster) {
        var concerned = absentees(matter, roster);
        Predicate<Account> told = account -> coordinates(account)
                || account.consultant()
                        .filter(id -> id.equals(by) || concerned.contains(id))
                        .isPresent();
        return notices.to(
                told,
                "on-call.mail.taken",
                about(matter, roster),
                roster.getConsultant(by).name());
    }

    @Override
    public List<Outbox.Mail> nobody(Matter matter, Roster roster) {
        return notices.to(CalloutMails::coordinates, "on-call.mail.nobody", about(matter, roster));
    }

    private static boolean coordinates(Account account) {
        return account.role() != Role.CONSULTANT;
    }

    private MailComposer.Wording about(Matter matter, Roster roster) {
        return switch (matter) {
            case Matter.Alert alert -> {
                var place = alert.line()
                        .<Object>map(line -> roster.getLine(line).region())
                        .or(() ->
                                alert.phone().map(id -> roster.getConsultant(id).name()))
                        .orElse("");
                yield notices.wording(
                        "on-call.mail."
                                + alert.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        place,
                        alert.span().<Object>map(span -> span).orElse(""));
            }
            case Matter.SeekCover(var coverage, var span) ->
                notices.wording("on-call.mail.cover", place(coverage, roster), span);
            case Matter.Test(var consultant) ->
                notices.wording(
                        "on-call.mail.test", roster.getConsultant(consultant).name());
        };
    }

    private static Object place(Coverage coverage, Roster roster) {
        return switch (coverage) {
            case Coverage.OfLine(var line) -> roster.getLine(line).region();
            case Coverage.OfRegion(var region) -> region;
            case Coverage.Coordination() -> "";
        };
    }

    /// Who is absent in any part of the span that a cover is for.
    private static Set<ConsultantId> absentees(Matter matter, Roster roster) {
        if (!(matter instanceof Matter.SeekCover(var _, var span))) {
            return Set.of();
        }
        return roster.data().absences().stream()
                .filter(absence -> absence.span().overlaps(span))
                .map(Absence::consultant)
                .collect(Collectors.toSet());
    }
}
