package lv.helpline.routing;

import java.util.List;

/// Steps to be rung one after the other. No consultant is in it twice.
public record RingPlan(List<Step> steps) {

    public RingPlan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("plan: at least one step is needed");
        }
        var consultants = steps.stream()
                .flatMap(step -> step.targets().stream())
                .map(Target::consultant)
                .toList();
        if (consultants.stream().distinct().count() != consultants.size()) {
            throw new IllegalArgumentException("plan: a consultant may be rung in one step only");
        }
    }
}
