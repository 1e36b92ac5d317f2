package lv.helpline.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.audit.Author;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyRepository;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.roster.staffing.Shifts;
import lv.helpline.shared.EditResult;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/// Tells each person whose duties somebody else changes: what was, what is now. The mails go with the edit, whoever
/// makes it and wherever, so each is told once.
@Primary
@Component
class DutyChangeNotifier implements DutyRepository {

    private static final Duration AHEAD = Duration.ofDays(60);

    private final DutyRepository books;
    private final MailComposer notices;
    private final Holidays holidays;

    DutyChangeNotifier(@Qualifier("rota") DutyRepository books, MailComposer notices, Holidays holidays) {
        this.books = books;
        this.notices = notices;
        this.holidays = holidays;
    }

    @Override
    public RosterData books(Instant now) {
        return books.books(now);
    }

    @Override
    public RosterData books(Instant now, LocalSpan time) {
        return books.books(now, time);
    }

    /// Whoever is told by the editor already is not told twice.
    @Override
    public EditResult save(RosterEdit edit, List<Outbox.Mail> told, Author author) {
        var all = new ArrayList<>(told);
        changes(edit, author).stream()
                .filter(mail -> told.stream().noneMatch(other -> other.to().equals(mail.to())))
                .forEach(all::add);
        return books.save(edit, all, author);
    }

    private List<Outbox.Mail> changes(RosterEdit edit, Author author) {
        var concerned = concerned(edit)
                .distinct()
                .filter(each -> notices.account(each)
                        .filter(account -> !isTheirs(author, account, each))
                        .isPresent())
                .toList();
        if (concerned.isEmpty()) {
            return List.of();
        }
        var data = books.books(author.at());
        try {
            var before = new Roster(data, holidays);
            var after = new Roster(edit.appliedTo(data), holidays);
            return concerned.stream()
                    .flatMap(each -> change(each, before, after, author.at()).stream())
                    .toList();
        } catch (IllegalArgumentException outdated) {
            return List.of();
        }
    }

    private List<Outbox.Mail> change(ConsultantId consultant, Roster before, Roster after, Instant at) {
        var was = Shifts.of(before, consultant, at, at.plus(AHEAD));
        var is = Shifts.of(after, consultant, at, at.plus(AHEAD));
        var gone = without(was, is);
        var come = without(is, was);
        return gone.isEmpty() && come.isEmpty() ? List.of() : notices.to(consultant, "mail.duties-changed", gone, come);
    }

    private static List<Shift> without(List<Shift> some, List<Shift> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    private static boolean isTheirs(Author author, Account account, ConsultantId consultant) {
        return author.account().filter(account.id()::equals).isPresent()
                || author.equals(Author.byPhone(consultant, author.at()));
    }

    private static Stream<ConsultantId> concerned(RosterEdit edit) {
        return Stream.of(
                        both(edit.weeklyDuties()).map(WeeklyDuty::consultant),
                        both(edit.covers()).map(Cover::consultant),
                        both(edit.absences()).map(Absence::consultant))
                .flatMap(each -> each);
    }

    private static <T> Stream<T> both(RosterEdit.Part<T> part) {
        return Stream.concat(part.removed().stream(), part.added().stream());
    }
}
