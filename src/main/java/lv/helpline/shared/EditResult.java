package lv.helpline.shared;

/// What became of an edit.
public sealed interface EditResult {

    /// It is in the database.
    ///
    /// @param id of the row, as text
    record Done(String id) implements EditResult {}

    /// Somebody else has changed the same since it was read, or removed it. Nothing was saved.
    record Outdated() implements EditResult {}

    /// It breaks a rule of the database. Nothing was saved.
    ///
    /// @param rule the name of the constraint, which says the rule
    record Refused(String rule) implements EditResult {}
}
