package lv.helpline.duty;

import java.util.Optional;

/// A dated, unplanned span in which a line is closed, whatever its hours and special openings say.
///
/// @param line empty for a closure of all lines
public record Closure(Optional<LineId> line, LocalSpan span) {}
