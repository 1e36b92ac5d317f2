package lv.helpline.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.MailProperties;
import lv.helpline.planning.DutyRepository;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Shifts;
import lv.helpline.selfservice.Reminders;
import lv.helpline.shared.PeriodicJob;
import org.springframework.stereotype.Component;

/// Reminds consultants on the evening before of their duties of the next day. Looks every minute, so an evening on
/// which no router ran at that hour is caught up before midnight.
@Component
public class DutyReminder extends PeriodicJob {

    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final DutyRepository dutyRepository;
    private final Reminders reminders;
    private final MailComposer mailComposer;
    private final Holidays holidays;
    private final MailProperties properties;
    private final Clock clock;

    DutyReminder(
            Accounts accounts,
            DutyRepository dutyRepository,
            Reminders reminders,
            MailComposer mailComposer,
            Holidays holidays,
            MailProperties properties,
            Clock clock) {
        super("reminder", BETWEEN_ROUNDS);
        this.accounts = accounts;
        this.dutyRepository = dutyRepository;
        this.reminders = reminders;
        this.mailComposer = mailComposer;
        this.holidays = holidays;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected void round() {
        remind();
    }

    /// @return how many were reminded
    public int remind() {
        var now = clock.instant();
        var local = LocalDateTime.ofInstant(now, Roster.ZONE);
        if (local.toLocalTime().isBefore(properties.remindAt())) {
            return 0;
        }
        var day = local.toLocalDate().plusDays(1);
        var roster = new Roster(dutyRepository.roster(now), holidays);
        return (int) accounts.all().stream()
                .filter(Account::active)
                .filter(account -> remind(account, roster, day))
                .count();
    }

    private boolean remind(Account account, Roster roster, LocalDate day) {
        var consultant = account.consultant();
        if (consultant.isEmpty()) {
            return false;
        }
        var midnight = day.atStartOfDay(Roster.ZONE).toInstant();
        var beyond = day.plusDays(2).atStartOfDay(Roster.ZONE).toInstant();
        var shifts = Shifts.of(roster, consultant.get(), midnight.minus(Duration.ofHours(1)), beyond).stream()
                .filter(shift -> shift.span().start().toLocalDate().equals(day))
                .toList();
        return !shifts.isEmpty()
                && mailComposer.to(consultant.get(), "mail.duty-tomorrow", shifts).stream()
                        .anyMatch(mail -> reminders.remind(consultant.get(), day, mail, clock.instant()));
    }
}
