package lv.helpline.routing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.WishId;

/// What is known of a call when it is decided: nothing of the caller but the language and the wish they chose.
///
/// @param dialled  the national number that was dialled, as the dialplan handed it over
/// @param language empty for a caller who was not asked yet
/// @param wish     whom they would like to be rung first; empty for nobody in particular, and for who was not asked
/// @param waited   how long the call has been here already; zero for a new one
/// @param dropped  the last call on this line that was cut off on the caller's side, whoever called
/// @param ended    how long ago consultants' calls ended, as far as Asterisk remembers: it knows before a record is
///                 stored
public record RoutingRequest(
        String dialled,
        Optional<Language> language,
        Optional<WishId> wish,
        Duration waited,
        Optional<DroppedCall> dropped,
        Map<ConsultantId, Duration> ended) {

    public RoutingRequest {
        ended = Map.copyOf(ended);
        if (waited.isNegative()) {
            throw new IllegalArgumentException("request: a call cannot have waited less than nothing");
        }
    }

    /// A new call, when no other ended just now.
    public RoutingRequest(String dialled, Optional<Language> language) {
        this(dialled, language, Duration.ZERO, Optional.empty(), Map.of());
    }

    /// A call without a wish.
    public RoutingRequest(
            String dialled,
            Optional<Language> language,
            Duration waited,
            Optional<DroppedCall> dropped,
            Map<ConsultantId, Duration> ended) {
        this(dialled, language, Optional.empty(), waited, dropped, ended);
    }

    /// The same call of a caller who has said both.
    public RoutingRequest choosing(Language chosen, Optional<WishId> wished) {
        return new RoutingRequest(dialled, Optional.of(chosen), wished, waited, dropped, ended);
    }
}
