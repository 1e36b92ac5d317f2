package lv.helpline.lines.web;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.lines.Lines;
import lv.helpline.lines.Wishes;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.web.GapSubstitutes;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.Wish;
import lv.helpline.routing.GreetingVoices;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.LengthOfTime;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.LanguageName;
import lv.helpline.shared.web.SavedMeanwhile;
import lv.helpline.shared.web.SpokenText;
import lv.helpline.shared.web.WishBoxes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The lines: their names, hours, languages, and how they ring.
@Controller
@RequestMapping("/lines")
@AllowedTo(Role.ADMINISTRATOR)
class LinesController {

    private static final List<String> STRATEGIES = List.of("all-at-once", "one-by-one", "waves");

    private final Lines lines;
    private final Wishes wishes;
    private final GreetingVoices voices;
    private final GapSubstitutes substitutes;
    private final Clock clock;

    LinesController(Lines lines, Wishes wishes, GreetingVoices voices, GapSubstitutes substitutes, Clock clock) {
        this.lines = lines;
        this.wishes = wishes;
        this.voices = voices;
        this.substitutes = substitutes;
        this.clock = clock;
    }

    /// What was typed into the form. A box that is not ticked is not sent.
    ///
    /// @param days one text for each day of the week, Monday first; see [HoursText]
    public record Form(
            @Nullable String name,
            @Nullable String languages,
            @Nullable List<String> days,
            @Nullable Boolean hoursAssumed,
            @Nullable String strategy,
            @Nullable Integer waveSize,
            @Nullable LengthOfTime ring,
            @Nullable LengthOfTime patience,
            @Nullable LengthOfTime wrapUp,
            @Nullable LengthOfTime grace,
            @Nullable Boolean general,
            @Nullable List<String> wishes,
            @Nullable LocalDate from,
            int version) {

        /// @param from the date whose hours are shown
        public static Form of(Lines.Entry entry, LocalDate from, Locale locale) {
            var settings = entry.settings();
            var hours = entry.hours().on(from);
            return new Form(
                    settings.name(),
                    SpokenText.of(settings.languages(), locale),
                    HoursText.week(hours),
                    settings.hoursAssumed(),
                    settings.strategy(),
                    settings.waveSize(),
                    new LengthOfTime(settings.ringSeconds()),
                    new LengthOfTime(settings.patienceSeconds()),
                    new LengthOfTime(settings.wrapUpSeconds()),
                    new LengthOfTime(settings.graceSeconds()),
                    settings.general(),
                    WishBoxes.codes(settings.wishes()),
                    from,
                    entry.version());
        }

        Form over(Form saved) {
            return new Form(
                    name,
                    languages,
                    days,
                    hoursAssumed,
                    strategy,
                    waveSize,
                    ring,
                    patience,
                    wrapUp,
                    grace,
                    general,
                    wishes,
                    from,
                    saved.version);
        }

        SavedMeanwhile beside(Form saved, List<Wish> all, Locale locale) {
            return new SavedMeanwhile()
                    .week(this::on, saved::on, locale)
                    .field("lines.assumed-check", hoursAssumed, saved.hoursAssumed)
                    .field("lines.name", name, saved.name)
                    .field("people.languages", languages, saved.languages)
                    .choice("lines.strategy", "lines.", strategy, String.valueOf(saved.strategy))
                    .field("lines.wave-size", waveSize, saved.waveSize)
                    .field("lines.ring", ring, saved.ring)
                    .field("lines.patience", patience, saved.patience)
                    .field("lines.wrap-up", wrapUp, saved.wrapUp)
                    .field("lines.grace", grace, saved.grace)
                    .field("lines.general", general, saved.general)
                    .field(
                            "lines.wishes",
                            WishBoxes.names(all, wishes, locale),
                            WishBoxes.names(all, saved.wishes, locale));
        }

        public String on(int day) {
            return days == null || days.size() <= day ? "" : days.get(day);
        }
    }

    /// A line on the list.
    public record LineView(Lines.Entry entry, List<String> languages, List<OpenHours.Days> hours) {}

    /// In whose voice callers of a language are greeted.
    ///
    /// @param voice `recorded`, `synthetic`, or `unknown` until an Asterisk has told
    public record Greeting(String language, String voice) {}

    private Greeting greeting(Language language, Locale locale) {
        return new Greeting(
                LanguageName.of(language, locale).name(),
                voices.synthetic()
                        .map(synthetic -> synthetic.contains(language) ? "synthetic" : "recorded")
                        .orElse("unknown"));
    }

    @AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
    @GetMapping
    String all(Locale locale, Model model) {
        var all = lines.all();
        model.addAttribute(
                "greetings",
                all.stream()
                        .flatMap(entry -> entry.settings().languages().stream())
                        .distinct()
                        .map(language -> greeting(language, locale))
                        .toList());
        model.addAttribute(
                "lines",
                all.stream()
                        .map(entry -> new LineView(
                                entry,
                                SpokenText.names(entry.settings().languages(), locale),
                                OpenHours.shortWeek(entry.settings().hours(), locale)))
                        .toList());
        all.stream().min(comparing(Lines.Entry::checkedOn)).ifPresent(oldest -> {
            model.addAttribute("checkedOn", oldest.checkedOn());
            model.addAttribute("due", oldest.isDueOn(today()));
        });
        return "lines";
    }

    @PostMapping("/check")
    String check(@AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        if (lines.check(me.author(clock.instant())) instanceof EditResult.Done) {
            after.addFlashAttribute("done", "outside.checked");
        }
        return "redirect:/lines";
    }

    /// @param from the date whose hours are shown; today if none is given
    @GetMapping("/{id}")
    String one(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable LocalDate from,
            Locale locale,
            Model model) {
        var entry = get(id);
        return form(entry, Form.of(entry, orToday(from), locale), locale, model);
    }

    private LocalDate orToday(@Nullable LocalDate from) {
        return from == null ? today() : from;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }

    /// @param reason why a gap is left, of [lv.helpline.planning.GapPolicy#REASONS]
    /// @param cover  who stands in where there would be one; empty for nobody
    @PostMapping("/{id}")
    String change(
            @PathVariable String id,
            Form form,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable List<String> cover,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var entry = get(id);
        var covers = GapSubstitutes.read(cover);
        var hours = HoursText.read(form::on, locale, model);
        var languages = SpokenText.read(form.languages(), model);
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
        } else if (hours.isEmpty() || languages.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        } else {
            var result = lines.change(
                    entry.id(),
                    form.version(),
                    settings(form, languages.get(), hours.get()),
                    orToday(form.from()),
                    covers,
                    me.role(),
                    Optional.ofNullable(reason),
                    me.author(clock.instant()));
            if (result.isSaved()) {
                after.addFlashAttribute("done", "lines.saved");
                return "redirect:/lines";
            }
            if (result instanceof RosterEditing.Result.NeedsReason(var gaps)) {
                substitutes.show(gaps, covers, me, locale, model);
            }
            FormErrors.show(result.asEditResult(), response, model);
            if (result instanceof RosterEditing.Result.Conflict) {
                var theirs = Form.of(get(id), orToday(form.from()), locale);
                form.beside(theirs, wishes.all(), locale).show(model);
                return form(entry, form.over(theirs), locale, model);
            }
        }
        return form(entry, form, locale, model);
    }

    /// A number that was left out, or that no column could hold, breaks the rule of its column.
    private static Lines.Settings settings(Form form, List<Language> languages, List<WeeklySpan> hours) {
        var waves = "waves".equals(form.strategy());
        return new Lines.Settings(
                form.name() == null ? "" : form.name(),
                languages,
                hours,
                Boolean.TRUE.equals(form.hoursAssumed()),
                form.strategy() == null ? "" : form.strategy(),
                waves && form.waveSize() != null ? number(form.waveSize()) : null,
                seconds(form.ring()),
                seconds(form.patience()),
                seconds(form.wrapUp()),
                seconds(form.grace()),
                Boolean.TRUE.equals(form.general()),
                WishBoxes.read(form.wishes()));
    }

    private static int seconds(@Nullable LengthOfTime typed) {
        return number(typed == null ? null : typed.seconds());
    }

    private static int number(@Nullable Integer typed) {
        return typed == null ? -1 : Math.clamp(typed, -1, Short.MAX_VALUE);
    }

    /// Other hours that are entered already.
    ///
    /// @param from the first date on which they hold
    public record PlannedHours(LocalDate from, List<OpenHours.Days> hours) {}

    private String form(Lines.Entry entry, Form form, Locale locale, Model model) {
        model.addAttribute("entry", entry);
        model.addAttribute("today", today());
        model.addAttribute(
                "planned",
                entry.hours().changesAfter(today()).stream()
                        .map(date -> new PlannedHours(
                                date, OpenHours.shortWeek(entry.hours().on(date), locale)))
                        .toList());
        model.addAttribute("form", form);
        model.addAttribute("wishes", WishBoxes.of(wishes.all(), form.wishes(), locale));
        model.addAttribute("strategies", STRATEGIES);
        model.addAttribute("days", HoursText.days(form::on, locale));
        return "line";
    }

    private Lines.Entry get(String id) {
        return Optional.of(id)
                .filter(each -> each.matches("[a-z]+(-[a-z0-9]+)*") && each.length() <= 40)
                .flatMap(each -> lines.find(new LineId(each)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
