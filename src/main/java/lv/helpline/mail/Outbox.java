package lv.helpline.mail;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.roster.ConsultantId;

/// Mails that wait to be sent. A mail that was added in the transaction of an edit goes when the edit stands, and only
/// then.
public interface Outbox {

    /// @param to      an account's address
    /// @param subject says nothing of what it is about: it may be seen on a screen
    /// @param tells   the consultant whose duties it says are changed: somebody else has to, if it cannot be sent
    record Mail(String to, String subject, String text, Optional<ConsultantId> tells) {

        public Mail(String to, String subject, String text) {
            this(to, subject, text, Optional.empty());
        }

        public Mail telling(ConsultantId consultant) {
            return new Mail(to, subject, text, Optional.of(consultant));
        }

        /// Without the person.
        @Override
        public String toString() {
            return "a mail";
        }
    }

    void add(Mail mail, Instant at);

    /// Gives up what was written more than a day ago, then hands over what is due, one by one. What the sender
    /// throws at is tried again, later each time. Of several routers each mail is handed to one.
    ///
    /// @return how many were sent
    int send(Instant at, Sender sender);

    /// Hands a mail to a server.
    @FunctionalInterface
    interface Sender {

        /// @param id the mail's own, to be part of its Message-ID (RFC 5322): by it the mail is known if it comes back
        void send(Mail mail, UUID id);
    }

    /// A server had taken that mail, and could not deliver it: if it was to tell somebody something in
    /// the last week, that is published as [NotDelivered]. Any other mail is of no matter.
    void returned(UUID id);

    /// Gives up what was written more than a day ago. Whom it was to tell something is published as [NotDelivered].
    void giveUp(Instant at);

    /// A mail was given up, or came back, that told a consultant of a change of their duties.
    ///
    /// @param since when it was written
    record NotDelivered(ConsultantId consultant, Instant since) {}

    /// Consultants whom a mail tells of a change of their duties that was written before then and waits still, with the
    /// time of the first.
    Map<ConsultantId, Instant> waitingSince(Instant before);

    /// Somebody has told them: what waits to tell them goes, and what comes back is of no matter.
    ///
    /// @return how many mails were waiting
    int forget(ConsultantId told);
}
