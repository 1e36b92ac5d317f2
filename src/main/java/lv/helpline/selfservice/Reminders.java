package lv.helpline.selfservice;

import java.time.Instant;
import java.time.LocalDate;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;

/// Remembers which reminders were mailed on the evening before a duty.
public interface Reminders {

    /// Puts the mail into the outbox, unless they were reminded of that day before: by another router perhaps.
    ///
    /// @return whether it did
    boolean remind(ConsultantId consultant, LocalDate day, Outbox.Mail mail, Instant at);
}
