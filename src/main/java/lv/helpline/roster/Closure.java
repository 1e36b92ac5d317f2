package lv.helpline.roster;

import java.util.Map;
import java.util.Optional;

/// A dated span in which a line is closed, whatever its hours and special openings say.
///
/// @param line    empty for a closure of all lines
/// @param message what its callers hear instead of the standard sentence, by language; may lack any
public record Closure(Optional<LineId> line, LocalSpan span, Map<Language, Announcement> message) {

    public Closure {
        message = Map.copyOf(message);
    }

    public Closure(Optional<LineId> line, LocalSpan span) {
        this(line, span, Map.of());
    }

    boolean closes(LineId other) {
        return line.map(other::equals).orElse(true);
    }
}
