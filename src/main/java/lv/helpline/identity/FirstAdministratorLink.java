package lv.helpline.identity;

import java.net.URI;
import java.util.Optional;

/// The link by which the first administrator begins, for whoever starts a router to print.
@FunctionalInterface
public interface FirstAdministratorLink {

    /// A new link, good for a day from now; empty when there is an administrator already.
    Optional<URI> renewed();
}
