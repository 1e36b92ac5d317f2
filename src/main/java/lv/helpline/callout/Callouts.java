package lv.helpline.callout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import lv.helpline.callout.Callout.Outcome;
import lv.helpline.callout.Callout.Result;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;

/// The callouts, shared by all routers.
public interface Callouts {

    /// Runs it in one transaction, and nowhere else at the same time.
    <T> T alone(Supplier<T> work);

    RecentAlerts recent(Instant at);

    /// The mails go with it.
    void raise(CalloutReason reason, List<Outbox.Mail> told, Instant at);

    /// Notes that nobody is to be sought for a gap.
    void forgo(CalloutReason.SeekCover search, Instant at);

    /// Those that have not ended, in the order in which they were raised.
    List<Callout> open();

    /// Hands somebody's phone to Asterisk.
    ///
    /// @param until when it is taken to be lost
    /// @return by what Asterisk knows the call
    UUID claim(Callout callout, ConsultantId consultant, Instant at, Instant until);

    /// Notes how a call ended; empty for one that is not, or no longer, known by this claim. Of two who tell the
    /// same, the second gets nothing.
    Optional<Ended> finish(UUID claim, Result result, Instant at);

    record Ended(Callout callout, ConsultantId consultant) {}

    /// A call that Asterisk has, or that ended with yes; empty for one that is not, or no longer, known by this
    /// claim, and for one whose callout has ended otherwise.
    Optional<Claimed> find(UUID claim);

    /// @param result empty while Asterisk has the call
    record Claimed(CalloutReason reason, ConsultantId consultant, Optional<Result> result) {}

    /// Notes that Asterisk has lost a call for good.
    void lose(Callout callout, ConsultantId consultant, Instant at);

    /// Of two who end the same, the second does nothing.
    void end(Callout callout, Outcome outcome, List<Outbox.Mail> told, Instant at);

    /// A verified number still reaches its owner.
    ///
    /// @return false for a number that is not verified, which a key alone does not change
    boolean confirm(CalloutReason.Test test, Instant at);

    /// A test of each phone of the given that was not verified since, or never, and is not lost.
    List<CalloutReason.Test> notVerifiedSince(List<ConsultantId> consultants, Instant since);
}
