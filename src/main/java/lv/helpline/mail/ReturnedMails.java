package lv.helpline.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lv.helpline.accounts.Accounts;
import lv.helpline.shared.PeriodicJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Reads the sender's mailbox, where `helpline.mail.mailbox.host` says which it is, for mails of ours that came back:
/// a server took them, and could not deliver them. It looks at what nobody has read yet, tells whoever sent it, deletes
/// it, and leaves everything else there, marked as read.
///
/// A mail that comes back is a delivery status notification: a `multipart/report` (RFC 6522) with a part
/// `message/delivery-status` (RFC 3464), whose `Action` is `failed`, and our mail, or its headers, after it.
@Component
public class ReturnedMails extends PeriodicJob {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnedMails.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(2);

    /// Of a mailbox that is full of other mails the rest is read in the next round.
    private static final int MOST_IN_A_ROUND = 200;

    /// Bytes; a notification has a few thousand.
    private static final int LARGEST = 1 << 20;

    private static final String PATIENCE_MILLIS = "10000";

    /// A Message-ID as [OutboxDispatcher] makes it.
    private static final Pattern OURS = Pattern.compile("<(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})@.*>");

    private final Outbox outbox;
    private final Accounts.Links links;
    private final Clock clock;
    private final MailboxProperties mailbox;
    private final String user;
    private final String password;

    /// Whether it was the last time: one line tells of a change.
    private boolean readable = true;

    public ReturnedMails(
            Outbox outbox,
            Accounts.Links links,
            Clock clock,
            MailboxProperties mailbox,
            @Value("${spring.mail.username:}") String user,
            @Value("${spring.mail.password:}") String password) {
        super("returned mails", BETWEEN_ROUNDS);
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
        this.mailbox = mailbox;
        this.user = user;
        this.password = password;
    }

    @Override
    public void round() {
        if (mailbox.host().isEmpty()) {
            return;
        }
        var protocol = mailbox.tls() ? "imaps" : "imap";
        var settings = new Properties();
        settings.put("mail." + protocol + ".connectiontimeout", PATIENCE_MILLIS);
        settings.put("mail." + protocol + ".timeout", PATIENCE_MILLIS);
        settings.put("mail." + protocol + ".writetimeout", PATIENCE_MILLIS);
        settings.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        try (var store = Session.getInstance(settings).getStore(protocol)) {
            store.connect(mailbox.host(), mailbox.port(), user, password);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                read(inbox);
            }
            readable = true;
        } catch (MessagingException unread) {
            if (readable) {
                LOG.warn(
                        "The mailbox of helpline.mail.mailbox.host cannot be read, so nobody learns what comes back: {}",
                        unread.getClass().getSimpleName());
            }
            readable = false;
        }
    }

    private void read(Folder inbox) throws MessagingException {
        var unread = inbox.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        for (var each : Arrays.copyOf(unread, Math.min(unread.length, MOST_IN_A_ROUND))) {
            // First: whatever is wrong with one of them, it keeps no other from being read.
            each.setFlag(Flags.Flag.SEEN, true);
            var ours = ours(each);
            if (ours.isPresent()) {
                outbox.returned(ours.get());
                links.cameBack(ours.get(), clock.instant());
                each.setFlag(Flags.Flag.DELETED, true);
            }
        }
    }

    private static Optional<UUID> ours(Message unread) {
        try {
            return returned(unread);
        } catch (MessagingException | IOException malformed) {
            return Optional.empty();
        }
    }

    /// Which mail came back. The message is taken whole: not every server knows the parts of a notification.
    private static Optional<UUID> returned(Message unread) throws MessagingException, IOException {
        if (unread.getSize() > LARGEST) {
            return Optional.empty();
        }
        var message = new MimeMessage((MimeMessage) unread);
        if (!message.isMimeType("multipart/report") || !(message.getContent() instanceof Multipart report)) {
            return Optional.empty();
        }
        var failed = false;
        for (var part = 0; part < report.getCount(); part++) {
            var content = report.getBodyPart(part);
            if (content.isMimeType("message/delivery-status")) {
                failed |= hasFailed(content);
            } else if (failed && (content.isMimeType("message/*") || content.isMimeType("text/rfc822-headers"))) {
                return header(new InternetHeaders(content.getInputStream()), "Message-ID")
                        .map(OURS::matcher)
                        .filter(Matcher::matches)
                        .map(id -> UUID.fromString(id.group(1)));
            }
        }
        return Optional.empty();
    }

    /// The fields of the message, and then those of each recipient, with an empty line between them. Ours have one.
    private static boolean hasFailed(BodyPart status) throws MessagingException, IOException {
        var fields = new ByteArrayInputStream(status.getInputStream().readAllBytes());
        var failed = false;
        while (fields.available() > 0) {
            failed |= header(new InternetHeaders(fields), "Action").orElse("").equalsIgnoreCase("failed");
        }
        return failed;
    }

    private static Optional<String> header(InternetHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeader(name, null)).map(String::strip);
    }
}
