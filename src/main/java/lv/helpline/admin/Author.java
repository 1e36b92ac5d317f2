package lv.helpline.admin;

import java.time.Instant;
import java.util.Optional;

/// Who makes an edit, and when.
///
/// @param account empty for the router itself
public record Author(Optional<AccountId> account, String name, Instant at) {

    public static Author router(Instant at) {
        return new Author(Optional.empty(), "helpline", at);
    }

    public static Author of(Account account, Instant at) {
        return new Author(Optional.of(account.id()), account.name(), at);
    }
}
