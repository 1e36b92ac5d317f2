package lv.helpline.audit;

import java.time.Instant;
import java.util.Optional;
import lv.helpline.audit.AuditActor.Kind;
import lv.helpline.roster.ConsultantId;

/// Who makes an edit, and when.
///
/// @param account empty for the router itself, and for who has none here
/// @param name    what the audit keeps for good, so by number and never the name of a person: `account 12`
public record Author(Optional<AccountId> account, String name, Instant at) {

    public static Author router(Instant at) {
        return new Author(Optional.empty(), new AuditActor(Kind.ROUTER, "", "").toString(), at);
    }

    /// Somebody who entered their PIN on the telephone.
    public static Author byPhone(ConsultantId consultant, Instant at) {
        var actor = new AuditActor(Kind.CONSULTANT_BY_PHONE, consultant.toString(), "");
        return new Author(Optional.empty(), actor.toString(), at);
    }

    /// Somebody who is signed in.
    public static Author of(AccountId account, Instant at) {
        return new Author(Optional.of(account), new AuditActor(Kind.ACCOUNT, account.toString(), "").toString(), at);
    }

    /// An API client, by a key that this account made.
    public static Author byKey(AccountId account, String key, Instant at) {
        return new Author(Optional.of(account), new AuditActor(Kind.API_KEY, account.toString(), key).toString(), at);
    }
}
