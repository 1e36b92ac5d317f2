package lv.helpline.routing;

import java.util.List;
import lv.helpline.roster.ConsultantId;

/// A rule that took part in a decision, and the consultants whom it chose, moved or left out.
public record Reason(Rule rule, List<ConsultantId> consultants) {

    public Reason {
        consultants = List.copyOf(consultants);
    }

    static Reason of(Rule rule) {
        return new Reason(rule, List.of());
    }
}
