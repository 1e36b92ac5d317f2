package lv.helpline.routing;

/// Whether calls can reach this router now. Told by the server that takes their questions, asked by the health check.
@FunctionalInterface
public interface CallIntake {

    /// True from when the server accepts connections until it begins to drain.
    boolean isListening();
}
