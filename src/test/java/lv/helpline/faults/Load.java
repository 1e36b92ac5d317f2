package lv.helpline.faults;

import java.time.Duration;
import java.util.List;
import lv.helpline.lab.Crowd;

/// Calls of a case, one after the other at a steady pace, and what they may come to.
///
/// @param calls     how many
/// @param perSecond how many of them a second
/// @param told      the prompts of the message that is true, if no person can be reached; else whoever talks to
///                  no person is lost
/// @param refused   whether a status such as 503 is a true answer too
/// @param patience  from the last call until every call is over, unless somebody is lost
/// @param leaving   which callers hang up by themselves, and when
record Load(int calls, double perSecond, List<String> told, boolean refused, Duration patience, Leaving leaving) {

    /// A caller's own mind.
    @FunctionalInterface
    interface Leaving {
        /// Whether that caller hangs up now, so long after they called.
        boolean leaves(Crowd.Caller caller, Duration since);
    }

    /// Everybody wants a person, and stays until they have talked.
    Load(int calls, double perSecond) {
        this(calls, perSecond, List.of(), false, Duration.ofMinutes(2), (_, _) -> false);
    }

    /// No person can be reached: everybody hears these prompts, and hangs up after so long.
    static Load message(int calls, double perSecond, Duration stays, String... told) {
        return new Load(
                calls,
                perSecond,
                List.of(told),
                false,
                Duration.ofMinutes(2),
                (_, since) -> since.compareTo(stays) > 0);
    }

    Load with(Leaving leaves) {
        return new Load(calls, perSecond, told, refused, patience, leaves);
    }

    /// So many fewer.
    Load less(int fewer) {
        return new Load(calls - fewer, perSecond, told, refused, patience, leaving);
    }

    Load withPatience(Duration lasting) {
        return new Load(calls, perSecond, told, refused, lasting, leaving);
    }

    Load orRefused(String... message) {
        return new Load(calls, perSecond, List.of(message), true, patience, leaving);
    }

    Duration over() {
        return Duration.ofMillis(Math.max(1, Math.round(calls / perSecond * 1000)));
    }
}
