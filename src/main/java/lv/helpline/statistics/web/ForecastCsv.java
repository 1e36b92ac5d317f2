package lv.helpline.statistics.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import lv.helpline.roster.Roster;
import lv.helpline.shared.web.Csv;
import lv.helpline.statistics.forecast.Forecast;
import org.springframework.http.ResponseEntity;

/// A forecast as a file, as coarse as on the page.
final class ForecastCsv {

    private ForecastCsv() {}

    static ResponseEntity<String> file(Forecast forecast) {
        var period = forecast.period();
        return Csv.file(
                "forecast-" + period.first() + "-" + period.last() + ".csv",
                Csv.of(
                        List.of(
                                "day",
                                "hour",
                                "calls",
                                "on_duty_fewest",
                                "on_duty_most",
                                "answered_in_20_s_percent",
                                "leave_percent",
                                "missing"),
                        forecast.hours().stream().map(ForecastCsv::row)));
    }

    private static List<Object> row(Forecast.Hour hour) {
        return List.of(
                LocalDate.ofInstant(hour.start(), Roster.ZONE).toString(),
                LocalTime.ofInstant(hour.start(), Roster.ZONE).toString(),
                ForecastFigures.calls(hour),
                hour.fewest(),
                hour.most(),
                ForecastFigures.answeredPercent(hour),
                ForecastFigures.leavingPercent(hour),
                hour.more());
    }
}
