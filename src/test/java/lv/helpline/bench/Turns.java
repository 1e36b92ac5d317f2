package lv.helpline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import lv.helpline.lab.Attendant;
import lv.helpline.lab.Lab;

/// One call after the other to a line that rings one by one, each at the moment when the one before has ended: how many
/// each of equal consultants takes.
///
/// @param taken by consultant
/// @param took  the calls alone, without the starts of routers
public record Turns(TreeMap<Integer, Integer> taken, Duration took) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LINE = "25723222";

    /// A third of the calls are decided by one router, a third by another after the first was killed, and a third by
    /// the first, started again.
    public static Turns place(Lab lab, int calls, int consultants) throws Exception {
        var edits = new ArrayList<>(List.of(
                "delete from weekly_duty",
                "delete from cover",
                "update line set strategy = 'one-by-one' where id = 'latgale'",
                "insert into special_opening (line, starts, ends)"
                        + " values ('latgale', current_date - 1, current_date + 3)"));
        for (var each = 0; each < consultants; each++) {
            var mobile = "+37120002%03d".formatted(each);
            edits.addAll(Staff.onDutyForLatgale(201 + each, "Turn", mobile));
            Attendant.brieflyAt(lab.peers().answering(mobile, Duration.ofMillis(20)));
        }
        lab.database().edit(edits.toArray(String[]::new));
        lab.clock().setToReal();
        var took = Duration.ZERO;
        try (var first = lab.routers().startAnother("turns")) {
            lab.routers().use(first.address(), lab.routers().ownAddress());
            took = took.plus(place(lab, calls / 3));
            first.kill();
            took = took.plus(place(lab, calls / 3));
        }
        try (var again = lab.routers().startAnother("turns-again")) {
            lab.routers().use(again.address(), lab.routers().ownAddress());
            took = took.plus(place(lab, calls - calls / 3 * 2));
        }
        lab.records().await(calls);
        var taken = new TreeMap<Integer, Integer>();
        lab.records().all().forEach(record -> taken.merge(record.consultant().orElse(0), 1, Integer::sum));
        return new Turns(taken, took);
    }

    /// By how many calls whoever took most is ahead of whoever took fewest.
    public int spread() {
        var counts = taken.values().stream().mapToInt(Integer::intValue).summaryStatistics();
        return counts.getMax() - counts.getMin();
    }

    private static Duration place(Lab lab, int calls) throws Exception {
        var begun = System.nanoTime();
        for (var call = 0; call < calls; call++) {
            try (var caller = lab.peers().call(LINE)) {
                caller.await("BYE", PATIENCE);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
