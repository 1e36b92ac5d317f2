package lv.helpline.admin;

import java.net.URI;
import java.util.Optional;

/// The link by which the first administrator begins, for whoever starts a router to print.
@FunctionalInterface
public interface FirstAdministratorLink {

    /// Empty when there is an administrator already, or the database could not be asked yet.
    Optional<URI> current();
}
