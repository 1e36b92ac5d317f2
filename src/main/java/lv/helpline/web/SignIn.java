package lv.helpline.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.admin.Account;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.Author;
import lv.helpline.admin.Role;
import org.springframework.stereotype.Component;

/// Decides whether a password and a code are somebody's.
@Component
class SignIn {

    private final Accounts accounts;
    private final Passwords passwords;
    private final Clock clock;
    private final Throttle byAccount;
    private final Throttle byAddress;

    /// What became of a try.
    sealed interface Result {
        record Welcome(Account account) implements Result {}

        /// Which of the three was wrong is not said.
        record Wrong() implements Result {}

        /// Nothing was looked at.
        record TooSoon(Duration left) implements Result {}
    }

    SignIn(Accounts accounts, Passwords passwords, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
        byAccount = new Throttle(clock, 3, Duration.ofMinutes(5));
        byAddress = new Throttle(clock, 10, Duration.ofMinutes(15));
    }

    /// @param code     of the authenticator app, or a recovery code, with which whoever has no password needs none
    /// @param address  from which the try comes
    Result withPassword(String email, String password, String code, String address) {
        var name = Accounts.normalized(email);
        var left = longer(byAccount.waiting(name), byAddress.waiting(address));
        if (left.isPositive()) {
            return new Result.TooSoon(left);
        }
        var account = accounts.findActive(name).filter(each -> each.role() != Role.CONSULTANT);
        if (!proves(account, password, code)) {
            byAccount.failed(name);
            byAddress.failed(address);
            return new Result.Wrong();
        }
        byAccount.succeeded(name);
        return new Result.Welcome(account.orElseThrow());
    }

    /// How long that address has to wait with whatever else it could guess at.
    Duration waiting(String address) {
        return byAddress.waiting(address);
    }

    void failed(String address) {
        byAddress.failed(address);
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
                    .flatMap(secret -> passwords.stepOf(code, secret, clock.instant()))
                    .filter(step -> accounts.useTotpStep(account.id(), step))
                    .isPresent();
        }
        return accounts.useRecoveryCode(
                account.id(), Secrets.digest(code.toUpperCase(Locale.ROOT)), Author.of(account, clock.instant()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
