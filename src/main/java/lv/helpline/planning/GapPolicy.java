package lv.helpline.planning;

import java.util.List;
import java.util.Optional;

/// Asks whoever leaves an open line without anybody for the reason.
public final class GapPolicy {

    /// Overflow is meant to answer: nobody is searched for.
    public static final String OTHERS_ANSWER = "others-answer";

    /// What they may say.
    public static final List<String> REASONS = List.of("nobody-found", OTHERS_ANSWER, "will-be-filled");

    private GapPolicy() {}

    static boolean isReason(Optional<String> reason) {
        return reason.filter(REASONS::contains).isPresent();
    }
}
