package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.identity.FailedAttempts;
import lv.helpline.shared.web.ClientAddresses;
import org.springframework.stereotype.Component;

/// Mails a link to a consultant who asks for one, and a code that stands in for it where they asked. Nobody else signs
/// in by mail.
///
/// A code is short enough to type. Whoever guesses needs the browser that asked, and has some tries in it: of 40 bits a
/// quarter of an hour finds nothing.
@Component
class MailedLinks {

    private final Accounts accounts;
    private final LinkMaker links;
    private final SignInLinkMailer signInLinkMailer;

    private final ClientAddresses addresses;
    private final KnownDevices devices;

    /// A mailbox is not to be filled by a stranger: each link makes the next wait longer.
    private final Throttle byMailbox;

    /// Nor does its owner wait for what a stranger has asked for.
    private final Throttle byDevice;

    /// Tries of a code.
    private final Throttle byBrowser;

    private final Accounts.Links kept;
    private final AskingBrowser browsers;
    private final Clock clock;

    /// An office has one address for all who begin their duty there.
    private final Throttle byAddress;

    MailedLinks(
            Accounts accounts,
            LinkMaker links,
            SignInLinkMailer signInLinkMailer,
            FailedAttempts failedAttempts,
            SecretCipher secretCipher,
            ClientAddresses addresses,
            KnownDevices devices,
            Accounts.Links kept,
            AskingBrowser browsers,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.signInLinkMailer = signInLinkMailer;
        this.addresses = addresses;
        this.devices = devices;
        this.kept = kept;
        this.browsers = browsers;
        this.clock = clock;
        byBrowser = new Throttle(failedAttempts, secretCipher, clock, "code by browser", 5, Duration.ofMinutes(5));
        byDevice = new Throttle(failedAttempts, secretCipher, clock, "mail by device", 3, Duration.ofMinutes(15));
        byMailbox = new Throttle(failedAttempts, secretCipher, clock, "mail", 3, Duration.ofMinutes(15));
        byAddress = new Throttle(failedAttempts, secretCipher, clock, "mail by address", 30, Duration.ofMinutes(15));
    }

    boolean areMailed() {
        return signInLinkMailer.isThere();
    }

    /// For whoever asks without having signed in: how long they have to wait, whomever they ask for. Whether a link was
    /// mailed is not said, for that would tell who has an account.
    Duration ask(String email, HttpServletRequest request, HttpServletResponse response) {
        var name = Accounts.normalized(email);
        if (ownDevice(name, request).isPresent()) {
            return send(name, request, response);
        }
        var left = byAddress.charge(addresses.of(request));
        if (left.isZero()) {
            send(name, request, response);
        }
        return left;
    }

    /// Zero, or how long that mailbox has to wait for its next link.
    Duration send(String email, HttpServletRequest request, HttpServletResponse response) {
        var left = ownDevice(email, request).map(byDevice::charge).orElseGet(() -> byMailbox.charge(email));
        if (left.isZero() && signInLinkMailer.isThere()) {
            var browser = browsers.remember(request, response);
            accounts.findActive(email)
                    .filter(account -> account.role() == Role.CONSULTANT)
                    .ifPresent(account -> signInLinkMailer.send(account, links.signIn(account, browser)));
        }
        return left;
    }

    /// Whether a code has been mailed to whoever asked in this browser of late, as far as they are told.
    boolean isCodeAwaited(HttpServletRequest request) {
        return browsers.of(request).isPresent();
    }

    /// Whose code it is; it is not any more. Letters may be small, and blanks and hyphens anywhere.
    SignIn.Result withCode(String typed, HttpServletRequest request, HttpServletResponse response) {
        var browser = browsers.of(request);
        if (browser.isEmpty()) {
            return new SignIn.Result.Wrong();
        }
        var left = byBrowser.charge(browser.get());
        if (left.isPositive()) {
            return new SignIn.Result.TooSoon(left);
        }
        var code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return kept.useCode(LinkMaker.digest(code, browser.get()), clock.instant())
                .flatMap(Accounts.Links.Link::account)
                .flatMap(accounts::findActive)
                .<SignIn.Result>map(account -> {
                    byBrowser.forget(browser.get());
                    browsers.forget(response);
                    return new SignIn.Result.Welcome(account);
                })
                .orElseGet(SignIn.Result.Wrong::new);
    }

    private Optional<String> ownDevice(String email, HttpServletRequest request) {
        return accounts.findActive(email).flatMap(account -> devices.of(account.id(), request));
    }
}
