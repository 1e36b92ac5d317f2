package lv.helpline.statistics.web;

import java.util.List;
import lv.helpline.statistics.forecast.Forecast;

/// What a forecast stands on, no finer than it may be told: counts of callers down to tens, none under ten.
///
/// @param weeks        the usual ones
/// @param calls        of these weeks; 0 for fewer than ten
/// @param campaigns    earlier ones that tell how many times the usual calls come
/// @param least        of these campaigns
/// @param most         of these campaigns
/// @param talkMinutes  how long a call takes
/// @param talks        of how many calls that is the mean; 0 when it is assumed
/// @param patience     in seconds
/// @param left         of how many callers who left it was estimated; 0 when it is assumed
/// @param unknownLines that have no past
public record ForecastBasis(
        int weeks,
        int calls,
        int campaigns,
        double least,
        double most,
        long talkMinutes,
        int talks,
        long patience,
        int left,
        List<String> unknownLines) {

    public ForecastBasis {
        unknownLines = List.copyOf(unknownLines);
    }

    static ForecastBasis of(Forecast forecast) {
        var basis = forecast.basis();
        var curve = basis.curve();
        return new ForecastBasis(
                basis.weeks(),
                ForecastFigures.tens(basis.calls()),
                curve.campaigns(),
                curve.isEmpty() ? 1 : ForecastFigures.factor(curve.least()),
                curve.isEmpty() ? 1 : ForecastFigures.factor(curve.most()),
                Math.max(1, Math.round(basis.talk().toSeconds() / 60.0)),
                ForecastFigures.tens(basis.talks()),
                ForecastFigures.seconds(basis.patience()),
                ForecastFigures.tens(basis.left()),
                basis.unknownLines());
    }
}
