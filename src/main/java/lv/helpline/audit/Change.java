package lv.helpline.audit;

import java.util.Optional;

/// One field before and after an edit. What must not be read by everybody, a telephone number, is masked in both.
///
/// @param before empty for what was not there
/// @param after  empty for what is not there any more
public record Change(String field, Optional<AuditValue> before, Optional<AuditValue> after) {

    private static final Optional<AuditValue> HIDDEN = Optional.of(new AuditValue.Text("…"));

    /// That it was changed, and nothing of what it was and is.
    public static Change hidden(String field) {
        return new Change(field, HIDDEN, HIDDEN);
    }

    public static Change added(String field, AuditValue after) {
        return new Change(field, Optional.empty(), Optional.of(after));
    }

    public static Change removed(String field, AuditValue before) {
        return new Change(field, Optional.of(before), Optional.empty());
    }

    public static Change of(String field, AuditValue before, AuditValue after) {
        return new Change(field, Optional.of(before), Optional.of(after));
    }

    /// Whether both sides say the same.
    public boolean isNone() {
        return before.equals(after);
    }
}
