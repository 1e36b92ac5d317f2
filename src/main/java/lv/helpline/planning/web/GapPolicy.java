package lv.helpline.planning.web;

import java.util.ArrayList;
import java.util.List;
import lv.helpline.audit.Change;
import lv.helpline.planning.RosterDrafts;
import lv.helpline.roster.RosterData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Asks whoever makes a hole valid why. The audit says the hole and the reason.
@Component
class GapPolicy {

    /// Why somebody saves an edit that makes a hole.
    static final List<String> REASONS = List.of("nobody-found", "others-answer", "will-be-filled");

    private final RosterChangeFormatter words;

    GapPolicy(RosterChangeFormatter words) {
        this.words = words;
    }

    /// Whether a reason is needed and is none of [#REASONS].
    static boolean holds(RosterEditingSession.Preview preview, @Nullable String reason) {
        return preview.live() && !preview.holes().isEmpty() && (reason == null || !REASONS.contains(reason));
    }

    RosterDrafts.Decision decision(RosterEditingSession.Preview preview, @Nullable String reason, RosterData books) {
        var also = new ArrayList<Change>();
        for (var made : preview.holes()) {
            also.add(new Change(
                    "hole",
                    "",
                    "line %s, %s/%s"
                            .formatted(
                                    made.line().id(),
                                    made.hole().start(),
                                    made.hole().end())));
        }
        if (!also.isEmpty() && reason != null) {
            also.add(new Change("reason", "", reason));
        }
        return new RosterDrafts.Decision(preview.fits(), preview.seen(), also, words.told(preview.said(), books));
    }
}
