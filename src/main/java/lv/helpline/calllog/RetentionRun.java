package lv.helpline.calllog;

import java.time.Instant;

/// When records were last deleted.
public interface RetentionRun {

    /// The last time that what was due was gone; the process's start, until then.
    Instant last();
}
