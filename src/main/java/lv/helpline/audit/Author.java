package lv.helpline.audit;

import java.time.Instant;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;

/// Who makes an edit, and when.
///
/// @param account empty for the router itself, and for who has none here
/// @param name    what the audit keeps for good, so by number and never the name of a person: `account 12`
public record Author(Optional<AccountId> account, String name, Instant at) {

    public static Author router(Instant at) {
        return new Author(Optional.empty(), "helpline", at);
    }

    /// Somebody who proved who they are on the telephone.
    public static Author byPhone(ConsultantId consultant, Instant at) {
        return new Author(Optional.empty(), "consultant " + consultant + ", by phone", at);
    }
}
