package lv.helpline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lv.helpline.lab.Attendant;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;

/// Two calls at the same moment to two lines that have one consultant, again and again, with several such consultants
/// at once: what rings or talks at their phones, and what becomes of the calls.
///
/// @param outcomes   how many calls ended in which way
/// @param attempts   how many ringings did
/// @param mostAtOnce how many calls rang or occupied one phone at the same time, at most
/// @param longestGap for how long a consultant was free at most while the second call of a pair waited
public record Pairs(
        int pairs,
        Map<String, Integer> outcomes,
        Map<String, Integer> attempts,
        int mostAtOnce,
        Duration longestGap,
        Duration took) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Places them, half with one order of the routers and half with the other.
    ///
    /// @param consultants how many pairs at a time
    /// @param other       the address of a second router
    public static Pairs place(Lab lab, int pairs, int consultants, String other) throws Exception {
        prepare(lab, consultants);
        var phones = new ArrayList<SipPeer>();
        for (var each = 0; each < consultants; each++) {
            var phone = lab.peers().answering(mobile(each), Duration.ofMillis(50));
            Attendant.brieflyAt(phone);
            phones.add(phone);
        }
        var begun = System.nanoTime();
        for (var half = 0; half < 2; half++) {
            lab.routers()
                    .use(
                            half == 0 ? lab.routers().ownAddress() : other,
                            half == 0 ? other : lab.routers().ownAddress());
            var calls = (pairs + half) / 2;
            inParallel(consultants, each -> {
                for (var round = each; round < calls; round += consultants) {
                    placeOne(lab, each);
                }
                return each;
            });
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        lab.records().await(2 * pairs);
        lab.records().awaitAttempts(2 * pairs);
        return new Pairs(
                pairs,
                count(lab, "select outcome, count(*) as calls from call_record group by outcome"),
                count(lab, "select result, count(*) as calls from call_attempt group by result"),
                phones.stream().mapToInt(Pairs::mostAtOnce).max().orElse(0),
                phones.stream().map(Pairs::longestGap).max(Duration::compareTo).orElse(Duration.ZERO),
                took);
    }

    /// Whether there was never more than one call at a phone, and no call was lost or rang without being taken.
    public boolean isRight() {
        return mostAtOnce == 1
                && outcomes.equals(Map.of("answered", 2 * pairs))
                && attempts.equals(Map.of("taken", 2 * pairs));
    }

    /// Lines and consultants of their own, for the demo's roster has too few that share nobody.
    private static void prepare(Lab lab, int consultants) throws Exception {
        var edits = new ArrayList<>(List.of("delete from weekly_duty", "delete from cover"));
        var lines = new ArrayList<String>();
        for (var each = 0; each < consultants; each++) {
            edits.add(Staff.mobile(101 + each, "Pair", mobile(each)));
            for (var line : List.of(number(each, 0), number(each, 1))) {
                lines.add(line);
                edits.add("""
                    insert into cover (consultant, line, starts, ends)
                    values (%d, '%s', current_date - 1, current_date + 3)
                    """.formatted(101 + each, Lab.lineOf(line)));
            }
        }
        lab.addLines(lines);
        lab.database().edit(edits.toArray(String[]::new));
        lab.clock().setToReal();
    }

    private static void placeOne(Lab lab, int consultant) throws Exception {
        var callers = inParallel(2, line -> lab.peers().call(number(consultant, line)));
        for (var caller : callers) {
            caller.await("BYE", PATIENCE);
        }
        callers.forEach(SipPeer::close);
    }

    static int mostAtOnce(SipPeer phone) {
        var calls = new HashSet<String>();
        var most = 0;
        for (var message : phone.messages()) {
            switch (message.kind()) {
                case "INVITE" -> calls.add(message.callId());
                case "BYE", "CANCEL" -> calls.remove(message.callId());
                default -> {}
            }
            most = Math.max(most, calls.size());
        }
        return most;
    }

    /// Of every second call: from the end of the one before until it rings.
    private static Duration longestGap(SipPeer phone) {
        var longest = Duration.ZERO;
        var ended = 0L;
        var rung = 0;
        for (var message : phone.messages()) {
            if (message.kind().equals("BYE")) {
                ended = message.nanos();
            } else if (message.kind().equals("INVITE") && ++rung % 2 == 0) {
                var gap = Stalls.without(ended, message.nanos());
                longest = gap.compareTo(longest) > 0 ? gap : longest;
            }
        }
        return longest;
    }

    private static Map<String, Integer> count(Lab lab, String query) {
        var counts = new TreeMap<String, Integer>();
        lab.database().jdbc().sql(query).query(row -> {
            counts.put(row.getString(1), row.getInt(2));
        });
        return counts;
    }

    private static String mobile(int consultant) {
        return "+37120001%03d".formatted(consultant);
    }

    private static String number(int consultant, int line) {
        return "610%04d%d".formatted(consultant, line);
    }

    @FunctionalInterface
    private interface Task<T> {
        T run(int each) throws Exception;
    }

    private static <T> List<T> inParallel(int tasks, Task<T> task) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new ArrayList<Callable<T>>();
            for (var each = 0; each < tasks; each++) {
                var number = each;
                begun.add(() -> task.run(number));
            }
            var results = new ArrayList<T>();
            for (Future<T> done : threads.invokeAll(begun)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
