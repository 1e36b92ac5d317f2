package lv.helpline.duty;

import java.util.Optional;

/// A dated, unplanned span in which a line is closed; without a line, all of them are.
public record Closure(Optional<LineId> line, LocalSpan span) {}
