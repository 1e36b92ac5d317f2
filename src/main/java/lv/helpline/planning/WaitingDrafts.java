package lv.helpline.planning;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import lv.helpline.audit.AccountId;
import lv.helpline.mail.Outbox;

/// Drafts that their authors may have forgotten to publish.
public interface WaitingDrafts {

    /// Puts a mail into the outbox for each author whose draft was last saved at `savedBefore` or earlier, unless they
    /// were reminded of it since they saved it: by another router perhaps.
    ///
    /// @param mail empty for whoever cannot be mailed
    /// @return how many were reminded
    int remind(Instant savedBefore, Function<AccountId, Optional<Outbox.Mail>> mail, Instant at);
}
