package lv.helpline.callout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import lv.helpline.roster.ConsultantId;

/// What the records of the last calls show, and which alerts were raised about it already.
///
/// @param unanswered  the numbers of lines with three calls or more that reached nobody within [#CALLS]
/// @param fallback    the numbers of lines where Asterisk chose by itself within [#CALLS]
/// @param failedTests whose test call failed since the last alert of that
/// @param raised      the alerts of the last [#SILENCE], open or not
/// @param sought      the searches for a cover that are not over yet, answered or not
public record RecentAlerts(
        Set<String> unanswered,
        Set<String> fallback,
        List<ConsultantId> failedTests,
        List<CalloutReason.Alert> raised,
        List<CalloutReason.SeekCover> sought) {

    /// How far back calls count.
    public static final Duration CALLS = Duration.ofMinutes(15);

    /// How long nothing more is said of one kind and line.
    public static final Duration SILENCE = Duration.ofMinutes(30);

    public static final RecentAlerts NOTHING = new RecentAlerts(Set.of(), Set.of(), List.of(), List.of(), List.of());

    public RecentAlerts {
        unanswered = Set.copyOf(unanswered);
        fallback = Set.copyOf(fallback);
        failedTests = List.copyOf(failedTests);
        raised = List.copyOf(raised);
        sought = List.copyOf(sought);
    }

    boolean wasRaised(CalloutReason.Alert alert) {
        return raised.stream()
                .anyMatch(
                        before -> before.kind() == alert.kind() && before.line().equals(alert.line()));
    }
}
