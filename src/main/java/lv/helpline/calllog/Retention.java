package lv.helpline.calllog;

import java.time.Duration;
import java.time.Instant;

/// Deletes records of calls, once they have been counted: beside a telephone bill they would name somebody.
public interface Retention {

    /// Counts the records of calls that were over so long before `now`, each once, keeps the hour and classes of
    /// durations of them, and deletes them; deletes what has been kept so for its time. All or nothing. Of several
    /// processes that do this at once, one does.
    ///
    /// @param raw  how long a record lives as it is
    /// @param kept how long what is left of it lives after the call
    /// @return how many records went
    int forget(Instant now, Duration raw, Duration kept);
}
