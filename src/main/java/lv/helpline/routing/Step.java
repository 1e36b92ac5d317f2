package lv.helpline.routing;

import java.time.Duration;
import java.util.List;

/// Phones that ring together, and for how long.
///
/// @param rule the rule that put these consultants here: [Rule#ON_DUTY] or one of the relaxations
public record Step(Rule rule, List<Target> targets, Duration ring) {

    public Step {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("step: at least one target is needed");
        }
    }
}
