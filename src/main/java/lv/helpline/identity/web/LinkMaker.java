package lv.helpline.identity.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Accounts.Links.Link;
import lv.helpline.accounts.Accounts.Links.Purpose;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.WebProperties;
import org.springframework.stereotype.Component;

/// Makes links that sign in once. The link itself is nowhere but in what is returned.
@Component
public class LinkMaker {

    /// How long a mailed link is good, and the code beside it.
    static final Duration MAILED = Duration.ofMinutes(15);

    /// 40 random bits, which need not be more: see [MailedLinks].
    private static final int CODE_CHARACTERS = 8;
    private static final Duration INVITATION = Duration.ofDays(3);

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

    record Invitation(URI link, Instant until) {}

    /// Good for three days, for it may be handed over by a colleague. An earlier one of theirs ends.
    ///
    /// @param mail by which it goes; empty when it is handed over
    Invitation invitation(Account account, Optional<UUID> mail) {
        links.endInvitations(account.id());
        var token = token(new Link(Purpose.INVITATION, Optional.of(account.id())), INVITATION);
        mail.ifPresent(id -> links.goesBy(RandomTokens.digest(token), id));
        return new Invitation(addressOf(token), clock.instant().plus(INVITATION));
    }

    /// Good for a quarter of an hour.
    public URI signIn(Account account) {
        return make(new Link(Purpose.SIGN_IN, Optional.of(account.id())), MAILED);
    }

    /// @param code stands in for the link, in the browser for which it was made
    record WithCode(URI link, String code) {}

    /// The same, and a code that is good in that browser.
    public WithCode signIn(Account account, String browser) {
        var token = RandomTokens.token();
        var code = RandomTokens.base32(CODE_CHARACTERS);
        var now = clock.instant();
        links.addWithCode(
                RandomTokens.digest(token),
                digest(code, browser),
                new Link(Purpose.SIGN_IN, Optional.of(account.id())),
                now,
                now.plus(MAILED));
        return new WithCode(addressOf(token), code);
    }

    /// What is kept of a code: nobody tries it out without the browser's name.
    static String digest(String code, String browser) {
        return RandomTokens.digest(code + "\n" + browser);
    }

    private URI make(Link link, Duration lifetime) {
        return addressOf(token(link, lifetime));
    }

    private String token(Link link, Duration lifetime) {
        var token = RandomTokens.token();
        var now = clock.instant();
        links.add(RandomTokens.digest(token), link, now, now.plus(lifetime));
        return token;
    }

    private URI addressOf(String token) {
        return properties.address().resolve("/link/" + token);
    }
}
