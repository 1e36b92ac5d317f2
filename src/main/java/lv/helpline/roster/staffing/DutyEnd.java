package lv.helpline.roster.staffing;

import java.time.Instant;
import java.util.Optional;
import lv.helpline.roster.Region;

/// Until when somebody who is on duty goes on being so for a region.
///
/// @param region empty for the coordination
public record DutyEnd(Optional<Region> region, Instant end) {}
