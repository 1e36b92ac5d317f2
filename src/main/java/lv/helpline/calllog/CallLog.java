package lv.helpline.calllog;

import java.util.List;

/// Where records of calls are kept for good.
public interface CallLog {

    /// Stores what is not stored yet and returns when the database has committed it. A record whose call id is there
    /// already is left as it is, so the same batch may be handed in again.
    ///
    /// @throws CallLogUnavailable when the database could not be reached or refused; nothing is stored then
    void store(List<CallRecord> records, List<Attempt> attempts);

    /// The database cannot take records now. Its message quotes none of them.
    final class CallLogUnavailable extends RuntimeException {
        public CallLogUnavailable(Throwable cause) {
            super("the call log cannot be written now", cause);
        }
    }
}
