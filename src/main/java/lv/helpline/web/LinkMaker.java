package lv.helpline.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lv.helpline.admin.Account;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.Accounts.Links.Link;
import lv.helpline.admin.Accounts.Links.Purpose;
import org.springframework.stereotype.Component;

/// Makes links that sign in once. The link itself is nowhere but in what is returned.
@Component
class LinkMaker {

    private final Accounts.Links links;
    private final WebProperties properties;
    private final Clock clock;

    LinkMaker(Accounts.Links links, WebProperties properties, Clock clock) {
        this.links = links;
        this.properties = properties;
        this.clock = clock;
    }

    /// Good for a day.
    URI forTheFirstAdministrator() {
        return make(new Link(Purpose.FIRST_ADMINISTRATOR, Optional.empty()), Duration.ofDays(1));
    }

    /// Good for three days, for it is handed over by a colleague.
    URI invitation(Account account) {
        return make(new Link(Purpose.INVITATION, Optional.of(account.id())), Duration.ofDays(3));
    }

    /// Good for a quarter of an hour.
    URI signIn(Account account) {
        return make(new Link(Purpose.SIGN_IN, Optional.of(account.id())), Duration.ofMinutes(15));
    }

    private URI make(Link link, Duration lifetime) {
        var token = Secrets.token();
        var now = clock.instant();
        links.add(Secrets.digest(token), link, now, now.plus(lifetime));
        return properties.address().resolve("/link/" + token);
    }
}
