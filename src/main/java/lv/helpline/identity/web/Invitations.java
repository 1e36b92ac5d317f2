package lv.helpline.identity.web;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.accounts.Account;
import lv.helpline.mail.MailComposer;
import lv.helpline.roster.Roster;
import lv.helpline.shared.web.WebProperties;
import org.springframework.stereotype.Component;

/// Invites people to the pages. An invitation says who invites, to the pages of which house, and until when it
/// holds. It says nothing of what the house does: somebody else may see it.
@Component
class Invitations {

    private final LinkMaker links;
    private final MailComposer mailComposer;
    private final SignInLinkMailer signInLinkMailer;
    private final WebProperties properties;

    Invitations(
            LinkMaker links, MailComposer mailComposer, SignInLinkMailer signInLinkMailer, WebProperties properties) {
        this.links = links;
        this.mailComposer = mailComposer;
        this.signInLinkMailer = signInLinkMailer;
        this.properties = properties;
    }

    /// Mails it where mail is set up. An earlier invitation of theirs ends.
    ///
    /// @param by who invites, by name
    /// @return the text with its link, to be handed over, where mail is not set up; it is kept nowhere
    Optional<String> send(Account account, String by) {
        var id = signInLinkMailer.isThere() ? Optional.of(UUID.randomUUID()) : Optional.<UUID>empty();
        var invitation = links.invitation(account, id);
        var mail = mailComposer.mail(
                account,
                invitation.link(),
                "mail.invitation",
                by,
                properties.houseName(),
                LocalDateTime.ofInstant(invitation.until(), Roster.ZONE));
        id.ifPresent(each -> signInLinkMailer.send(mail, each));
        return id.isPresent() ? Optional.empty() : Optional.of(mail.text());
    }
}
