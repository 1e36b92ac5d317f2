package lv.helpline.identity.web;

import java.time.Instant;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import org.springframework.security.core.AuthenticatedPrincipal;

/// Who looks at a page. Kept in the session, which ends when any of it changes.
///
/// @param consultant 0 for nobody's
public record SignedIn(int account, String displayName, Role role, int consultant) implements AuthenticatedPrincipal {

    static SignedIn as(Account account) {
        return new SignedIn(
                account.id().value(),
                account.name(),
                account.role(),
                account.consultant().map(ConsultantId::value).orElse(0));
    }

    public AccountId id() {
        return new AccountId(account);
    }

    public Optional<ConsultantId> consultantId() {
        return consultant == 0 ? Optional.empty() : Optional.of(new ConsultantId(consultant));
    }

    public Author author(Instant at) {
        return Author.of(id(), at);
    }

    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }

    public boolean isCoordinator() {
        return role == Role.COORDINATOR;
    }

    public boolean isConsultant() {
        return role == Role.CONSULTANT;
    }

    /// By which sessions are found.
    @Override
    public String getName() {
        return Integer.toString(account);
    }

    /// Without the person: a log line gives nobody away.
    @Override
    public String toString() {
        return "account " + account;
    }
}
