package lv.helpline.statistics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lv.helpline.api.ApiRoster;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.shared.web.ApiAddresses;
import lv.helpline.statistics.Period;
import lv.helpline.statistics.forecast.Forecast;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How many calls are to be expected, for API clients: no more than the page tells, and as coarse.
@Tag(name = "statistics")
@RestController
@RequestMapping(ApiAddresses.BASE + "/statistics")
class ForecastApi {

    private static final String UNTIL =
            "The first day that is not among them: 28 days after `from` at most, and a year from today.";

    private final ForecastSources sources;

    ForecastApi(ForecastSources sources) {
        this.sources = sources;
    }

    @Schema(name = "Forecast")
    record Told(
            LocalDate from,

            @Schema(description = "The first day that is not forecast.")
            LocalDate to,

            Basis basis,

            @Schema(description = "In which a line is open; none when fewer than ten calls say what is usual.")
            List<Hour> hours) {

        static Told of(Forecast forecast) {
            return new Told(
                    forecast.period().first(),
                    forecast.period().last().plusDays(1),
                    Basis.of(ForecastBasis.of(forecast)),
                    forecast.hours().stream().map(Hour::of).toList());
        }
    }

    @Schema(name = "ForecastBasis", description = "What it stands on. Counts are rounded down to tens; 0 is under ten.")
    record Basis(
            @Schema(description = "Whole weeks before today, without days of campaigns.")
            int weeks,

            @Schema(description = "Calls of these weeks that found their line open.")
            int calls,

            @Schema(description = "Earlier campaigns that say how many times the usual calls come.")
            int campaigns,

            @Schema(description = "How many times the usual calls came in the weakest of these campaigns.")
            double leastFactor,

            @Schema(description = "How many times the usual calls came in the strongest of these campaigns.")
            double mostFactor,

            long talkMinutes,

            @Schema(description = "Answered calls whose mean length that is; with 0 it is assumed.")
            int talks,

            long patienceSeconds,

            @Schema(description = "Callers who left, from whom it was estimated; with 0 it is assumed.")
            int left,

            @Schema(description = "Names of lines that were not open in these weeks: no calls are expected there.")
            List<String> unknownLines) {

        static Basis of(ForecastBasis basis) {
            return new Basis(
                    basis.weeks(),
                    basis.calls(),
                    basis.campaigns(),
                    basis.least(),
                    basis.most(),
                    basis.talkMinutes(),
                    basis.talks(),
                    basis.patience(),
                    basis.left(),
                    basis.unknownLines());
        }
    }

    @Schema(name = "ForecastHour")
    record Hour(
            Instant from,

            @Schema(description = "Whole up to 10, then by fives.", example = "<1")
            String calls,

            int onDutyFewest,
            int onDutyMost,

            @Schema(description = "By Erlang A, with the roster as it stands; rounded down to 5.")
            int answeredIn20SecondsPercent,

            @Schema(description = "Hang up before they are answered; rounded up to 5.")
            int leavePercent,

            @Schema(description = "How many more consultants 80 % in 20 s would need.")
            int missing) {

        static Hour of(Forecast.Hour hour) {
            return new Hour(
                    hour.start(),
                    ForecastFigures.calls(hour),
                    hour.fewest(),
                    hour.most(),
                    ForecastFigures.answeredPercent(hour),
                    ForecastFigures.leavingPercent(hour),
                    hour.more());
        }
    }

    @Operation(summary = "How many calls each hour to come will bring, and how many of them the roster answers in 20 s")
    @RequiresScope(Scope.STATISTICS)
    @GetMapping("/forecast")
    Told told(
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate from,
            @Parameter(description = UNTIL) @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate to) {
        return Told.of(forecast(from, to));
    }

    @Operation(summary = "The same as a table")
    @RequiresScope(Scope.STATISTICS)
    @GetMapping(path = "/forecast.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> table(
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate from,
            @Parameter(description = UNTIL) @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate to) {
        return ForecastCsv.file(forecast(from, to));
    }

    private Forecast forecast(LocalDate from, LocalDate to) {
        ApiRoster.days(from, to);
        var asked = new Period(from, to.minusDays(1));
        sources.refused(asked).ifPresent(rule -> {
            throw Problem.of(List.of(new Problem.Wrong("to", "constraint." + rule)))
                    .thrown();
        });
        return sources.of(asked)
                .orElseThrow(() -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE).thrown());
    }
}
