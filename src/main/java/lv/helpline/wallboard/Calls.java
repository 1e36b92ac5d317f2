package lv.helpline.wallboard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lv.helpline.roster.ConsultantId;
import lv.helpline.wallboard.CallEvent.Leg;

/// The calls that go on, as far as they have been told. Immutable: each event makes the next.
///
/// Whoever begins to listen knows nothing of what was told before; [#whole] says when everything has been told again
/// since. Each such round also heals what an event that came too late has left behind.
///
/// @param waiting callers who wait
/// @param legs    phones that ring or talk
/// @param ended   when each consultant's last talk ended, as far back as a wrap-up may reach
/// @param untold  during a round: what there was at its beginning and has not been told again since
/// @param whole   whether nothing that goes on is missing
public record Calls(
        Map<UUID, Caller> waiting,
        Map<Leg, Phone> legs,
        Map<ConsultantId, Instant> ended,
        Optional<Set<Object>> untold,
        boolean whole) {

    /// Nothing has been told yet.
    public static final Calls UNKNOWN = new Calls(Map.of(), Map.of(), Map.of(), Optional.empty(), false);

    /// No line's is longer.
    private static final Duration LONGEST_WRAP_UP = Duration.ofMinutes(10);

    public Calls {
        waiting = Map.copyOf(waiting);
        legs = Map.copyOf(legs);
        ended = Map.copyOf(ended);
        untold = untold.map(Set::copyOf);
    }

    /// @param line  the number that was dialled, empty for none of ours
    /// @param since when the call came
    public record Caller(String line, Instant since) {}

    /// @param talking whether the consultant has taken the call; else it rings
    public record Phone(String line, boolean talking, Instant since) {}

    /// What there is after the event.
    public Calls after(CallEvent event) {
        return switch (event) {
            case CallEvent.Retelling() -> new Calls(waiting, legs, ended, Optional.of(all()), whole);
            case CallEvent.Retold() -> untold.map(this::without).orElse(this);
            case CallEvent.Waiting(var call, var line, var since) -> told(call).with(call, new Caller(line, since));
            case CallEvent.Ringing(var leg, var line, var since) -> told(leg).with(leg, new Phone(line, false, since));
            case CallEvent.Talking(var leg, var line, var since) -> told(leg).with(leg, new Phone(line, true, since));
            case CallEvent.CallOver(var call, var at) -> withoutCall(call, at);
            case CallEvent.LegOver(var leg, var at) -> withoutLeg(leg, at);
        };
    }

    /// What the consultant's phone does, talking before ringing.
    public Optional<Phone> phoneOf(ConsultantId consultant) {
        return legs.entrySet().stream()
                .filter(leg -> leg.getKey().consultant().equals(Optional.of(consultant)))
                .map(Map.Entry::getValue)
                .reduce((one, other) -> one.talking() ? one : other);
    }

    /// What the site's last number does for a line.
    Optional<Phone> lastResortOf(String line) {
        return legs.entrySet().stream()
                .filter(leg -> leg.getKey().consultant().isEmpty())
                .map(Map.Entry::getValue)
                .filter(phone -> phone.line().equals(line))
                .findFirst();
    }

    private boolean isTaken(UUID call) {
        return legs.entrySet().stream()
                .anyMatch(leg ->
                        leg.getKey().call().equals(call) && leg.getValue().talking());
    }

    private Set<Object> all() {
        var all = new HashSet<>();
        all.addAll(waiting.keySet());
        all.addAll(legs.keySet());
        return all;
    }

    private Calls told(Object callOrLeg) {
        return new Calls(waiting, legs, ended, untold.map(left -> minus(left, callOrLeg)), whole);
    }

    /// A call that was taken waits no more, though it may be told so again. What is only told again keeps its time.
    private Calls with(UUID call, Caller caller) {
        var known = waiting.get(call);
        return isTaken(call) || (known != null && known.line().equals(caller.line()))
                ? this
                : new Calls(plus(waiting, call, caller), legs, ended, untold, whole);
    }

    private Calls with(Leg leg, Phone phone) {
        var known = legs.get(leg);
        if (known != null && known.talking() == phone.talking()) {
            return this;
        }
        var stillWaiting = phone.talking() ? minus(waiting, Set.of(leg.call())) : waiting;
        return new Calls(stillWaiting, plus(legs, leg, phone), ended, untold, whole);
    }

    /// Its legs go with it, talks included: which of both Asterisk tells first is chance.
    private Calls withoutCall(UUID call, Instant at) {
        var legsOfIt =
                legs.keySet().stream().filter(leg -> leg.call().equals(call)).toList();
        var rest = new Calls(minus(waiting, Set.of(call)), legs, ended, untold, whole);
        for (var leg : legsOfIt) {
            rest = rest.withoutLeg(leg, at);
        }
        return rest;
    }

    private Calls withoutLeg(Leg leg, Instant at) {
        var rested = new HashMap<>(ended);
        rested.values().removeIf(end -> end.plus(LONGEST_WRAP_UP).isBefore(at));
        if (Optional.ofNullable(legs.get(leg)).filter(Phone::talking).isPresent()) {
            leg.consultant().ifPresent(consultant -> rested.put(consultant, at));
        }
        return new Calls(waiting, minus(legs, Set.of(leg)), rested, untold, whole);
    }

    private Calls without(Set<Object> gone) {
        return new Calls(minus(waiting, gone), minus(legs, gone), ended, Optional.empty(), true);
    }

    private static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
        var more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }

    private static <K, V> Map<K, V> minus(Map<K, V> map, Iterable<?> keys) {
        var fewer = new HashMap<>(map);
        keys.forEach(fewer::remove);
        return fewer;
    }

    private static Set<Object> minus(Set<Object> set, Object member) {
        var fewer = new HashSet<>(set);
        fewer.remove(member);
        return fewer;
    }
}
