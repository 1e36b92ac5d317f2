package lv.helpline.planning.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.Calendar;
import lv.helpline.planning.EditingRights;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.LanguageName;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
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

/// Days on which lines are closed, or open though they would not be; and the public holidays, which need no entry.
///
/// A coordinator enters a closure that [EditingRights] lets them, and takes such a one back; everything else is an
/// administrator's.
@Controller
@RequestMapping("/calendar")
class CalendarController {

    private static final int YEARS = 2;

    private final Calendar calendar;
    private final SnapshotSource snapshots;
    private final Holidays holidays;
    private final Clock clock;

    CalendarController(Calendar calendar, SnapshotSource snapshots, Holidays holidays, Clock clock) {
        this.calendar = calendar;
        this.snapshots = snapshots;
        this.holidays = holidays;
        this.clock = clock;
    }

    /// What was typed into the form.
    public record Form(
            Calendar.@Nullable Kind kind,
            @Nullable String line,
            @DateTimeFormat(iso = ISO.DATE_TIME) @Nullable LocalDateTime from,
            @DateTimeFormat(iso = ISO.DATE_TIME) @Nullable LocalDateTime to,
            @Nullable Map<String, String> message) {

        public String said(String language) {
            return message == null ? "" : message.getOrDefault(language, "");
        }

        /// What was typed over several lines is one sentence; what was left out is not said. A closure has it only.
        Map<Language, String> texts() {
            var texts = new HashMap<Language, String>();
            if (kind == Calendar.Kind.CLOSURE && message != null) {
                message.forEach((language, text) -> {
                    var said = text.strip().replaceAll("\\s+", " ");
                    if (language.matches("[a-z]{2}") && !said.isEmpty()) {
                        texts.put(new Language(language), said);
                    }
                });
            }
            return texts;
        }

        Optional<LineId> lineId() {
            return Optional.ofNullable(line)
                    .filter(id -> id.matches("[a-z]+(-[a-z0-9]+)*"))
                    .map(LineId::new);
        }
    }

    /// An entry as the page shows it.
    ///
    /// @param mine whether whoever looks may take it back
    public record CalendarEntryView(Calendar.Entry entry, String line, boolean mine) {}

    public record Holiday(LocalDate date, String key) {}

    @GetMapping
    String page(@AuthenticationPrincipal SignedIn me, Locale locale, Model model) {
        var tomorrow = today().plusDays(1);
        return page(
                new Form(
                        Calendar.Kind.CLOSURE,
                        "",
                        tomorrow.atStartOfDay(),
                        tomorrow.plusDays(1).atStartOfDay(),
                        Map.of()),
                me,
                locale,
                model);
    }

    @PostMapping
    String add(
            Form form,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
            return page(form, me, locale, model);
        }
        var editResult = save(form, me);
        if (editResult instanceof EditResult.Done) {
            after.addFlashAttribute("done", "calendar.saved");
            return "redirect:/calendar";
        }
        FormErrors.show(editResult, response, model);
        return page(form, me, locale, model);
    }

    private EditResult save(Form form, SignedIn me) {
        if (form.kind() == null || form.from() == null || form.to() == null) {
            return new EditResult.Refused("calendar-needs-both-times");
        }
        if (form.kind() == Calendar.Kind.SPECIAL_OPENING && form.lineId().isEmpty()) {
            return new EditResult.Refused("special-opening-needs-a-line");
        }
        if (form.from().isBefore(form.to()) && !mayEdit(me, form.kind(), new LocalSpan(form.from(), form.to()))) {
            return new EditResult.Refused("coordinator-closes-within-48-hours");
        }
        return calendar.add(
                form.kind(), form.lineId(), form.from(), form.to(), form.texts(), me.author(clock.instant()));
    }

    @PostMapping("/{kind}/{id}/remove")
    String remove(
            @PathVariable Calendar.Kind kind,
            @PathVariable int id,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var entry = calendar.find(kind, id);
        if (entry.isPresent() && !mayEdit(me, kind, entry.get().span())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        var removed = calendar.remove(kind, id, me.author(clock.instant())) instanceof EditResult.Done;
        after.addFlashAttribute(removed ? "done" : "error", removed ? "calendar.removed" : "calendar.gone");
        return "redirect:/calendar";
    }

    private String page(Form form, SignedIn me, Locale locale, Model model) {
        var lines = snapshots
                .current()
                .map(snapshot -> snapshot.roster().data().lines())
                .orElse(List.of());
        var names = lines.stream().collect(Collectors.toMap(Line::id, Function.identity()));
        model.addAttribute("form", form);
        model.addAttribute("latestEnd", EditingRights.latestEnd(clock.instant()));
        model.addAttribute("kinds", Calendar.Kind.values());
        model.addAttribute("lines", lines);
        model.addAttribute(
                "languages",
                lines.stream()
                        .flatMap(line -> line.languages().stream())
                        .distinct()
                        .map(language -> LanguageName.of(language, locale))
                        .toList());
        model.addAttribute(
                "entries",
                calendar.endingAfter(LocalDateTime.ofInstant(clock.instant(), Roster.ZONE)).stream()
                        .map(entry -> shown(entry, names, me))
                        .toList());
        model.addAttribute(
                "holidays",
                today().datesUntil(today().plusYears(YEARS))
                        .flatMap(date -> holidays.on(date).stream().map(key -> new Holiday(date, key)))
                        .toList());
        return "calendar";
    }

    private CalendarEntryView shown(Calendar.Entry entry, Map<LineId, Line> names, SignedIn me) {
        var line = entry.line()
                .map(id -> Optional.ofNullable(names.get(id)).map(Line::name).orElse(id.value()))
                .orElse("");
        return new CalendarEntryView(entry, line, mayEdit(me, entry.kind(), entry.span()));
    }

    private boolean mayEdit(SignedIn me, Calendar.Kind kind, LocalSpan span) {
        return me.isAdministrator()
                || (kind == Calendar.Kind.CLOSURE && EditingRights.reaches(me.role(), span, clock.instant()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }
}
