package lv.helpline.callout.jdbc;

import lv.helpline.callout.AlertRules;
import lv.helpline.callout.Callouts;
import lv.helpline.planning.GapPolicy;
import lv.helpline.planning.RosterEdited;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Begins no search for a gap of which its editor says that others answer then.
@Component
class ForgoneSearches {

    private final Callouts callouts;

    ForgoneSearches(Callouts callouts) {
        this.callouts = callouts;
    }

    @EventListener
    void forgo(RosterEdited edited) {
        if (edited.reason().filter(GapPolicy.OTHERS_ANSWER::equals).isPresent()) {
            AlertRules.searches(edited.effect().gaps())
                    .forEach(search -> callouts.forgo(search, edited.author().at()));
        }
    }
}
