package lv.helpline.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.bench.Pairs;
import lv.helpline.bench.Storm;
import lv.helpline.bench.Surge;
import lv.helpline.lab.Stalls;

/// More callers than consultants, and more than the installation was made for.
final class Surges {

    private static final int AT_ONCE = 20;

    private Surges() {}

    static List<FaultCase> all() {
        return List.of(
                FaultCase.of(
                        "pairs",
                        "Pairs of calls come within the same 5 ms to two lines with one consultant, with two routers.",
                        1_000,
                        "OneAtATimeIT.ofTwoCallsAtOnceForOneConsultantOneRingsAndTheOtherWaits",
                        Surges::pairs),
                FaultCase.of(
                        "surge",
                        "All callers come within 20 s to two consultants; they are served in order, one at a phone.",
                        200,
                        "SurgeIT.everyoneOfASurgeIsServedInOrder",
                        Surges::surge),
                FaultCase.of(
                        "storm",
                        "All callers come in ten minutes, up to 200 at once, half hang up, the router is killed twice, and"
                                + " PostgreSQL stands still.",
                        1_000,
                        "SurgeIT.whoLeavesHandsOn",
                        Surges::storm),
                FaultCase.of(
                        "beyond-capacity",
                        "More callers come than the installation was made for, here twenty.",
                        60,
                        "SurgeIT.beyondTheCapacityCallersAreToldSo",
                        Surges::beyondCapacity));
    }

    private static Tally pairs(Ground ground, int calls) throws Exception {
        ground.lab().database().edit("update line set languages = '{lv}'");
        var begun = System.nanoTime();
        var other = ground.router();
        var placed = Pairs.place(ground.lab(), Math.max(1, calls / 2), 10, other.address());
        var fates = ground.lab().peers().callers().stream()
                .map(caller -> new Scene.Fate(
                        caller.find("200 INVITE").isPresent() ? Scene.End.PERSON : Scene.End.LOST,
                        caller.longestSilence().orElse(Duration.ZERO),
                        caller.name()))
                .toList();
        return ground.settle(fates.size(), 0, fates, begun, placed.isRight() ? List.of() : List.of(placed.toString()));
    }

    private static Tally surge(Ground ground, int calls) throws Exception {
        var phones = ground.staff(2, Ground.RINGING, Duration.ofSeconds(3));
        ground.router();
        var wrong = new ArrayList<String>();
        var overflows = Surge.overflows(ground.lab());
        var load = new Load(calls, calls / 20.0).withPatience(Duration.ofSeconds(60 + 4L * calls));
        var tally = ground.place(load, scene -> {
            scene.awaitOver();
            var surge = Surge.of(scene.crowd(), phones, Surge.overflows(ground.lab()) - overflows);
            if (surge.inversions() != 0 || surge.mostAtOnce() != 1) {
                wrong.add(surge.toString());
            }
        });
        return wrong.isEmpty() ? tally : tally.withWrong(wrong.getFirst());
    }

    private static Tally storm(Ground ground, int calls) throws Exception {
        ground.lab().database().edit("update line set languages = '{lv}'");
        var begun = System.nanoTime();
        var storm = Storm.place(ground.lab(), calls);
        var now = System.nanoTime();
        return new Tally(
                storm.callers(),
                storm.served(),
                (int) ground.lab().records().all().stream()
                        .filter(record -> !record.decidedBy().equals("router"))
                        .count(),
                0,
                Math.min(storm.hungUp(), storm.callers() - storm.served()),
                Math.max(0, storm.callers() - storm.served() - storm.hungUp()),
                storm.silence(),
                storm.records(),
                storm.left(),
                Duration.ofNanos(now - begun).minus(Stalls.without(begun, now)),
                storm.isRight() ? List.of() : List.of(storm.toString()));
    }

    private static Tally beyondCapacity(Ground ground, int calls) throws Exception {
        ground.staff(2, Ground.RINGING, Duration.ofSeconds(2));
        ground.router();
        var asterisk = ground.lab().asterisk();
        var before = asterisk.globalOf("CALLS_AT_ONCE");
        asterisk.global("CALLS_AT_ONCE", Integer.toString(AT_ONCE));
        try {
            return ground.place(
                    new Load(calls, 6).orRefused("no-consultant").withPatience(Duration.ofSeconds(60 + 3L * calls)),
                    Scene::awaitOver);
        } finally {
            asterisk.global("CALLS_AT_ONCE", before);
        }
    }
}
