package lv.helpline.statistics.web;

import java.time.Duration;
import lv.helpline.statistics.forecast.Forecast;

/// What is told of an hour, no finer than it is known: calls whole up to ten and then by fives, shares by
/// fives, those who are answered rounded down and those who leave rounded up.
final class ForecastFigures {

    private static final int STEP = 5;
    private static final int FEW = 10;

    private ForecastFigures() {}

    /// Such as `<1`, `3` or `25`.
    static String calls(Forecast.Hour hour) {
        var calls = Math.round(hour.calls());
        return calls == 0 ? "<1" : Long.toString(calls < FEW ? calls : STEP * Math.round(hour.calls() / STEP));
    }

    static int answeredPercent(Forecast.Hour hour) {
        return STEP * (int) Math.floor((100 * hour.answered() + 1e-6) / STEP);
    }

    static int leavingPercent(Forecast.Hour hour) {
        return STEP * (int) Math.ceil((100 * hour.leaving() - 1e-6) / STEP);
    }

    /// Such as `2` or `1–2`.
    static String onDuty(Forecast.Hour hour) {
        return hour.fewest() == hour.most() ? Integer.toString(hour.most()) : hour.fewest() + "–" + hour.most();
    }

    /// Of callers, rounded down to ten: what stands on fewer is not told.
    static int tens(int callers) {
        return callers / FEW * FEW;
    }

    /// To five seconds.
    static long seconds(Duration patience) {
        return STEP * Math.max(1, Math.round(patience.toMillis() / 1000.0 / STEP));
    }

    /// Such as `1.5`.
    static double factor(double factor) {
        return Math.round(factor * 10) / 10.0;
    }
}
