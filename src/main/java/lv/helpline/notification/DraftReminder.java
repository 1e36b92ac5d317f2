package lv.helpline.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.audit.AccountId;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.WaitingDrafts;
import lv.helpline.shared.PeriodicJob;
import org.springframework.stereotype.Component;

/// Reminds whoever has left a draft of the roster for a day that nobody goes by it yet.
@Component
public class DraftReminder extends PeriodicJob {

    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(10);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final WaitingDrafts drafts;
    private final Accounts accounts;
    private final MailComposer mailComposer;
    private final Clock clock;

    DraftReminder(WaitingDrafts drafts, Accounts accounts, MailComposer mailComposer, Clock clock) {
        super("draft reminder", BETWEEN_ROUNDS);
        this.drafts = drafts;
        this.accounts = accounts;
        this.mailComposer = mailComposer;
        this.clock = clock;
    }

    @Override
    protected void round() {
        remind();
    }

    /// @return how many were reminded
    public int remind() {
        var now = clock.instant();
        return drafts.remind(now.minus(FORGOTTEN_AFTER), this::mail, now);
    }

    private Optional<Outbox.Mail> mail(AccountId author) {
        return accounts.findActive(author).map(this::mail);
    }

    private Outbox.Mail mail(Account author) {
        return mailComposer.mail(author, "/roster", "mail.draft-waits");
    }
}
