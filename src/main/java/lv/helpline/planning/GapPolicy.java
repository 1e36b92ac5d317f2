package lv.helpline.planning;

import java.util.List;
import java.util.Optional;

/// Whoever leaves an open line without anybody says why.
public final class GapPolicy {

    /// What they may say.
    public static final List<String> REASONS = List.of("nobody-found", "others-answer", "will-be-filled");

    private GapPolicy() {}

    static boolean isReason(Optional<String> reason) {
        return reason.filter(REASONS::contains).isPresent();
    }
}
