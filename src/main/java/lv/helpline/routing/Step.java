package lv.helpline.routing;

import java.time.Duration;
import java.util.List;

/// People who are rung together, and for how long each of their phones is.
///
/// @param rule the rule that put these consultants here: [Rule#DROPPED_CALL], [Rule#ON_DUTY], one of the relaxations or
///             [Rule#GRACE]
public record Step(Rule rule, List<Target> targets, Duration ring) {

    public Step {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("step: at least one target is needed");
        }
    }
}
