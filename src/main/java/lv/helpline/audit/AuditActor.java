package lv.helpline.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/// Whose doing an entry was, as its name says.
///
/// @param kind in which way it was done
/// @param id   of the account or the consultant; empty for the router
/// @param key  the name of the API key by which the account did it; empty for the others
public record AuditActor(Kind kind, String id, String key) {

    public enum Kind {
        ROUTER,
        ACCOUNT,
        API_KEY,
        CONSULTANT_BY_PHONE
    }

    private static final String ROUTER = "helpline";
    private static final Pattern ACCOUNT = Pattern.compile("account ([0-9]+)(?: · (.+))?");
    private static final Pattern BY_PHONE = Pattern.compile("consultant ([0-9]+), by phone");

    /// Reads the name of an [Author]; empty for one that was written in another way.
    public static Optional<AuditActor> parse(String name) {
        if (name.equals(ROUTER)) {
            return Optional.of(new AuditActor(Kind.ROUTER, "", ""));
        }
        var account = ACCOUNT.matcher(name);
        if (account.matches()) {
            var key = account.group(2);
            return Optional.of(
                    key == null
                            ? new AuditActor(Kind.ACCOUNT, account.group(1), "")
                            : new AuditActor(Kind.API_KEY, account.group(1), key));
        }
        return Optional.of(BY_PHONE.matcher(name))
                .filter(found -> found.matches())
                .map(found -> new AuditActor(Kind.CONSULTANT_BY_PHONE, found.group(1), ""));
    }

    /// As an [Author] has it.
    @Override
    public String toString() {
        return switch (kind) {
            case ROUTER -> ROUTER;
            case ACCOUNT -> "account " + id;
            case API_KEY -> "account " + id + " · " + key;
            case CONSULTANT_BY_PHONE -> "consultant " + id + ", by phone";
        };
    }
}
