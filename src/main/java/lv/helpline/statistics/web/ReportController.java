package lv.helpline.statistics.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lv.helpline.publicsite.OpenPages;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.Languages;
import lv.helpline.statistics.CallOutcomeGroup;
import lv.helpline.statistics.Quarter;
import lv.helpline.statistics.Reports;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// The published reports, for everybody.
@Controller
@RequestMapping("/report")
class ReportController {

    private static final List<String> LANGUAGES = List.of("lv", "en");

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping
    String all(
            @RequestParam(name = Languages.IN_ADDRESS, defaultValue = "lv") String language,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        show(language, request, response, model);
        model.addAttribute("quarters", reports.quarters());
        return "report-list";
    }

    @GetMapping("/{quarter}")
    String one(
            @PathVariable String quarter,
            @RequestParam(name = Languages.IN_ADDRESS, defaultValue = "lv") String language,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var published = get(quarter);
        show(language, request, response, model);
        model.addAttribute("report", published.report());
        model.addAttribute("publishedOn", published.at().atZone(Roster.ZONE).toLocalDate());
        model.addAttribute("regions", Region.values());
        model.addAttribute("endings", CallOutcomeGroup.TOLD);
        return "report";
    }

    @GetMapping("/{quarter}.csv")
    ResponseEntity<String> file(@PathVariable String quarter) {
        var report = get(quarter).report();
        var file = Csv.file(
                report.quarter() + ".csv",
                Csv.of(
                        List.of("quarter", "region", "ending", "calls"),
                        report.figures().stream()
                                .map(figure -> List.<Object>of(
                                        quarter,
                                        figure.region()
                                                .map(region -> region.name().toLowerCase(Locale.ROOT))
                                                .orElse("all"),
                                        figure.ending()
                                                .map(CallOutcomeGroup::word)
                                                .orElse("all"),
                                        figure.shown().isPresent()
                                                ? figure.shown().getAsInt()
                                                : ""))));
        return ResponseEntity.ok()
                .headers(file.getHeaders())
                .header(HttpHeaders.CACHE_CONTROL, OpenPages.header())
                .body(file.getBody());
    }

    private static void show(String language, HttpServletRequest request, HttpServletResponse response, Model model) {
        var chosen = LANGUAGES.contains(language) ? language : "lv";
        OpenPages.show(
                Locale.forLanguageTag(chosen),
                Stream.of("lv", "en")
                        .map(code -> OpenPages.Choice.of(
                                code,
                                request.getRequestURI() + (code.equals("lv") ? "" : "?lang=" + code),
                                code.equals(chosen)))
                        .toList(),
                request,
                response,
                model);
        model.addAttribute("lang", chosen);
    }

    private Reports.Published get(String quarter) {
        return Quarter.parse(quarter)
                .flatMap(reports::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
