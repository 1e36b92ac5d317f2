package lv.helpline.planning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import lv.helpline.audit.Author;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.EditResult;

/// Coverage gaps that are offered to all who suit. Each step is in the audit. How one is taken is in [VacantDuties].
public interface DutyOffers {

    /// Refused while another of that line and some part of that time can be taken.
    ///
    /// @param told the mails, by the id of the offer
    EditResult offer(
            LineId line, LocalSpan span, List<ConsultantId> to, IntFunction<List<Outbox.Mail>> told, Author author);

    /// Those that have not ended and whose time is not over, in the order in which they start.
    List<DutyOffer> open(Instant at);

    /// Ended ones too, until their time is over.
    Optional<DutyOffer> find(int id);

    /// In the transaction of the edit that puts them on duty. False if it has ended.
    boolean accept(DutyOffer offer, ConsultantId by, List<Outbox.Mail> told, Author author);

    /// Nobody is missing any more: it ends, in the transaction of that edit.
    void end(DutyOffer offer, Author author);

    /// Outdated when it has ended.
    EditResult withdraw(int id, Author author);
}
