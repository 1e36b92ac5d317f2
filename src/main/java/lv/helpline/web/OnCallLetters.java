package lv.helpline.web;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lv.helpline.admin.Account;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.Outbox;
import lv.helpline.admin.Role;
import lv.helpline.duty.Absence;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Coverage;
import lv.helpline.duty.LocalSpan;
import lv.helpline.duty.Roster;
import lv.helpline.oncall.Letters;
import lv.helpline.oncall.Matter;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Words the mails about errands. The subject says nothing.
@Component
class OnCallLetters implements Letters {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM. HH:mm");

    private final Accounts accounts;
    private final MessageSource messages;
    private final WebProperties properties;

    OnCallLetters(Accounts accounts, MessageSource messages, WebProperties properties) {
        this.accounts = accounts;
        this.messages = messages;
        this.properties = properties;
    }

    @Override
    public List<Outbox.Mail> raised(Matter matter, Roster roster) {
        return to(OnCallLetters::coordinates, "raised", "", matter, roster);
    }

    @Override
    public List<Outbox.Mail> takenOver(Matter matter, ConsultantId by, Roster roster) {
        var concerned = absentees(matter, roster);
        Predicate<Account> told = account -> coordinates(account)
                || account.consultant()
                        .filter(id -> id.equals(by) || concerned.contains(id))
                        .isPresent();
        return to(told, "taken", roster.getConsultant(by).name(), matter, roster);
    }

    @Override
    public List<Outbox.Mail> nobody(Matter matter, Roster roster) {
        return to(OnCallLetters::coordinates, "nobody", "", matter, roster);
    }

    private List<Outbox.Mail> to(Predicate<Account> told, String what, String who, Matter matter, Roster roster) {
        return accounts.all().stream()
                .filter(Account::active)
                .filter(told)
                .map(account -> {
                    var locale = Locale.forLanguageTag(account.language().code());
                    var about = text(locale, "on-call.mail." + key(matter), place(matter, roster), when(matter));
                    var text = text(locale, "on-call.mail." + what, about, who, properties.address());
                    return new Outbox.Mail(account.email(), Notices.SUBJECT, text);
                })
                .toList();
    }

    private String text(Locale locale, String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    private static boolean coordinates(Account account) {
        return account.role() != Role.CONSULTANT;
    }

    private static String key(Matter matter) {
        return switch (matter) {
            case Matter.Alert alert ->
                alert.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Matter.SeekCover _ -> "cover";
            case Matter.Test _ -> "test";
        };
    }

    private static String place(Matter matter, Roster roster) {
        return switch (matter) {
            case Matter.Alert alert ->
                alert.line()
                        .map(line -> roster.getLine(line).name())
                        .or(() ->
                                alert.phone().map(id -> roster.getConsultant(id).name()))
                        .orElse("");
            case Matter.SeekCover(var coverage, var _) ->
                switch (coverage) {
                    case Coverage.OfLine(var line) -> roster.getLine(line).name();
                    case Coverage.OfRegion(var region) ->
                        roster.data().lines().stream()
                                .filter(line -> line.region() == region)
                                .map(line -> line.name())
                                .collect(Collectors.joining(", "));
                    case Coverage.Coordination() -> "";
                };
            case Matter.Test(var consultant) -> roster.getConsultant(consultant).name();
        };
    }

    private static String when(Matter matter) {
        return switch (matter) {
            case Matter.Alert alert -> alert.span().map(OnCallLetters::text).orElse("");
            case Matter.SeekCover(var _, var span) -> text(span);
            case Matter.Test _ -> "";
        };
    }

    private static String text(LocalSpan span) {
        return time(span.start()) + "–" + time(span.end());
    }

    private static String time(LocalDateTime time) {
        return TIME.format(time);
    }

    /// Who is absent in any part of the span that a cover is for.
    private static Set<ConsultantId> absentees(Matter matter, Roster roster) {
        if (!(matter instanceof Matter.SeekCover(var _, var span))) {
            return Set.of();
        }
        return roster.data().absences().stream()
                .filter(absence -> absence.span().start().isBefore(span.end())
                        && span.start().isBefore(absence.span().end()))
                .map(Absence::consultant)
                .collect(Collectors.toSet());
    }
}
