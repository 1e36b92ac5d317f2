package lv.helpline.routing;

import java.time.Instant;
import lv.helpline.roster.Roster;

/// The immutable, compiled roster that calls read.
///
/// @param version  changes whenever the roster does: 16 hexadecimal digits of a digest over their content
/// @param loadedAt when it was read from the database
public record Snapshot(String version, Instant loadedAt, Roster roster, RecentActivity activity) {}
