package lv.helpline.shared;

/// Something to be done once, as soon as a router has reached its database. Its start does not wait for it.
@FunctionalInterface
public interface StartupTask {

    /// Throws when it could not be done yet; it is asked again.
    void run();
}
