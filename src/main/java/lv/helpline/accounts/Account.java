package lv.helpline.accounts;

import java.time.Instant;
import java.util.Optional;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;

/// Somebody who may open the pages.
///
/// @param consultant whose duties a consultant sees; there for that role only
/// @param language   in which the pages speak to them
/// @param active     false for whoever has left
/// @param version    of the row that was read
public record Account(
        AccountId id,
        String email,
        String name,
        Role role,
        Optional<ConsultantId> consultant,
        Language language,
        boolean active,
        int version) {

    /// Without the person: an account in a log line gives nobody away.
    @Override
    public String toString() {
        return "account " + id;
    }

    /// As the author of an edit.
    public Author author(Instant at) {
        return Author.of(id, at);
    }
}
