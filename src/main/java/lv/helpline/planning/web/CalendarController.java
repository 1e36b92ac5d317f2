package lv.helpline.planning.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.Calendar;
import lv.helpline.planning.EditEffect;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.EditRules;
import lv.helpline.planning.EditingRights;
import lv.helpline.planning.RosterChange;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.RosterEditing.Result;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.DutyEdits;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.LanguageName;
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
import org.springframework.web.util.UriComponentsBuilder;

/// Days on which lines are closed, or open though they would not be; and the public holidays, which need no entry.
///
/// An entry is shown before it is saved: whom it frees or calls, what callers hear, and where nobody would be on duty.
/// A coordinator enters a closure that [EditingRights] lets them, and takes such a one back; everything else is an
/// administrator's.
@Controller
@RequestMapping("/calendar")
@AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
class CalendarController {

    private static final int YEARS = 2;

    /// A closure that is longer than this is asked for twice.
    private static final int LONG_DAYS = 31;

    private final Calendar calendar;
    private final RosterEditing editing;
    private final RosterChangeFormatter words;
    private final GapSubstitutes substitutes;
    private final Holidays holidays;
    private final Clock clock;

    CalendarController(
            Calendar calendar,
            RosterEditing editing,
            RosterChangeFormatter words,
            GapSubstitutes substitutes,
            Holidays holidays,
            Clock clock) {
        this.calendar = calendar;
        this.editing = editing;
        this.words = words;
        this.substitutes = substitutes;
        this.holidays = holidays;
        this.clock = clock;
    }

    /// What was typed into the form.
    ///
    /// @param id   of the entry that it changes; null for a new one
    /// @param line the id of a line, or [#ALL]; nothing is chosen at first
    /// @param sure whether a long closure was asked for twice
    public record Form(
            @Nullable Integer id,
            Calendar.@Nullable Kind kind,
            @Nullable String line,
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime to,
            @Nullable Map<String, String> message,
            @Nullable Boolean sure) {

        /// The choice of all lines.
        public static final String ALL = "all";

        static final Form EMPTY = new Form(null, null, null, null, null, Map.of(), null);

        static Form of(int id, Calendar.Entry entry) {
            var message = new HashMap<String, String>();
            entry.message().forEach((language, text) -> message.put(language.code(), text.text()));
            return new Form(
                    id,
                    entry.kind(),
                    entry.line().map(LineId::value).orElse(ALL),
                    entry.span().start(),
                    entry.span().end(),
                    message,
                    null);
        }

        public String said(String language) {
            return message == null ? "" : message.getOrDefault(language, "");
        }

        /// What was typed over several lines is one sentence; what was left out is not said. A closure has it only.
        private Map<Language, String> texts() {
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

        /// What makes no sense, as the name of a message.
        Optional<String> refusal(RosterData roster, LocalDateTime now) {
            if (kind == null) {
                return Optional.of("calendar-needs-a-kind");
            }
            if (line == null || line.isEmpty()) {
                return Optional.of("calendar-needs-a-line");
            }
            if (line.equals(ALL) && kind == Calendar.Kind.SPECIAL_OPENING) {
                return Optional.of("special-opening-needs-a-line");
            }
            if (!line.equals(ALL)
                    && roster.lines().stream()
                            .noneMatch(each -> each.id().value().equals(line))) {
                return Optional.of("closure_is_of_a_line");
            }
            if (from == null || to == null) {
                return Optional.of("calendar-needs-both-times");
            }
            if (!from.isBefore(to)) {
                return Optional.of("closure_ends_after_it_starts");
            }
            if (isOffTheQuarter(from) || isOffTheQuarter(to)) {
                return Optional.of("local_quarter_is_00_15_30_or_45_and_finite");
            }
            if (!to.isAfter(now)) {
                return Optional.of("calendar-is-over");
            }
            if (texts().values().stream().anyMatch(text -> text.length() > 300)) {
                return Optional.of("announcement_text_has_1_to_300_characters_in_one_line");
            }
            return Optional.empty();
        }

        private static boolean isOffTheQuarter(LocalDateTime time) {
            return time.getMinute() % 15 != 0 || time.getSecond() != 0;
        }

        /// Of a form without a [#refusal].
        Calendar.Entry entry() {
            var message = new HashMap<Language, Announcement>();
            texts().forEach((language, text) -> message.put(language, new Announcement(text)));
            return new Calendar.Entry(
                    Objects.requireNonNull(kind),
                    Optional.ofNullable(line).filter(each -> !each.equals(ALL)).map(LineId::new),
                    new LocalSpan(Objects.requireNonNull(from), Objects.requireNonNull(to)),
                    message);
        }

        /// With what callers would hear as it will be stored.
        private Form tidied() {
            var tidy = new HashMap<String, String>();
            texts().forEach((language, text) -> tidy.put(language.code(), text));
            return new Form(id, kind, line, from, to, tidy, sure);
        }

        /// Where it is shown what it does.
        private String preview() {
            var values = new HashMap<String, Object>();
            var address = UriComponentsBuilder.fromPath("/calendar/preview");
            Optional.ofNullable(id).ifPresent(each -> add("id", each, address, values));
            add("kind", Objects.requireNonNull(kind), address, values);
            add("line", Objects.requireNonNull(line), address, values);
            add("from", Objects.requireNonNull(from), address, values);
            add("to", Objects.requireNonNull(to), address, values);
            texts().forEach((language, text) -> add("message[" + language.code() + "]", text, address, values));
            return address.encode().buildAndExpand(values).toUriString();
        }

        private static void add(String name, Object value, UriComponentsBuilder address, Map<String, Object> values) {
            var key = "v" + values.size();
            address.queryParam(name, "{" + key + "}");
            values.put(key, value);
        }
    }

    /// An entry as the page shows it.
    ///
    /// @param mine whether whoever looks may change it and take it back
    public record CalendarEntryView(int id, Calendar.Entry entry, String line, boolean mine) {}

    public record Holiday(LocalDate date, String key) {}

    /// What an entry does, before it is saved.
    ///
    /// @param said     what changes, in sentences
    /// @param people   how many are on duty less, or more, or at other times
    /// @param lost     hours of duty that they lose in all, such as `7 h 30 min`; empty for none
    /// @param won      hours of duty that they win
    /// @param unsure   whether it is so long that it is asked for twice
    /// @param lastDay  of a long closure, with its year
    public record Preview(List<String> said, int people, String lost, String won, boolean unsure, LocalDate lastDay) {}

    @GetMapping
    String page(@AuthenticationPrincipal SignedIn me, Locale locale, Model model) {
        return page(Form.EMPTY, me, locale, model);
    }

    /// To change an entry.
    @GetMapping("/{kind}/{id}")
    String one(
            @PathVariable Calendar.Kind kind,
            @PathVariable int id,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            Model model) {
        return page(Form.of(id, mine(kind, id, me)), me, locale, model);
    }

    /// What makes sense is shown before it is saved; it is saved when it comes from there.
    @PostMapping
    String add(
            Form form,
            BindingResult typed,
            @RequestParam(defaultValue = "false") boolean previewed,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable List<String> cover,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
            return page(form, me, locale, model);
        }
        var now = clock.instant();
        var roster = editing.roster(now);
        var refusal = refusal(form, roster, me, now);
        if (refusal.isPresent()) {
            FormErrors.show(new EditResult.Refused(refusal.get()), response, model);
            return page(form, me, locale, model);
        }
        if (!previewed) {
            return "redirect:" + form.preview();
        }
        var covers = GapSubstitutes.read(cover);
        var edit = edit(form, me).then(DutyEdits.with(covers));
        if (isLong(edit, now) && !Boolean.TRUE.equals(form.sure())) {
            FormErrors.show(new EditResult.Refused("calendar-long-closure"), response, model);
            return preview(form, edit, covers, roster, me, now, locale, model);
        }
        var result = save(edit, reason, me, now);
        if (result instanceof Result.Saved saved) {
            after.addFlashAttribute("done", "calendar.saved");
            words.tellUntold(saved, roster, after);
            return "redirect:/calendar";
        }
        FormErrors.show(result.asEditResult(), response, model);
        return result instanceof Result.NeedsReason
                ? preview(form, edit, covers, roster, me, now, locale, model)
                : page(form, me, locale, model);
    }

    /// What an entry does, before it is saved.
    @GetMapping("/preview")
    String preview(
            Form form,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        var now = clock.instant();
        var roster = editing.roster(now);
        var refusal = typed.hasErrors() ? Optional.of("calendar-needs-both-times") : refusal(form, roster, me, now);
        if (refusal.isPresent()) {
            FormErrors.show(new EditResult.Refused(refusal.get()), response, model);
            return page(form, me, locale, model);
        }
        return preview(form.tidied(), edit(form, me), List.of(), roster, me, now, locale, model);
    }

    /// What taking an entry away does, before it is taken away.
    @GetMapping("/{kind}/{id}/remove")
    String removePage(
            @PathVariable Calendar.Kind kind,
            @PathVariable int id,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            Model model) {
        return removal(kind, id, mine(kind, id, me), List.of(), me, locale, model);
    }

    @PostMapping("/{kind}/{id}/remove")
    String remove(
            @PathVariable Calendar.Kind kind,
            @PathVariable int id,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable List<String> cover,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var now = clock.instant();
        var entry = calendar.find(kind, id);
        if (entry.isEmpty()) {
            after.addFlashAttribute("error", "calendar.gone");
            return "redirect:/calendar";
        }
        var covers = GapSubstitutes.read(cover);
        var result = save(entry.get().removed().then(DutyEdits.with(covers)), reason, me, now);
        return switch (result) {
            case Result.Saved saved -> {
                after.addFlashAttribute("done", "calendar.removed");
                words.tellUntold(saved, editing.roster(now), after);
                yield "redirect:/calendar";
            }
            case Result.NotAllowed _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Result.NeedsReason _, Result.Refused _ -> {
                FormErrors.show(result.asEditResult(), response, model);
                yield removal(kind, id, entry.get(), covers, me, locale, model);
            }
            case Result.Conflict _, Result.NothingChanges _ -> {
                after.addFlashAttribute("error", "calendar.gone");
                yield "redirect:/calendar";
            }
        };
    }

    private Optional<String> refusal(Form form, RosterData roster, SignedIn me, Instant now) {
        return form.refusal(roster, local(now))
                .or(() -> EditRules.refusal(form.entry().added()))
                .or(() -> EditingRights.refusal(me.role(), form.entry().added(), now));
    }

    private Result save(RosterEdit edit, @Nullable String reason, SignedIn me, Instant now) {
        return editing.save(new EditRequest(new EditOccasion.CalendarEntry(me.role()), edit, me.author(now))
                .because(Optional.ofNullable(reason)));
    }

    /// @throws ResponseStatusException 404 for one that is not there any more, 403 for one that is not theirs to change
    private Calendar.Entry mine(Calendar.Kind kind, int id, SignedIn me) {
        var entry = calendar.find(kind, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!mayEdit(me, entry)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return entry;
    }

    /// The entry of the form, in the place of the one that it changes.
    private RosterEdit edit(Form form, SignedIn me) {
        var entry = form.entry();
        return form.id() == null
                ? entry.added()
                : mine(entry.kind(), form.id(), me).removed().then(entry.added());
    }

    private String removal(
            Calendar.Kind kind,
            int id,
            Calendar.Entry entry,
            List<DutyOccurrence> covers,
            SignedIn me,
            Locale locale,
            Model model) {
        var now = clock.instant();
        model.addAttribute("removed", kind);
        var edit = entry.removed().then(DutyEdits.with(covers));
        return preview(Form.of(id, entry), edit, covers, editing.roster(now), me, now, locale, model);
    }

    /// @param edit with the covers
    private String preview(
            Form form,
            RosterEdit edit,
            List<DutyOccurrence> covers,
            RosterData roster,
            SignedIn me,
            Instant now,
            Locale locale,
            Model model) {
        var upon = edit.rebasedOn(roster).edit();
        var effect = RosterEditing.effect(upon, new Roster(roster, holidays), holidays, now);
        var spoken = words.in(locale, roster, local(now).toLocalDate());
        model.addAttribute("form", form);
        model.addAttribute(
                "preview",
                new Preview(
                        spoken.of(RosterChange.of(RosterEditing.kept(upon, roster, now))),
                        effect.people().size(),
                        hours(effect, 1, spoken),
                        hours(effect, -1, spoken),
                        isLong(edit, now),
                        lastDay(Objects.requireNonNull(form.to()))));
        substitutes.show(effect.gaps(), covers, me, locale, model);
        return "calendar-preview";
    }

    /// Over a month, or into another year: somebody may have typed the wrong one.
    private static boolean isLong(RosterEdit edit, Instant now) {
        var year = local(now).getYear();
        return edit.closures().added().stream()
                .map(Closure::span)
                .anyMatch(span -> span.start().plusDays(LONG_DAYS).isBefore(span.end())
                        || lastDay(span.end()).getYear() != year);
    }

    private static LocalDate lastDay(LocalDateTime end) {
        return end.minusNanos(1).toLocalDate();
    }

    /// @param sign 1 for what people lose, -1 for what they win
    private static String hours(EditEffect effect, int sign, RosterChangeFormatter.Spoken spoken) {
        var sum = effect.people().stream()
                .map(change -> change.lost().multipliedBy(sign))
                .filter(Duration::isPositive)
                .reduce(Duration.ZERO, Duration::plus);
        return sum.isZero() ? "" : spoken.hours(Math.toIntExact(sum.toMinutes()));
    }

    private String page(Form form, SignedIn me, Locale locale, Model model) {
        var now = clock.instant();
        var roster = editing.roster(now);
        var names = new HashMap<LineId, String>();
        roster.lines().forEach(line -> names.put(line.id(), line.name()));
        model.addAttribute("form", form);
        model.addAttribute("latestEnd", EditingRights.latestEnd(now));
        model.addAttribute("kinds", Calendar.Kind.values());
        model.addAttribute("lines", roster.lines());
        model.addAttribute(
                "languages",
                roster.lines().stream()
                        .flatMap(line -> line.languages().stream())
                        .distinct()
                        .map(language -> LanguageName.of(language, locale))
                        .toList());
        model.addAttribute(
                "entries",
                calendar.endingAfter(local(now)).stream()
                        .map(each -> new CalendarEntryView(
                                each.id(),
                                each.entry(),
                                each.entry()
                                        .line()
                                        .map(line -> names.getOrDefault(line, line.value()))
                                        .orElse(""),
                                mayEdit(me, each.entry())))
                        .toList());
        var today = local(now).toLocalDate();
        model.addAttribute(
                "holidays",
                today.datesUntil(today.plusYears(YEARS))
                        .flatMap(date -> holidays.on(date).stream().map(key -> new Holiday(date, key)))
                        .toList());
        return "calendar";
    }

    private boolean mayEdit(SignedIn me, Calendar.Entry entry) {
        return EditingRights.mayMake(me.role(), entry.removed(), clock.instant());
    }

    private static LocalDateTime local(Instant now) {
        return LocalDateTime.ofInstant(now, Roster.ZONE);
    }
}
