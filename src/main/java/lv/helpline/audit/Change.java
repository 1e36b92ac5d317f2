package lv.helpline.audit;

/// One field before and after an edit. What must not be read by everybody, a telephone number, is masked in both.
public record Change(String field, String before, String after) {
    /// That it was changed, and nothing of what it was and is.
    public static Change of(String field) {
        return new Change(field, "…", "…");
    }
}
