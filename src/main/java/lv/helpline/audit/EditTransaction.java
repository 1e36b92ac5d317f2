package lv.helpline.audit;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Runs an edit in one transaction with its entry in the audit: both stand, or neither.
public interface EditTransaction {

    /// Runs it in the transaction that is under way, or in a new one.
    ///
    /// @param edit    writes, and says what came of it
    /// @param stands  whether what came of it is to stay; else all that was written is taken back
    /// @param refused what it comes to when a constraint of the database refuses it, by the constraint's name
    <R> R run(Supplier<R> edit, Predicate<R> stands, Function<String, R> refused);
}
