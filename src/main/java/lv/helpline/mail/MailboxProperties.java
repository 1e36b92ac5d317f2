package lv.helpline.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The sender's mailbox, where mails come back that cannot be delivered. It is read by IMAP with
/// `spring.mail.username` and `spring.mail.password`, and is best one that nobody else reads.
///
/// @param host the server; empty if nobody is to read it, and then a mail that comes back is not noticed
/// @param port of its IMAP
/// @param tls  whether TLS begins with the connection; without it the password is seen by who listens
@ConfigurationProperties("helpline.mail.mailbox")
public record MailboxProperties(
        @DefaultValue("") String host,
        @DefaultValue("993") int port,
        @DefaultValue("true") boolean tls) {}
