package lv.helpline.statistics.forecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lv.helpline.statistics.WaitTimes;

/// How long callers wait before they leave, estimated from those who left and those who were answered before
/// they would have.
///
/// @param mean of an exponential patience
/// @param from how many callers it was estimated from who left
public record Patience(Duration mean, int from) {

    /// From how many on something is told of callers who left.
    public static final int ENOUGH = 10;

    /// The ends of the classes in which waits are counted, in seconds. A longer wait is only known to be
    /// longer.
    private static final List<Integer> CLASSES = List.of(10, 20, 40, 60, 120, 300, 900, 3_600);

    private static final int STEPS = 1_000;

    /// A class of wait.
    ///
    /// @param width    in seconds
    /// @param reached  how many waited until it began
    /// @param left     how many left in it
    /// @param answered how many were answered in it
    private record WaitClass(double width, int reached, int left, int answered) {

        /// How many seconds they are likely to have waited in it in all, when so many a second leave or are
        /// answered. Where nobody stays to its end, half a caller is taken to: else all might have gone at
        /// once.
        double waited(double rate) {
            var gone = left + answered;
            var each = 1 / rate - width / Math.expm1(rate * width);
            return gone * each + Math.max(0.5, reached - gone) * width;
        }
    }

    /// The likeliest mean, given how many left, and how many were answered, in each class of wait: both happen
    /// at random within a class, leaving at the same rate in all classes, being answered at a rate of each
    /// class. Whoever is answered is seen no longer, and would have waited on. That patience is seen only in
    /// part is said of call centres by L. Brown et al., *Statistical analysis of a telephone call center*,
    /// Journal of the American Statistical Association 100 (2005). How long they waited within the classes is
    /// not known, so the likelihood is climbed as A. Dempster, N. Laird and D. Rubin do in *Maximum likelihood
    /// from incomplete data via the EM algorithm*, Journal of the Royal Statistical Society B 39 (1977).
    ///
    /// Empty when fewer than [#ENOUGH] left.
    public static Optional<Patience> of(WaitTimes answered, WaitTimes abandoned) {
        var classes = classes(answered, abandoned);
        var left = classes.stream().mapToInt(WaitClass::left).sum();
        return left < ENOUGH
                ? Optional.empty()
                : Optional.of(new Patience(Duration.ofMillis(Math.round(1000 * mean(classes, left))), left));
    }

    private static double mean(List<WaitClass> classes, int left) {
        var waited = classes.stream().mapToDouble(each -> each.width() / 2).toArray();
        for (var step = 0; step < STEPS; step++) {
            var leaving = left / Arrays.stream(waited).sum();
            for (var at = 0; at < waited.length; at++) {
                var each = classes.get(at);
                waited[at] = each.waited(leaving + each.answered() / waited[at]);
            }
        }
        return Arrays.stream(waited).sum() / left;
    }

    private static List<WaitClass> classes(WaitTimes answered, WaitTimes abandoned) {
        var classes = new ArrayList<WaitClass>();
        var start = 0;
        for (var end : CLASSES) {
            var reached = answered.count() + abandoned.count() - upTo(start, answered) - upTo(start, abandoned);
            if (reached > 0) {
                classes.add(new WaitClass(
                        end - start,
                        reached,
                        upTo(end, abandoned) - upTo(start, abandoned),
                        upTo(end, answered) - upTo(start, answered)));
            }
            start = end;
        }
        return classes;
    }

    private static int upTo(int seconds, WaitTimes waits) {
        return waits.within(Duration.ofSeconds(seconds));
    }
}
