package lv.helpline.wallboard;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.roster.ConsultantId;

/// What Asterisk tells of calls while they last. Nothing in it is a caller's: a call is a random id.
public sealed interface CallEvent {

    /// From here on everything that goes on is told again, for whoever has begun to listen since it was told first.
    record Retelling() implements CallEvent {}

    /// Everything has been told again: what was not is over.
    record Retold() implements CallEvent {}

    /// A caller waits for a consultant, or hears that there is none.
    ///
    /// @param line  the number that was dialled, empty for none of ours
    /// @param since when the call came
    record Waiting(UUID call, String line, Instant since) implements CallEvent {}

    /// A consultant's phone rings.
    record Ringing(Leg leg, String line, Instant since) implements CallEvent {}

    /// A consultant has taken the call.
    record Talking(Leg leg, String line, Instant since) implements CallEvent {}

    /// The caller has left, or is only told something.
    record CallOver(UUID call, Instant at) implements CallEvent {}

    /// The phone does not ring any more, or the talk has ended.
    record LegOver(Leg leg, Instant at) implements CallEvent {}

    /// A phone that is rung for a call.
    ///
    /// @param consultant empty for the last resort, which is nobody's in the roster
    record Leg(UUID call, Optional<ConsultantId> consultant) {}
}
