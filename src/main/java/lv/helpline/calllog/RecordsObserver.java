package lv.helpline.calllog;

/// Is told what is stored for the first time. Implementations never throw and never block.
public interface RecordsObserver {

    /// So many calls that `by` had decided were committed for the first time. A router that others stand in for shows
    /// here, and nowhere else.
    default void recorded(DecidedBy by, int calls) {}

    /// So many ringings of consultants that ended so were committed for the first time.
    default void attempted(Attempt.Result result, int ringings) {}
}
