package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.identity.FailedAttempts;
import lv.helpline.identity.web.Passwords.Check;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.shared.web.ClientAddresses;
import lv.helpline.shared.web.RandomTokens;
import org.springframework.stereotype.Component;

/// Decides whether a password and a code are somebody's.
///
/// On a device on which the account has signed in before, a try waits for the tries of that device only, see
/// [KnownDevices]: whoever guesses at an account from many places slows down themselves, and not its owner. Elsewhere
/// it waits for three things: its address, its account from there, and its account from anywhere, the last one for
/// seconds only.
@Component
class SignIn {

    private final Accounts accounts;
    private final Passwords passwords;
    private final SecretCipher secretCipher;
    private final ClientAddresses addresses;
    private final KnownDevices devices;
    private final SecurityEvents events;
    private final Clock clock;
    private final Throttle byDevice;
    private final Throttle byAddress;
    private final Throttle byAccountThere;
    private final Throttle byAccount;

    /// What became of a try.
    sealed interface Result {
        record Welcome(Account who) implements Result {}

        /// Which of the three was wrong is not said.
        public record Wrong() implements Result {}

        /// Nothing was looked at.
        record TooSoon(Duration left) implements Result {}

        /// Nor was it when too many tried at once. It does not count as a try.
        record Busy() implements Result {}

        default Optional<Account> account() {
            return this instanceof Welcome(var who) ? Optional.of(who) : Optional.empty();
        }

        default SecurityEvents.Result word() {
            return switch (this) {
                case Welcome _ -> SecurityEvents.Result.ACCEPTED;
                case Wrong _ -> SecurityEvents.Result.WRONG;
                case TooSoon _ -> SecurityEvents.Result.TOO_SOON;
                case Busy _ -> SecurityEvents.Result.BUSY;
            };
        }
    }

    SignIn(
            Accounts accounts,
            Passwords passwords,
            FailedAttempts failedAttempts,
            SecretCipher secretCipher,
            ClientAddresses addresses,
            KnownDevices devices,
            SecurityEvents events,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.secretCipher = secretCipher;
        this.addresses = addresses;
        this.devices = devices;
        this.events = events;
        this.clock = clock;
        byDevice = new Throttle(failedAttempts, secretCipher, clock, "device", 5, Duration.ofMinutes(5));
        byAddress = new Throttle(failedAttempts, secretCipher, clock, "address", 10, Duration.ofMinutes(15));
        byAccountThere = new Throttle(failedAttempts, secretCipher, clock, "account there", 3, Duration.ofMinutes(5));
        byAccount = new Throttle(failedAttempts, secretCipher, clock, "account", 20, Duration.ofSeconds(10));
    }

    /// @param event    for what they prove themselves
    /// @param code     of the authenticator app, or a recovery code, with which whoever has no password needs none
    /// @param request  from where the try comes
    Result withPassword(Event event, String email, String password, String code, HttpServletRequest request) {
        if (passwords.areBusy(devices.ofAnybody(request).isPresent())) {
            events.happened(event, Way.PASSWORD, SecurityEvents.Result.BUSY, Optional.empty());
            return new Result.Busy();
        }
        var name = Accounts.normalized(email);
        var account = accounts.findActive(name).filter(each -> each.role() != Role.CONSULTANT);
        var result = tried(name, account, password, code, request);
        events.happened(event, Way.PASSWORD, result.word(), account.map(Account::id));
        return result;
    }

    private Result tried(
            String name, Optional<Account> account, String password, String code, HttpServletRequest request) {
        var device = account.flatMap(each -> devices.of(each.id(), request));
        var limits = device.map(known -> List.of(new Limit(byDevice, known)))
                .orElseGet(() -> elsewhere(name, addresses.of(request)));
        var left = charge(limits);
        if (left.isPositive()) {
            return new Result.TooSoon(left);
        }
        return switch (proves(account, password, code, device.isPresent())) {
            case RIGHT -> {
                limits.forEach(Limit::right);
                yield new Result.Welcome(account.orElseThrow());
            }
            case WRONG -> new Result.Wrong();
            case BUSY -> {
                limits.forEach(limit -> limit.throttle().refund(limit.key()));
                yield new Result.Busy();
            }
        };
    }

    /// @param forgets whether one right try makes up for all that were wrong
    private record Limit(Throttle throttle, String key, boolean forgets) {

        Limit(Throttle throttle, String key) {
            this(throttle, key, true);
        }

        void right() {
            if (forgets) {
                throttle.forget(key);
            } else {
                throttle.refund(key);
            }
        }
    }

    private List<Limit> elsewhere(String name, String address) {
        return List.of(
                new Limit(byAddress, address, false),
                new Limit(byAccountThere, name + "\n" + address),
                new Limit(byAccount, name, false));
    }

    /// Each counts only when none has to wait, so that whoever comes back too soon does not wait the longer for it. Of
    /// many at once that all found nothing to wait for, the second look lets one through.
    private static Duration charge(List<Limit> limits) {
        var left = limits.stream()
                .map(each -> each.throttle().waiting(each.key()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return left.isPositive()
                ? left
                : limits.stream()
                        .map(each -> each.throttle().charge(each.key()))
                        .filter(Duration::isPositive)
                        .findFirst()
                        .orElse(Duration.ZERO);
    }

    /// How long whoever asks has to wait with whatever they could guess at without naming an account.
    Duration waiting(HttpServletRequest request) {
        var limit = ofAnybody(request);
        return limit.throttle().waiting(limit.key());
    }

    void failed(HttpServletRequest request) {
        var limit = ofAnybody(request);
        limit.throttle().charge(limit.key());
    }

    private Limit ofAnybody(HttpServletRequest request) {
        return devices.ofAnybody(request)
                .map(device -> new Limit(byDevice, device))
                .orElseGet(() -> new Limit(byAddress, addresses.of(request), false));
    }

    private Check proves(Optional<Account> account, String password, String code, boolean knownDevice) {
        var proofs = account.map(each -> accounts.proofs(each.id()));
        var hash = proofs.flatMap(Accounts.Proofs::passwordHash);
        var check = passwords.check(password, hash, knownDevice);
        if (check == Check.BUSY) {
            return check;
        }
        if (account.isEmpty() || proofs.isEmpty() || (hash.isPresent() && check == Check.WRONG)) {
            return Check.WRONG;
        }
        if (!provesByCode(account.get(), proofs.get(), code.replaceAll("[\\s-]", ""))) {
            return Check.WRONG;
        }
        hash.ifPresent(known -> passwords
                .renewed(password, known)
                .ifPresent(renewed -> accounts.renewHash(account.get().id(), known, renewed)));
        return Check.RIGHT;
    }

    private boolean provesByCode(Account account, Accounts.Proofs proofs, String code) {
        if (code.matches("[0-9]{6}")) {
            return proofs.totpSecret()
                    .flatMap(secret -> secretCipher.open(account.id(), secret))
                    .flatMap(secret -> passwords.stepOf(code, secret, clock.instant()))
                    .filter(step -> accounts.useTotpStep(account.id(), step))
                    .isPresent();
        }
        return accounts.useRecoveryCode(
                account.id(), RandomTokens.digest(code.toUpperCase(Locale.ROOT)), account.author(clock.instant()));
    }
}
