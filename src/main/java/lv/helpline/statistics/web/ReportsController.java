package lv.helpline.statistics.web;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.RequiresRecentSignIn;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.lines.Lines;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.statistics.CallOutcomeGroup;
import lv.helpline.statistics.History;
import lv.helpline.statistics.Quarter;
import lv.helpline.statistics.Report;
import lv.helpline.statistics.Reports;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where an administrator sees what a quarter's public report would be, and publishes it for good.
@Controller
@RequestMapping("/statistics/reports")
@AllowedTo(Role.ADMINISTRATOR)
class ReportsController {

    private static final int QUARTERS = 8;

    private final Reports reports;
    private final History history;
    private final Lines lines;
    private final Clock clock;

    ReportsController(Reports reports, History history, Lines lines, Clock clock) {
        this.reports = reports;
        this.history = history;
        this.lines = lines;
        this.clock = clock;
    }

    /// A quarter on the list.
    public record ReportView(Quarter quarter, boolean published) {}

    @GetMapping
    String all(Model model) {
        Set<Quarter> published = new HashSet<>(reports.quarters());
        model.addAttribute(
                "quarters",
                Stream.iterate(Quarter.of(today()).before(), Quarter::before)
                        .limit(QUARTERS)
                        .filter(quarter -> published.contains(quarter) || hasCalls(quarter))
                        .map(quarter -> new ReportView(quarter, published.contains(quarter)))
                        .toList());
        return "reports";
    }

    @RequiresRecentSignIn
    @GetMapping("/{quarter}")
    String preview(@PathVariable String quarter, Model model) {
        return preview(report(quarter), model);
    }

    /// @param seen the figures that the administrator looked at: what has changed since is looked at again
    @RequiresRecentSignIn
    @PostMapping("/{quarter}")
    String publish(
            @PathVariable String quarter,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "false") boolean sure,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var report = report(quarter);
        var editResult = saved(report, seen, sure, me);
        if (editResult instanceof EditResult.Done) {
            after.addFlashAttribute("done", "reports.published");
            return "redirect:/statistics/reports";
        }
        FormErrors.show(editResult, response, model);
        return preview(report, model);
    }

    private EditResult saved(Report report, String seen, boolean sure, SignedIn me) {
        if (!sure) {
            return new EditResult.Refused("report-is-published-by-who-is-sure");
        }
        if (!seen.equals(text(report))) {
            return new EditResult.Refused("report-is-published-as-it-was-seen");
        }
        return reports.publish(report, me.author(clock.instant()));
    }

    private String preview(Report report, Model model) {
        model.addAttribute("report", report);
        model.addAttribute("seen", text(report));
        model.addAttribute("regions", Region.values());
        model.addAttribute("endings", CallOutcomeGroup.TOLD);
        model.addAttribute("published", reports.find(report.quarter()).isPresent());
        return "report-preview";
    }

    /// As it was published, or as it would be now.
    private Report report(String text) {
        var quarter = Quarter.parse(text)
                .filter(each -> each.isOver(today()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return reports.find(quarter).map(Reports.Published::report).orElseGet(() -> unpublished(quarter));
    }

    private Report unpublished(Quarter quarter) {
        var calls = history.calls(quarter.period());
        if (calls.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return Report.of(quarter, calls, lines.all().stream().collect(toMap(Lines.Entry::number, Lines.Entry::region)));
    }

    /// Of a time before the helpline counted there is nothing to publish.
    private boolean hasCalls(Quarter quarter) {
        return !history.calls(quarter.period()).isEmpty();
    }

    private static String text(Report report) {
        return report.figures().stream()
                .map(figure -> figure.shown().isPresent()
                        ? Integer.toString(figure.shown().getAsInt())
                        : "")
                .collect(joining(","));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }
}
