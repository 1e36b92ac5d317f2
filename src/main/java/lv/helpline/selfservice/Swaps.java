package lv.helpline.selfservice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;

/// Duties that consultants ask a colleague to take. The colleague takes it, declines, or wants one of their own taken
/// in return, which the first then takes or declines. Until both agree nothing changes: whoever has the duty has it.
/// Each step is in the audit.
public interface Swaps {

    /// What waits for an answer.
    ///
    /// @param consultant whose duty it is
    /// @param colleague  who is asked to take it
    /// @param back       the colleague's duty that is wanted taken in return
    record Proposal(int id, ConsultantId consultant, ConsultantId colleague, LocalSpan span, Optional<LocalSpan> back) {

        /// Whose answer it waits for.
        public ConsultantId asked() {
            return back.isPresent() ? consultant : colleague;
        }

        public boolean isOf(ConsultantId somebody) {
            return consultant.equals(somebody) || colleague.equals(somebody);
        }

        /// A duty that has begun is not swapped any more.
        public boolean isOpen(Instant at) {
            return span.startsAt().isAfter(at)
                    && back.map(each -> each.startsAt().isAfter(at)).orElse(true);
        }
    }

    /// Those that somebody has a part in and that are still open, in the order in which the duties start.
    List<Proposal> of(ConsultantId consultant, Instant at);

    /// A duty is proposed to one colleague at a time.
    EditResult propose(
            ConsultantId consultant, ConsultantId colleague, LocalSpan span, List<Outbox.Mail> told, Author author);

    /// The colleague's answer: only against one of mine. Outdated unless it waits for theirs.
    EditResult wantBack(Proposal proposal, LocalSpan back, List<Outbox.Mail> told, Author author);

    /// Both agree: the roster is changed and the proposal is gone, or neither.
    EditResult accept(Proposal proposal, RosterEdit edit, List<Outbox.Mail> told, Author author);

    /// It is declined or withdrawn, and nothing else changes.
    EditResult drop(Proposal proposal, List<Outbox.Mail> told, Author author);

    /// A duty that it is about was changed: it ends, in the transaction of that edit. One that is gone already is let
    /// be.
    void end(Proposal proposal, List<Outbox.Mail> told, Author author);
}
