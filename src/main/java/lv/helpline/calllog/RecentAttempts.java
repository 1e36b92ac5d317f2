package lv.helpline.calllog;

import java.time.Instant;

/// What the last attempts tell about whether consultants' phones can be reached.
public interface RecentAttempts {

    /// How many rings of mobiles the trunk has refused since then, or since one last got through, whichever is later.
    int refusedByTrunk(Instant since);
}
