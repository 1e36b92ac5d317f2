package lv.helpline.statistics.forecast;

import java.time.Duration;
import java.util.Arrays;

/// Callers who wait for consultants, in order of arrival, and leave when their patience ends: the queue
/// M/M/n+M, in its steady state. Calls come at random, and the length of calls and the patience of callers are
/// exponential.
///
/// The model is C. Palm's (Tele, 1957). The notation, and the name Erlang A, are those of O. Garnett, A.
/// Mandelbaum and M. Reiman, *Designing a call center with impatient customers*, Manufacturing & Service
/// Operations Management 4 (2002). Nothing is approximated: how many are there when somebody calls is the
/// steady state of a birth-death process, and the wait of a caller who finds `j` others waiting is the time
/// until a pure death process has lost `j + 1`.
///
/// Patience that is very long gives Erlang C, patience that is very short Erlang B.
public final class ErlangA {

    /// A longer queue is cut here: it is reached only where many more call than are served and nobody leaves.
    private static final int MOST_WAITING = 100_000;

    /// States that are rarer than the most frequent one by this power of e are left out.
    private static final double RARE = 40;

    private final double served;
    private final double left;
    private final double free;
    private final double[] waiting;

    /// @param callsPerHour 0 or more
    /// @param holding      how long a consultant is busy with a call on average, more than 0
    /// @param patience     how long a caller waits on average before leaving, more than 0
    /// @param consultants  0 or more
    public ErlangA(double callsPerHour, Duration holding, Duration patience, int consultants) {
        if (callsPerHour < 0 || !holding.isPositive() || !patience.isPositive() || consultants < 0) {
            throw new IllegalArgumentException("queue: rates and times are positive");
        }
        var arrives = callsPerHour / Duration.ofHours(1).toSeconds();
        left = 1 / seconds(patience);
        served = consultants / seconds(holding);
        var states = steadyState(arrives, 1 / seconds(holding), consultants);
        free = Arrays.stream(states).limit(consultants).sum();
        waiting = Arrays.stream(states).skip(consultants).toArray();
    }

    /// Of all callers, how many are answered within that time: 0 to 1.
    public double answeredWithin(Duration limit) {
        if (served == 0) {
            return 0;
        }
        // With x = 1 − exp(−θt), c = nμ/θ and b = c + 1, a caller behind j others is answered within t with the
        // probability c/(c + j + 1) · I(x; j + 1, b). I is the regularised incomplete beta function, which loses the
        // term T(a) = x^a · (1 − x)^b / (a · B(a, b)) when a becomes a + 1.
        var time = seconds(limit);
        var x = -Math.expm1(-left * time);
        var xTimesB = served * x / left + x;
        var logTerm = Math.log(xTimesB) - (served + left) * time;
        var inTime = -Math.expm1(-(served + left) * time);
        var answered = free;
        for (var ahead = 0; ahead < waiting.length; ahead++) {
            var a = ahead + 1;
            answered += waiting[ahead] * inTime * served / (served + a * left);
            inTime = Math.max(0, inTime - Math.exp(logTerm));
            logTerm += Math.log((x * a + xTimesB) / (a + 1));
        }
        return Math.min(1, answered);
    }

    /// Of all callers, how many leave before they are answered: 0 to 1.
    public double leaving() {
        var leaving = 0.0;
        for (var ahead = 0; ahead < waiting.length; ahead++) {
            leaving += waiting[ahead] * (ahead + 1) * left / (served + (ahead + 1) * left);
        }
        return Math.min(1, leaving);
    }

    /// Until they are answered or leave, of all callers: those who do not wait at all are among them.
    public Duration meanWait() {
        var wait = 0.0;
        for (var ahead = 0; ahead < waiting.length; ahead++) {
            wait += waiting[ahead] * (ahead + 1) / (served + (ahead + 1) * left);
        }
        return Duration.ofNanos(Math.round(wait * 1e9));
    }

    /// How many are there in all, busy and waiting, when somebody calls: the probability of 0, 1, 2 …
    private double[] steadyState(double arrives, double perConsultant, int consultants) {
        if (arrives == 0) {
            return new double[] {1};
        }
        var logs = new double[consultants + 64];
        var most = 0.0;
        var there = 0;
        while (there < consultants + MOST_WAITING && (there <= consultants || logs[there] > most - RARE)) {
            there++;
            if (there == logs.length) {
                logs = Arrays.copyOf(logs, 2 * there);
            }
            var go = Math.min(there, consultants) * perConsultant + Math.max(0, there - consultants) * left;
            logs[there] = logs[there - 1] + Math.log(arrives / go);
            most = Math.max(most, logs[there]);
        }
        return normalised(Arrays.copyOf(logs, there + 1), most);
    }

    /// @param most the greatest of the logarithms, so that none overflows
    private static double[] normalised(double[] logs, double most) {
        var weights = Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
        var all = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / all).toArray();
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
