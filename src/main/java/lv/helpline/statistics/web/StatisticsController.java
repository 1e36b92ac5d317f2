package lv.helpline.statistics.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.roster.Line;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.Formats;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.statistics.CallClass;
import lv.helpline.statistics.CallOutcomeGroup;
import lv.helpline.statistics.CallTotals;
import lv.helpline.statistics.Campaigns;
import lv.helpline.statistics.ConsultantLoad;
import lv.helpline.statistics.Quarter;
import lv.helpline.statistics.RingOutcomeGroup;
import lv.helpline.statistics.Statistics;
import lv.helpline.statistics.web.StatisticsSources.Question;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What calls were like, with what each figure means beside it, as charts, tables and files.
@Controller
@RequestMapping("/statistics")
@AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
class StatisticsController {

    private static final Duration SHORT = Duration.ofSeconds(100);

    private final StatisticsSources sources;
    private final Campaigns campaigns;
    private final MessageSource messages;
    private final Clock clock;

    StatisticsController(StatisticsSources sources, Campaigns campaigns, MessageSource messages, Clock clock) {
        this.sources = sources;
        this.campaigns = campaigns;
        this.messages = messages;
        this.clock = clock;
    }

    /// A figure with its meaning, which the messages have under its key.
    ///
    /// @param more a second sentence's key, empty for none, with its two values
    public record Figure(String key, String value, String more, String first, String second) {

        Figure(String key, int value) {
            this(key, Integer.toString(value), "", "", "");
        }
    }

    /// A figure that is asked for first.
    public record MainFigure(Figure figure, Change change) {}

    /// How a figure has changed since the period before, in words that the messages have under its key.
    ///
    /// @param by     how much more or less it is
    /// @param before what it was
    public record Change(String key, int by, int before) {

        private static final Change UNKNOWN = new Change("unknown", 0, 0);

        static Change of(int before, int now) {
            return new Change(word(before, now), Math.abs(now - before), before);
        }

        static Change ofPercent(OptionalInt before, OptionalInt now) {
            return before.isPresent() && now.isPresent()
                    ? new Change(
                            "points-" + word(before.getAsInt(), now.getAsInt()),
                            Math.abs(now.getAsInt() - before.getAsInt()),
                            before.getAsInt())
                    : UNKNOWN;
        }

        private static String word(int before, int now) {
            return now == before ? "same" : now > before ? "more" : "fewer";
        }
    }

    /// A period to choose with one tap.
    public record Choice(String key, LocalDate from, LocalDate to) {}

    public record LineRow(YearMonth month, String line, CallTotals tally) {}

    /// @param line empty for all of them
    public record PartnersRow(YearMonth month, Optional<String> line, CallClass calls) {}

    public record LoadRow(String name, ConsultantLoad load) {}

    @GetMapping
    String page(
            Question question,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
        }
        return page(question, CampaignForm.EMPTY, locale, response, model);
    }

    @AllowedTo(Role.ADMINISTRATOR)
    @PostMapping("/campaigns")
    String add(
            Question question,
            CampaignForm form,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
            return page(question, form, locale, response, model);
        }
        if (form.isFactorUnread()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            FormErrors.ofAField("factor", "statistics.factor-unread", model);
            return page(question, form, locale, response, model);
        }
        var editResult = form.refused(sources.names().lines().keySet())
                .<EditResult>map(EditResult.Refused::new)
                .orElseGet(() -> campaigns.add(form.campaign(), me.author(clock.instant())));
        if (editResult instanceof EditResult.Done) {
            after.addFlashAttribute("done", "statistics.campaign-added");
            return back(question, after);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        FormErrors.show(editResult, model);
        return page(question, form, locale, response, model);
    }

    @AllowedTo(Role.ADMINISTRATOR)
    @PostMapping("/campaigns/{id}/remove")
    String remove(
            @PathVariable int id, Question question, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var removed = campaigns.remove(id, me.author(clock.instant())) instanceof EditResult.Done;
        after.addFlashAttribute(
                removed ? "done" : "error", removed ? "statistics.campaign-removed" : "statistics.campaign-gone");
        return back(question, after);
    }

    private String back(Question question, RedirectAttributes after) {
        var filled = question.filledIn(sources.today());
        after.addAttribute("from", String.valueOf(filled.from()));
        after.addAttribute("to", String.valueOf(filled.to()));
        return "redirect:/statistics";
    }

    private String page(
            Question question, CampaignForm campaign, Locale locale, HttpServletResponse response, Model model) {
        var today = sources.today();
        var asked = question.filledIn(today);
        model.addAttribute("asked", asked);
        model.addAttribute("campaign", campaign);
        model.addAttribute("yesterday", today.minusDays(1));
        model.addAttribute("choices", choices(today));
        var refused = asked.refused(today);
        if (refused.isPresent()) {
            model.addAttribute("wrongPeriod", true);
            model.addAttribute("rule", refused.get());
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "statistics";
        }
        var statistics = sources.of(asked);
        var names = sources.names();
        model.addAttribute("statistics", statistics);
        model.addAttribute(
                "planned",
                sources.planned().stream()
                        .map(each -> CampaignView.of(each, names))
                        .toList());
        model.addAttribute("linesOfAll", names.inOrder());
        model.addAttribute("endings", CallOutcomeGroup.TOLD);
        model.addAttribute("ringings", RingOutcomeGroup.values());
        model.addAttribute("before", statistics.period().before());
        model.addAttribute("mainFigures", mainFigures(statistics.before(), statistics.total()));
        model.addAttribute("figures", figures(statistics.total()));
        model.addAttribute("classes", CallClass.values());
        addPictures(statistics, locale, model);
        addTables(statistics, names, model);
        return "statistics";
    }

    private void addPictures(Statistics statistics, Locale locale, Model model) {
        model.addAttribute("heatMap", HeatMap.of(statistics.byWeek()).orElse(null));
        var dayAndMonth = Formats.of("day-month", messages, locale);
        model.addAttribute(
                "trend",
                Chart.of(
                        statistics.trend(),
                        span -> span.period().first().format(dayAndMonth),
                        Statistics.Span::tally,
                        span -> !span.campaigns().isEmpty()));
        var hours = statistics.hoursWithCalls();
        model.addAttribute(
                "hours",
                hours.isEmpty()
                        ? null
                        : Chart.of(hours, hour -> hour.hour() + ":00", Statistics.OfHour::tally, _ -> false));
    }

    private static void addTables(Statistics statistics, StatisticsSources.Names names, Model model) {
        model.addAttribute(
                "lines",
                statistics.byLine().stream()
                        .map(line -> new LineRow(
                                line.month(),
                                names.line(line.number()).map(Line::name).orElse(line.number()),
                                line.tally()))
                        .toList());
        model.addAttribute(
                "partners",
                statistics.partners().stream()
                        .map(each -> new PartnersRow(
                                each.month(),
                                each.number()
                                        .map(number -> names.line(number)
                                                .map(Line::name)
                                                .orElse(number)),
                                each.calls()))
                        .toList());
        model.addAttribute(
                "loads",
                statistics.loads().stream()
                        .map(consultantLoad -> new LoadRow(names.of(consultantLoad.consultant()), consultantLoad))
                        .toList());
    }

    private List<Choice> choices(LocalDate today) {
        var month = YearMonth.from(today);
        var quarter = Quarter.of(today).before().period();
        return List.of(
                new Choice(
                        "last-month",
                        month.minusMonths(1).atDay(1),
                        month.minusMonths(1).atEndOfMonth()),
                new Choice("last-quarter", quarter.first(), quarter.last()),
                new Choice(
                        "last-year",
                        month.minusMonths(12).atDay(1),
                        month.minusMonths(1).atEndOfMonth()));
    }

    private static List<MainFigure> mainFigures(CallTotals before, CallTotals total) {
        var reached = total.calls() - total.of(CallOutcomeGroup.CLOSED);
        return List.of(
                new MainFigure(new Figure("calls", total.calls()), Change.of(before.calls(), total.calls())),
                new MainFigure(
                        new Figure(
                                "answered",
                                Integer.toString(total.of(CallOutcomeGroup.ANSWERED)),
                                reached == 0 ? "" : "answered-more",
                                percent(total.of(CallOutcomeGroup.ANSWERED), reached),
                                ""),
                        change(CallOutcomeGroup.ANSWERED, before, total)),
                new MainFigure(
                        new Figure("service-level", percent(total.serviceLevel()), "", "", ""),
                        Change.ofPercent(before.serviceLevel(), total.serviceLevel())),
                new MainFigure(
                        new Figure(
                                "abandoned",
                                Integer.toString(total.of(CallOutcomeGroup.ABANDONED)),
                                total.toAbandon().count() == 0 ? "" : "abandoned-more",
                                time(total.toAbandon().median()),
                                time(total.toAbandon().ninetieth())),
                        change(CallOutcomeGroup.ABANDONED, before, total)));
    }

    private static Change change(CallOutcomeGroup group, CallTotals before, CallTotals total) {
        return Change.of(before.of(group), total.of(group));
    }

    private static List<Figure> figures(CallTotals total) {
        return List.of(
                new Figure(
                        "to-answer",
                        time(total.toAnswer().median()),
                        total.toAnswer().count() == 0 ? "" : "to-answer-more",
                        time(total.toAnswer().ninetieth()),
                        ""),
                new Figure("unreached", total.of(CallOutcomeGroup.UNREACHED)),
                new Figure("closed", total.of(CallOutcomeGroup.CLOSED)),
                new Figure("passed", total.passed()),
                new Figure(
                        "overflow",
                        Integer.toString(total.overflow()),
                        total.overflow() == 0 ? "" : "overflow-more",
                        Integer.toString(total.overflowAll()),
                        ""));
    }

    /// A table of the page as a file.
    @GetMapping("/{table}.csv")
    ResponseEntity<String> file(@PathVariable String table, Question question) {
        var asked = question.filledIn(sources.today());
        if (asked.refused(sources.today()).isPresent()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return StatisticsCsv.file(table, sources.of(asked), sources.names())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String percent(int part, int whole) {
        return percent(
                whole == 0 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(Math.round(100.0 * part / whole))));
    }

    private static String percent(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() + " %" : "–";
    }

    private static String time(Optional<Duration> wait) {
        return wait.map(each -> each.compareTo(SHORT) < 0
                        ? each.toSeconds() + " s"
                        : "%d:%02d min".formatted(each.toMinutes(), each.toSecondsPart()))
                .orElse("–");
    }
}
