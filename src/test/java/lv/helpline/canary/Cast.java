package lv.helpline.canary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who calls, and who never does: one canary for each place in which a path names one, as many that nobody ever hears
/// of, and one for the controls. Their numbers begin with a digit with which no number of Latvia does.
final class Cast {

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz";
    private static final int NAME = 9;

    private final Random random = new Random();
    private final Set<String> given = new HashSet<>();
    private final Map<CallPath, List<Canary>> called = new HashMap<>();
    private final Map<Canary, String> titles = new HashMap<>();
    private final Set<Canary> neverUsed = new HashSet<>();
    private final Canary control = make();

    Cast(List<CallPath> paths) {
        for (var path : paths) {
            var canaries = new ArrayList<Canary>();
            for (var place : path.places()) {
                var canary = make();
                canaries.add(canary);
                titles.put(canary, path.name() + " " + place);
                neverUsed.add(make());
            }
            called.put(path, canaries);
        }
    }

    private Canary make() {
        var number = "5" + random.nextInt(1_000_000, 10_000_000);
        var name = random.ints(NAME, 0, LETTERS.length())
                .mapToObj(each -> LETTERS.substring(each, each + 1))
                .collect(Collectors.joining());
        return given.add(number) && given.add(name) ? new Canary(number, name) : make();
    }

    /// The canaries of a path, in the order of its places.
    List<Canary> of(CallPath path) {
        return called.getOrDefault(path, List.of());
    }

    Canary control() {
        return control;
    }

    boolean isNeverUsed(Canary canary) {
        return neverUsed.contains(canary);
    }

    /// Who called, by path and place; nothing of anybody else.
    String titleOf(Canary canary) {
        return titles.getOrDefault(canary, "");
    }

    boolean called(Canary canary) {
        return titles.containsKey(canary);
    }

    /// How many called; as many never do.
    int callers() {
        return titles.size();
    }

    List<Canary> all() {
        return Stream.of(titles.keySet(), neverUsed, Set.of(control))
                .flatMap(Set::stream)
                .toList();
    }
}
