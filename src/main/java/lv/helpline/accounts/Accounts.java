package lv.helpline.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;

/// The accounts, with their passwords, codes and passkeys. Every edit is in the audit.
public interface Accounts {

    /// An address as it is kept: lower-case, without blanks around it.
    static String normalized(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /// Only an active account is found by who signs in.
    Optional<Account> findActive(AccountId id);

    /// Only an active account is found by who signs in.
    Optional<Account> findActive(String email);

    /// Active or not.
    Optional<Account> find(AccountId id);

    /// Everybody, the active ones first, then by name.
    List<Account> all();

    /// How many active administrators there are who can sign in. With one, a lost phone would lock everybody out.
    int administrators();

    default boolean administratorExists() {
        return administrators() > 0;
    }

    EditResult add(String email, String name, Role role, Optional<ConsultantId> consultant, Author author);

    /// Adds the first administrator, unless there is one who can sign in. Asked by two at once, one is outdated.
    EditResult addFirst(String email, String name, Author author);

    /// Links end with the address that they were sent to, and with the role that they were made for.
    EditResult change(Account changed, Author author);

    /// The account and its passkeys, password and codes end together; links to it too.
    EditResult end(AccountId id, int version, Author author);

    /// Takes every passkey, the password and the codes away, so that an invitation starts anew: a phone was lost.
    void forgetProofs(AccountId id, Author author);

    void setLanguage(AccountId id, Language language);

    Proofs proofs(AccountId id);

    /// @param totpSecret sealed: what is kept of it opens nothing
    void setPassword(AccountId id, String hash, String totpSecret, Author author);

    /// Replaces the hash of a password by another one of the same password.
    void renewHash(AccountId id, String before, String after);

    /// Replaces a secret by the same one, sealed otherwise.
    void reseal(AccountId id, String before, String after);

    /// Whether that step of the one-time password was not used before; it is now.
    boolean useTotpStep(AccountId id, long step);

    /// Replaces all that there were.
    void setRecoveryCodes(AccountId id, List<String> hashes, Author author);

    /// Whether the code was good; it is not any more.
    boolean useRecoveryCode(AccountId id, String hash, Author author);

    /// @param passwordHash  with `totpSecret` or neither
    /// @param totpSecret    sealed
    /// @param recoveryCodes how many are good
    record Proofs(Optional<String> passwordHash, Optional<String> totpSecret, int passkeys, int recoveryCodes) {

        /// Whether somebody with this could sign in without a link.
        public boolean suffice() {
            return passwordHash.isPresent() || passkeys > 0;
        }
    }

    /// Links that sign in once. Only digests are kept.
    interface Links {

        enum Purpose {
            FIRST_ADMINISTRATOR,
            INVITATION,
            SIGN_IN
        }

        /// @param account empty for the first administrator
        record Link(Purpose purpose, Optional<AccountId> account) {}

        void add(String tokenHash, Link link, Instant createdAt, Instant expiresAt);

        /// By which mail a link goes to whoever it is for.
        void goesBy(String tokenHash, UUID mail);

        /// A mail that took a link came back. Nothing happens for a mail that took none.
        void cameBack(UUID mail, Instant at);

        /// A link that a code stands in for; using either uses up both.
        void addWithCode(String tokenHash, String codeHash, Link link, Instant createdAt, Instant expiresAt);

        /// Whoever was invited and has not come is not let in by that any more.
        void endInvitations(AccountId account);

        /// What became of an invitation.
        enum Invitation {
            /// It can be used, and is handed over by a colleague.
            MADE,
            /// It can be used, and was mailed.
            SENT,
            /// Its mail came back.
            RETURNED,
            /// It was not used in its time.
            EXPIRED,
            USED
        }

        /// Of each account the last invitation, as long as it is remembered: until a week after its end.
        Map<AccountId, Invitation> invitations(Instant at);

        /// The link, if it is still good.
        Optional<Link> find(String tokenHash, Instant at);

        /// The link, if it was still good; it is not any more. Of two who use it at once, one gets it.
        Optional<Link> use(String tokenHash, Instant at);

        /// The same by its code.
        Optional<Link> useCode(String codeHash, Instant at);
    }
}
