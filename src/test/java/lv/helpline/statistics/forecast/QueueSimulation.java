package lv.helpline.statistics.forecast;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/// Callers and consultants, event by event: what [ErlangA] says in formulas. Times are in seconds. Calls come
/// at random at a rate that may change, wait in order of arrival, and leave when their patience ends; calls
/// last, and patience does, for exponential times.
final class QueueSimulation {

    private final SplittableRandom random;
    private final double holding;
    private final double patience;

    QueueSimulation(long seed, double holding, double patience) {
        random = new SplittableRandom(seed);
        this.holding = holding;
        this.patience = patience;
    }

    /// A caller, and what became of them.
    ///
    /// @param came     when
    /// @param waited   until they were answered, or left
    /// @param answered else they left
    record Caller(double came, double waited, boolean answered) {}

    /// When a consultant takes calls. Whoever talks when it ends goes on talking.
    record Duty(double from, double until) {}

    private record Waiting(double came, double leaves) {}

    static List<Duty> always(int consultants) {
        return Collections.nCopies(consultants, new Duty(0, Double.MAX_VALUE));
    }

    /// From an empty house until nobody calls any more and everybody who waits is answered or has left.
    ///
    /// @param perHour at a time, and nowhere more than `most`
    void run(double until, DoubleUnaryOperator perHour, double most, List<Duty> duties, Consumer<Caller> ear) {
        var freeFrom = duties.stream().mapToDouble(Duty::from).toArray();
        var waiting = new ArrayDeque<Waiting>();
        for (var now = next(0, most); now < until; now = next(now, most)) {
            if (random.nextDouble() * most < perHour.applyAsDouble(now)) {
                waiting.add(new Waiting(now, now + exponential(patience)));
                serve(waiting, freeFrom, duties, now, ear);
            }
        }
        serve(waiting, freeFrom, duties, Double.MAX_VALUE, ear);
    }

    /// All who can be answered, or leave, by now.
    private void serve(
            ArrayDeque<Waiting> waiting, double[] freeFrom, List<Duty> duties, double now, Consumer<Caller> ear) {
        while (!waiting.isEmpty()) {
            var first = waiting.peek();
            var consultant = firstFree(freeFrom, duties, first.came());
            var answers = consultant < 0 ? Double.MAX_VALUE : Math.max(freeFrom[consultant], first.came());
            if (Math.min(answers, first.leaves()) > now) {
                return;
            }
            waiting.remove();
            if (first.leaves() < answers) {
                ear.accept(new Caller(first.came(), first.leaves() - first.came(), false));
            } else {
                freeFrom[consultant] = answers + exponential(holding);
                ear.accept(new Caller(first.came(), answers - first.came(), true));
            }
        }
    }

    /// -1 when nobody will be.
    private static int firstFree(double[] freeFrom, List<Duty> duties, double came) {
        var first = -1;
        for (var each = 0; each < freeFrom.length; each++) {
            var isOnDuty = Math.max(freeFrom[each], came) < duties.get(each).until();
            if (isOnDuty && (first < 0 || freeFrom[each] < freeFrom[first])) {
                first = each;
            }
        }
        return first;
    }

    private double next(double now, double perHour) {
        return now + exponential(3_600 / perHour);
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }
}
