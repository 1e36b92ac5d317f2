package lv.helpline.board;

import java.time.Instant;
import java.util.Optional;

/// What neither the roster nor a call tells, and somebody may have to mend.
///
/// @param fallbackRefreshed when an Asterisk last had the newest fallback roster from a router; empty for never
/// @param administrators    how many could sign in now
public record Signs(Optional<Instant> fallbackRefreshed, int administrators) {}
