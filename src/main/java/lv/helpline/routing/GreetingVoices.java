package lv.helpline.routing;

import java.util.Optional;
import java.util.Set;
import lv.helpline.roster.Language;

/// Whose voice greets callers.
@FunctionalInterface
public interface GreetingVoices {

    /// The languages in which it is a synthetic one, as the Asterisk that asked last has told; empty until one has.
    Optional<Set<Language>> synthetic();
}
