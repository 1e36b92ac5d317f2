package lv.helpline.routing;

/// Whether calls can reach this router now. The FastAGI server sets it, the health check reads it.
@FunctionalInterface
public interface CallIntake {

    /// True from when the server accepts connections until it begins to drain.
    boolean isListening();
}
