package lv.helpline.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lv.helpline.admin.Account;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.Author;
import lv.helpline.admin.Guesses;
import lv.helpline.admin.Role;
import org.springframework.stereotype.Component;

/// Decides whether a password and a code are somebody's.
///
/// A try waits for three things: its address, its account from there, and its account from anywhere. The last one waits
/// for seconds only, and not where the account has signed in within a day: so whoever guesses at an account from many
/// places slows down themselves, and not its owner.
@Component
class SignIn {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Accounts accounts;
    private final Passwords passwords;
    private final Guesses guesses;
    private final Seal seal;
    private final Clock clock;
    private final Throttle byAddress;
    private final Throttle byAccountThere;
    private final Throttle byAccount;

    /// What became of a try.
    sealed interface Result {
        record Welcome(Account account) implements Result {}

        /// Which of the three was wrong is not said.
        record Wrong() implements Result {}

        /// Nothing was looked at.
        record TooSoon(Duration left) implements Result {}
    }

    SignIn(Accounts accounts, Passwords passwords, Guesses guesses, Seal seal, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.guesses = guesses;
        this.seal = seal;
        this.clock = clock;
        byAddress = new Throttle(guesses, seal, clock, "address", 10, Duration.ofMinutes(15));
        byAccountThere = new Throttle(guesses, seal, clock, "account there", 3, Duration.ofMinutes(5));
        byAccount = new Throttle(guesses, seal, clock, "account", 20, Duration.ofSeconds(10));
    }

    /// @param code     of the authenticator app, or a recovery code, with which whoever has no password needs none
    /// @param address  from which the try comes
    Result withPassword(String email, String password, String code, String address) {
        var name = Accounts.normalized(email);
        var there = name + "\n" + address;
        var left = take(name, there, address);
        if (left.isPositive()) {
            return new Result.TooSoon(left);
        }
        var account = accounts.findActive(name).filter(each -> each.role() != Role.CONSULTANT);
        if (!proves(account, password, code)) {
            return new Result.Wrong();
        }
        byAddress.giveBack(address);
        byAccount.giveBack(name);
        byAccountThere.forget(there);
        var now = clock.instant();
        guesses.remember(place(there), now, now.plus(REMEMBERED));
        return new Result.Welcome(account.orElseThrow());
    }

    /// Each counts only when none has to wait, so that whoever comes back too soon does not wait the longer for it.
    private Duration take(String name, String there, String address) {
        var known = guesses.remembers(place(there), clock.instant());
        var left = Stream.of(
                        byAddress.waiting(address),
                        byAccountThere.waiting(there),
                        known ? Duration.ZERO : byAccount.waiting(name))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (left.isPositive()) {
            return left;
        }
        // Of many at once that all found nothing to wait for, this lets one through.
        return Stream.<Supplier<Duration>>of(
                        () -> byAddress.take(address),
                        () -> byAccountThere.take(there),
                        () -> known ? Duration.ZERO : byAccount.take(name))
                .map(Supplier::get)
                .filter(Duration::isPositive)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private String place(String there) {
        return seal.digest("place\n" + there);
    }

    /// How long that address has to wait with whatever else it could guess at.
    Duration waiting(String address) {
        return byAddress.waiting(address);
    }

    void failed(String address) {
        byAddress.take(address);
    }

    private boolean proves(Optional<Account> account, String password, String code) {
        var proofs = account.map(each -> accounts.proofs(each.id()));
        var hash = proofs.flatMap(Accounts.Proofs::passwordHash);
        var rightPassword = passwords.matches(password, hash);
        if (account.isEmpty() || proofs.isEmpty()) {
            return false;
        }
        if (hash.isPresent() && !rightPassword) {
            return false;
        }
        return provesByCode(account.get(), proofs.get(), code.replaceAll("[\\s-]", ""));
    }

    private boolean provesByCode(Account account, Accounts.Proofs proofs, String code) {
        if (code.matches("[0-9]{6}")) {
            return proofs.totpSecret()
                    .flatMap(secret -> seal.open(account.id(), secret))
                    .flatMap(secret -> passwords.stepOf(code, secret, clock.instant()))
                    .filter(step -> accounts.useTotpStep(account.id(), step))
                    .isPresent();
        }
        return accounts.useRecoveryCode(
                account.id(), Secrets.digest(code.toUpperCase(Locale.ROOT)), Author.of(account, clock.instant()));
    }
}
