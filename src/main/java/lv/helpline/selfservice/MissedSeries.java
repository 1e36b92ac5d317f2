package lv.helpline.selfservice;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;

/// Who has missed three calls in a row, and was told so.
public interface MissedSeries {

    /// Puts the mails for whoever has missed three by now into the outbox, unless they were told of this series
    /// before: by another router perhaps. A series ends when they no longer have. Nobody is told who gets no mail.
    ///
    /// @return how many were told
    int tell(Function<ConsultantId, List<Outbox.Mail>> mails, Instant at);
}
