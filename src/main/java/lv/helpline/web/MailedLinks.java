package lv.helpline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.Guesses;
import lv.helpline.admin.Role;
import org.springframework.stereotype.Component;

/// Mails a link to a consultant who asks for one. Nobody else signs in by mail.
@Component
class MailedLinks {

    private final Accounts accounts;
    private final LinkMaker links;
    private final Mailer mailer;

    private final ClientAddresses addresses;
    private final KnownDevices devices;

    /// A mailbox is not to be filled by a stranger: each link makes the next wait longer.
    private final Throttle byMailbox;

    /// Nor does its owner wait for what a stranger has asked for.
    private final Throttle byDevice;

    /// An office has one address for all who begin their duty there.
    private final Throttle byAddress;

    MailedLinks(
            Accounts accounts,
            LinkMaker links,
            Mailer mailer,
            Guesses guesses,
            Seal seal,
            ClientAddresses addresses,
            KnownDevices devices,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.mailer = mailer;
        this.addresses = addresses;
        this.devices = devices;
        byDevice = new Throttle(guesses, seal, clock, "mail by device", 3, Duration.ofMinutes(15));
        byMailbox = new Throttle(guesses, seal, clock, "mail", 3, Duration.ofMinutes(15));
        byAddress = new Throttle(guesses, seal, clock, "mail by address", 30, Duration.ofMinutes(15));
    }

    boolean areMailed() {
        return mailer.isThere();
    }

    /// For whoever asks without having signed in: how long they have to wait, whomever they ask for. Whether a link was
    /// mailed is not said, for that would tell who has an account.
    Duration ask(String email, HttpServletRequest request) {
        var name = Accounts.normalized(email);
        if (ownDevice(name, request).isPresent()) {
            return send(name, request);
        }
        var left = byAddress.take(addresses.of(request));
        if (left.isZero()) {
            send(name, request);
        }
        return left;
    }

    /// Zero, or how long that mailbox has to wait for its next link.
    Duration send(String email, HttpServletRequest request) {
        var left = ownDevice(email, request).map(byDevice::take).orElseGet(() -> byMailbox.take(email));
        if (left.isZero() && mailer.isThere()) {
            accounts.findActive(email)
                    .filter(account -> account.role() == Role.CONSULTANT)
                    .ifPresent(account -> mailer.send(account, links.signIn(account)));
        }
        return left;
    }

    private Optional<String> ownDevice(String email, HttpServletRequest request) {
        return accounts.findActive(email).flatMap(account -> devices.of(account.id(), request));
    }
}
