package lv.helpline.mail;

import java.time.Instant;
import java.util.function.Consumer;

/// Mails that wait to be sent. A mail that was added in the transaction of an edit goes when the edit stands, and only
/// then.
public interface Outbox {

    /// @param to      an account's address
    /// @param subject says nothing of what it is about: it may be seen on a screen
    record Mail(String to, String subject, String text) {

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
    int send(Instant at, Consumer<Mail> sender);

    /// Gives up what was written more than a day ago.
    void giveUp(Instant at);
}
