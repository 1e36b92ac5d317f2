package lv.helpline.statistics.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Objects;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.statistics.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/// How many calls a week will bring, hour by hour, and how many of them the roster answers in time.
@Controller
@RequestMapping("/statistics")
@AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
class ForecastController {

    private static final int DAYS = 7;

    private final ForecastSources sources;
    private final StatisticsSources statistics;

    ForecastController(ForecastSources sources, StatisticsSources statistics) {
        this.sources = sources;
        this.statistics = statistics;
    }

    /// The first day; today when it is left out.
    public record Question(@Nullable LocalDate from) {

        Period week(LocalDate today) {
            var first = Objects.requireNonNullElse(from, today);
            return new Period(first, first.plusDays(DAYS - 1));
        }
    }

    @GetMapping("/forecast")
    String page(Question question, BindingResult typed, HttpServletResponse response, Model model) {
        var today = sources.today();
        var asked = question.week(today);
        model.addAttribute("today", today);
        model.addAttribute("week", asked);
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
        } else if (sources.refused(asked).isPresent()) {
            model.addAttribute("rule", sources.refused(asked).get());
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        } else {
            sources.of(asked).ifPresent(forecast -> {
                var names = statistics.names();
                model.addAttribute("forecast", forecast);
                model.addAttribute("table", ForecastTable.of(forecast));
                model.addAttribute("basis", ForecastBasis.of(forecast));
                model.addAttribute(
                        "campaigns",
                        forecast.campaigns().stream()
                                .map(campaign -> CampaignView.of(campaign, names))
                                .toList());
            });
        }
        return "forecast";
    }

    @GetMapping("/forecast.csv")
    ResponseEntity<String> file(Question question) {
        var asked = question.week(sources.today());
        if (sources.refused(asked).isPresent()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return sources.of(asked)
                .map(ForecastCsv::file)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
    }
}
