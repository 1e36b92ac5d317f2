package lv.helpline.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.Standstill;

/// Routers that are down, stand still, say half of it, and die.
final class RouterFaults {

    private static final int CONSULTANTS = 12;
    private static final double PACE = 4;
    private static final int STOPS = 20;

    /// What Java ends with when it was asked to (SIGTERM).
    private static final int STOPPED_IN_ORDER = 143;

    private RouterFaults() {}

    static List<FaultCase> all() {
        return List.of(
                FaultCase.of(
                        "router-down",
                        "No router listens.",
                        200,
                        "RouterFaultsIT.noRouterAtAll",
                        (ground, calls) -> instead(ground, calls, Ground.NOBODY, "")),
                FaultCase.of(
                        "router-half-a-line",
                        "The router says a part of its answer and then hangs up.",
                        200,
                        "FaultsIT.in_short",
                        RouterFaults::halfALine),
                FaultCase.of(
                        "router-black-hole",
                        "Both routers' addresses drop whatever is sent to them.",
                        200,
                        "FaultsIT.in_short",
                        RouterFaults::blackHole),
                FaultCase.of(
                        "router-says-nothing",
                        "The router accepts each question and never answers.",
                        200,
                        "RouterFaultsIT.stalled",
                        RouterFaults::saysNothing),
                FaultCase.of(
                        "router-killed-deciding",
                        "The only router stands still and is killed while it is asked.",
                        200,
                        "RouterFaultsIT.killedInMidDecision",
                        RouterFaults::killedDeciding),
                FaultCase.of(
                        "router-killed-hunting",
                        "The only router is killed while phones ring.",
                        200,
                        "RouterFaultsIT.killedWhileRinging",
                        (ground, calls) -> killed(ground, calls, Duration.ofSeconds(2), Ground.TALK)),
                FaultCase.of(
                        "router-killed-talking",
                        "The only router is killed while callers talk.",
                        200,
                        "RouterFaultsIT.killedWhileTalking",
                        (ground, calls) -> killed(ground, calls, Ground.RINGING, Duration.ofSeconds(3))),
                FaultCase.of(
                        "router-stopped",
                        "One of two routers is stopped in order and started again, then the other, up to twenty times.",
                        800,
                        "AgiServerTest.aStopShutsTheDoorAndLetsScriptsFinish",
                        RouterFaults::stopped));
    }

    private static Tally instead(Ground ground, int calls, String first, String second) throws Exception {
        ground.staff(CONSULTANTS);
        ground.lab().routers().use(first, second);
        return ground.place(new Load(calls, PACE), Scene::awaitOver);
    }

    private static Tally halfALine(Ground ground, int calls) throws Exception {
        try (var router = FalseRouter.sayingHalfALine()) {
            return instead(ground, calls, router.address(), "");
        }
    }

    private static Tally blackHole(Ground ground, int calls) throws Exception {
        try (var first = FalseRouter.blackHole();
                var second = FalseRouter.blackHole()) {
            return instead(ground, calls, first.address(), second.address());
        }
    }

    private static Tally saysNothing(Ground ground, int calls) throws Exception {
        try (var router = new Standstill(ground.lab().routers().ownAddress())) {
            return instead(ground, calls, router.address(), "");
        }
    }

    private static Tally killedDeciding(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS);
        var router = ground.router();
        return ground.place(new Load(calls, PACE), scene -> {
            scene.awaitCalled(25);
            router.stall();
            TimeUnit.MILLISECONDS.sleep(500);
            router.kill();
            scene.awaitCalled(50);
            var next = ground.router();
            scene.awaitCalled(75);
            next.stall();
            TimeUnit.MILLISECONDS.sleep(500);
            next.kill();
        });
    }

    private static Tally killed(Ground ground, int calls, Duration ringing, Duration talk) throws Exception {
        ground.staff(2 * CONSULTANTS, ringing, talk);
        var router = ground.router();
        return ground.place(new Load(calls, PACE), scene -> {
            scene.awaitCalled(33);
            router.kill();
            scene.awaitCalled(66);
            ground.router().kill();
        });
    }

    /// As an installation does at each upgrade: the other one decides meanwhile, and Asterisk's own roster never.
    private static Tally stopped(Ground ground, int calls) throws Exception {
        ground.staff(2 * CONSULTANTS);
        var routers = new ArrayList<>(List.of(ground.another(), ground.another()));
        var wrong = new ArrayList<String>();
        try {
            use(ground, routers);
            var tally = ground.place(new Load(calls, PACE), scene -> {
                scene.awaitCalled(5);
                for (var stop = 0; stop < STOPS && scene.called() < calls; stop++) {
                    var stopping = routers.get(stop % 2);
                    stopping.close();
                    if (stopping.process().exitValue() != STOPPED_IN_ORDER) {
                        wrong.add("a router did not end in order: "
                                + stopping.process().exitValue());
                    }
                    routers.set(stop % 2, ground.another());
                    use(ground, routers);
                }
                scene.awaitOver();
            });
            if (tally.fallback() > 0) {
                wrong.add(tally.fallback() + " calls were decided by no router");
            }
            for (var each : wrong) {
                tally = tally.withWrong(each);
            }
            return tally;
        } finally {
            routers.forEach(HelplineProcess::close);
        }
    }

    private static void use(Ground ground, List<HelplineProcess> routers) throws InterruptedException {
        ground.lab()
                .routers()
                .use(routers.getFirst().address(), routers.getLast().address());
    }
}
