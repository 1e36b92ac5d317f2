package lv.helpline.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.roster.Roster;
import lv.helpline.shared.EditResult;

/// Keys by which API clients ask. Only digests are kept. Each edit is in the audit.
public interface ApiKeys {

    /// What an API client may ask for.
    enum Scope {
        LINES,
        /// Contacts are masked.
        PEOPLE,
        /// Contacts in clear, beside [#PEOPLE].
        CONTACTS,
        ROSTER,
        ROSTER_IMPORT,
        SIMULATOR,
        STATISTICS,
        /// The voices that callers are to hear.
        RECORDINGS,
        /// What everybody may see.
        PLACES,
        /// What is for consultants only, beside [#PLACES].
        SECRET_PLACES,
        PLACES_IMPORT;

        /// As it is written in the tables and the messages, such as `roster-import`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @param name       what the API client is called
    /// @param owner      who made it, and answers for it
    /// @param lastUsedOn the day in Rīga
    record Token(
            int id,
            String name,
            Set<Scope> scopes,
            AccountId owner,
            String ownerName,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> revokedAt,
            Optional<LocalDate> lastUsedOn) {
        public Token {
            scopes = Set.copyOf(scopes);
        }

        public LocalDate lastDay() {
            return lastDayOf(expiresAt);
        }

        /// What the API client edits is its owner's doing, by this key.
        public Author author(Instant at) {
            return Author.byKey(owner, name, at);
        }

        /// Without the names: a key in a log line gives nobody away.
        @Override
        public String toString() {
            return "token " + id;
        }
    }

    /// The last day on which a key works, in Rīga.
    static LocalDate lastDayOf(Instant expiresAt) {
        return LocalDate.ofInstant(expiresAt.minusNanos(1), Roster.ZONE);
    }

    /// Every one there ever was, the newest first.
    List<Token> all();

    /// Owned by the author.
    EditResult add(String name, Set<Scope> scopes, Instant expiresAt, String hash, Author author);

    /// A key that was revoked already is outdated.
    EditResult revoke(int id, Author author);

    /// The key, if it is good: neither expired nor revoked, and its owner is an administrator still. The day is noted.
    Optional<Token> use(String hash, Instant at);
}
