package lv.helpline.bench;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Tools;
import lv.helpline.lab.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `ops/bench` measures: real calls through Asterisk, a router in a process of its own. Machines differ and are
/// shared, so only the ratios of one run mean anything.
public final class CallBench {

    private static final int RATE = 50;
    private static final int CALLS = 1_000;
    private static final int RINGS = 50;
    private static final int PAIRS_AT_A_TIME = 10;
    private static final int CONSULTANTS = 5;
    private static final Duration LONG = Duration.ofSeconds(10);

    private CallBench() {}

    public static void main(String... arguments) throws Exception {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.exit(run(arguments) ? 0 : 1);
    }

    /// @return whether what was counted is right
    private static boolean run(String... arguments) throws Exception {
        var home = Files.createDirectories(Tools.project().resolve("target/bench"));
        var what = arguments.length == 0 ? "" : arguments[0];
        try (var lab = new Lab(Files.createTempDirectory(home, "run-"))) {
            return switch (what) {
                case "quick" -> quick(lab, Integer.parseInt(arguments[1]), arguments.length > 2);
                case "starts" -> {
                    say(Starts.measure(lab, Integer.parseInt(arguments[1])).toString());
                    yield true;
                }
                default -> withARouter(lab, what, arguments);
            };
        }
    }

    private static boolean quick(Lab lab, int repetitions, boolean write) throws Exception {
        var measured = Quick.measure(lab, repetitions);
        return CommittedResults.told("quick", measured.heading(), measured.measures(), write);
    }

    private static boolean withARouter(Lab lab, String what, String... arguments) throws Exception {
        try (var router = lab.routers().startAnother("bench")) {
            if (what.equals("attacks")) {
                return Attacks.measure(lab, router, arguments.length > 1 ? arguments[1] : "");
            }
            if (arguments.length == 2) {
                return count(lab, router.address(), what, Integer.parseInt(arguments[1]));
            }
            lab.clock().setToReal();
            lab.routers().use(router.address(), "");
            lab.database().edit("insert into closure (starts, ends) values (current_date - 1, current_date + 2)");
            load(lab, router.process());
            lab.database()
                    .edit(
                            "delete from closure",
                            "insert into special_opening (line, starts, ends)"
                                    + " select id, current_date - 1, current_date + 3 from line",
                            "insert into cover (consultant, region, starts, ends)"
                                    + " values (4, 'latgale', current_date - 1, current_date + 3)");
            // A router that failed a call under load is asked again.
            lab.routers().use(router.address(), "");
            ring(lab);
            return true;
        }
    }

    /// Counts instead of times.
    private static boolean count(Lab lab, String router, String what, int calls) throws Exception {
        lab.database().edit("update line set languages = '{lv}'");
        if (what.equals("surge")) {
            return surge(lab, router, calls);
        }
        if (what.equals("storm")) {
            var storm = Storm.place(lab, calls);
            say(storm.toString());
            return storm.isRight();
        }
        if (what.equals("pairs")) {
            var placed = Pairs.place(lab, calls, PAIRS_AT_A_TIME, router);
            say(placed.toString());
            return placed.isRight();
        }
        var placed = Turns.place(lab, calls, CONSULTANTS);
        say(placed.toString());
        return placed.spread() <= 1;
    }

    /// So many callers in 20 s, and two consultants; then what it costs that callers wait.
    private static boolean surge(Lab lab, String router, int calls) throws Exception {
        lab.routers().use(router, "");
        var over = Duration.ofSeconds(20);
        var phones = Surge.prepare(lab, 2, Duration.ofSeconds(3));
        var others = Neighbours.prepare(lab);
        var before = Surge.memory(lab);
        Surge surge;
        Neighbours neighbours;
        try (var crowd = Neighbours.call(lab, calls / 20, over)) {
            surge = Surge.place(lab, calls, over, phones);
            neighbours = Neighbours.of(crowd, others);
        }
        say(surge.toString());
        say(neighbours.toString());
        var after = Surge.memory(lab);
        Surge.giveBackMemory(lab);
        say("Asterisk's memory %d MB before, %d MB after, %d MB when it has given back what is free"
                .formatted(before, after, Surge.memory(lab)));
        for (var waiting = 10; waiting <= calls; waiting = waiting == 10 ? 50 : waiting * 2) {
            lab.reset();
            lab.database().edit("update line set languages = '{lv}'");
            lab.routers().use(router, "");
            var cost = Surge.cost(lab, waiting, Duration.ofSeconds(40));
            say("%d wait: %d events a second, %.2f cores".formatted(cost.waiting(), cost.events(), cost.cores()));
        }
        return surge.served() == calls
                && surge.inversions() == 0
                && surge.mostAtOnce() == 1
                && neighbours.served() == neighbours.callers();
    }

    /// So many calls a second to a closed line, each hung up by the caller after a moment of the message.
    private static void load(Lab lab, Process router) throws Exception {
        warmUp(lab);
        var asterisk = lab.asterisk().process();
        var routerBefore = Usage.cpu(router.toHandle());
        var asteriskBefore = Usage.cpu(asterisk.toHandle());
        var start = System.nanoTime();
        var sent = new HashMap<String, Long>();
        var answered = new ArrayList<Long>();
        try (var callers = lab.peers().callMany("+37125723222", RATE, CALLS)) {
            callers.awaitEnd(Duration.ofMinutes(2));
            for (var message : callers.messages()) {
                if (message.kind().equals("INVITE")) {
                    sent.putIfAbsent(message.callId(), message.nanos());
                } else if (message.kind().equals("200 INVITE")) {
                    // Sent again, it finds the call answered.
                    var begun = sent.remove(message.callId());
                    if (begun != null) {
                        answered.add(message.nanos() - begun);
                    }
                }
            }
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var routed = Usage.cpu(router.toHandle()).minus(routerBefore);
        var rest = Usage.cpu(asterisk.toHandle()).minus(asteriskBefore);
        say("calls at %d/s             %d in %.1f s, %d answered".formatted(RATE, CALLS, seconds, answered.size()));
        say("decided and answered      p50 %.1f ms, p99 %.1f ms after INVITE"
                .formatted(percentile(answered, 50), percentile(answered, 99)));
        say("router's CPU a decision   %.2f ms".formatted(routed.toNanos() / 1e6 / CALLS));
        say("Asterisk's CPU a call     %.2f ms".formatted(rest.toNanos() / 1e6 / CALLS));
        say("router's share of both    %.0f %%"
                .formatted(100.0 * routed.toNanos() / (routed.toNanos() + rest.toNanos())));
    }

    private static void warmUp(Lab lab) throws Exception {
        try (var callers = lab.peers().callMany("+37125723222", RATE, CALLS)) {
            callers.awaitEnd(Duration.ofMinutes(1));
        }
    }

    /// One call after the other to a line with one consultant on duty, given up when the phone has rung. A caller who
    /// hears a menu before presses 1.
    private static void ring(Lab lab) throws Exception {
        var transcript = Transcript.ofPrompts();
        var rung = new ArrayList<Long>();
        var answered = new ArrayList<Long>();
        var audible = new ArrayList<Long>();
        var phones = new ArrayList<Long>();
        var chosen = new ArrayList<Long>();
        for (int i = 0; i < RINGS; i++) {
            try (var phone = lab.peers().ringingOut("laura");
                    var caller = lab.peers().call("+37125723222")) {
                await().atMost(LONG)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> phone.find("INVITE").isPresent() || hearsMenu(transcript, caller));
                var inMenu = phone.find("INVITE").isEmpty();
                if (inMenu) {
                    caller.media().press('1');
                }
                var invited = phone.await("INVITE", LONG).nanos();
                var begun = caller.find("INVITE").orElseThrow().nanos();
                if (inMenu) {
                    chosen.add(invited - caller.media().pressed().getFirst().nanos());
                } else {
                    phones.add(invited - begun);
                }
                caller.find("180 INVITE").ifPresent(message -> rung.add(message.nanos() - begun));
                caller.find("200 INVITE").ifPresent(message -> answered.add(message.nanos() - begun));
                caller.firstSound().ifPresent(nanos -> audible.add(nanos - begun));
                caller.hangUp();
                phone.await("CANCEL", LONG);
                lab.asterisk().awaitNoChannel(LONG);
            }
        }
        say("from INVITE, of %d calls one after the other".formatted(RINGS));
        say("  to ringing, 180         " + percentiles(rung));
        say("  to the answer, 200      " + percentiles(answered));
        say("  to the first sound      " + percentiles(audible));
        say("  to the first phone      " + percentiles(phones));
        say("from a key in the menu");
        say("  to the first phone      " + percentiles(chosen));
    }

    private static boolean hearsMenu(Transcript transcript, SipPeer caller) {
        return transcript.ids(caller.media()).contains("menu");
    }

    private static String percentiles(List<Long> nanos) {
        return nanos.isEmpty()
                ? "–"
                : "p50 %.1f ms, p99 %.1f ms, %d calls"
                        .formatted(percentile(nanos, 50), percentile(nanos, 99), nanos.size());
    }

    private static double percentile(List<Long> nanos, int percent) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.get((sorted.size() - 1) * percent / 100) / 1e6;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
