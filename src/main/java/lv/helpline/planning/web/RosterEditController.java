package lv.helpline.planning.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.Calendar;
import lv.helpline.planning.Desk;
import lv.helpline.planning.Fortnight;
import lv.helpline.planning.MadeHoles;
import lv.helpline.planning.RosterReach;
import lv.helpline.planning.Said;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterText;
import lv.helpline.shared.Saved;
import lv.helpline.shared.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Edits of the roster: each is shown in words before it is saved, with the holes that it would make.
///
/// What begins within 48 hours is valid when it is saved; what begins later goes into the editor's draft.
@Controller
@RequestMapping("/roster")
class RosterEditController {

    private final RosterBooks books;
    private final Desk desk;
    private final RosterWords words;
    private final HoleGuard guard;
    private final Calendar calendar;

    RosterEditController(RosterBooks books, Desk desk, RosterWords words, HoleGuard guard, Calendar calendar) {
        this.books = books;
        this.desk = desk;
        this.words = words;
        this.guard = guard;
        this.calendar = calendar;
    }

    @GetMapping("/preview")
    String preview(
            RosterAsk ask,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = RosterController.HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        var open = books.open(me);
        var from = place.onTheDay(RosterBooks.today(open.now())).from();
        try {
            var edit = ask.edit(
                    open.view().data(), from == null ? RosterBooks.today(open.now()) : from, closed(open, from));
            if (edit.isEmpty()) {
                return told(
                        "fill".equals(ask.what()) ? "roster.nothing-to-fill" : "roster.gone",
                        place,
                        open,
                        fragment,
                        model);
            }
            return shown(edit.get(), place, me, open, fragment, locale, model);
        } catch (IllegalArgumentException | DateTimeException senseless) {
            return told("roster.senseless", place, open, fragment, model);
        }
    }

    @GetMapping("/draft")
    String draft(
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = RosterController.HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        return draft(place, me, books.open(me), fragment, locale, model);
    }

    /// @param edit   as it was shown
    /// @param seen   the digest of what was around it then
    /// @param reason why a hole is left, of [HoleGuard#REASONS]
    @PostMapping("/save")
    String save(
            @RequestParam String edit,
            @RequestParam String seen,
            @RequestParam(required = false) @Nullable String reason,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var open = books.open(me);
        try {
            var wanted = RosterText.edit(edit);
            if (!RosterReach.mayMake(me.role(), wanted, open.now())) {
                return refused(
                        new Saved.Refused("coordinator-edits-within-48-hours"),
                        wanted,
                        place,
                        me,
                        open,
                        locale,
                        response,
                        model);
            }
            var preview = open.preview(wanted);
            if (preview.lost() || !preview.seen().equals(seen)) {
                return refused(new Saved.Outdated(), wanted, place, me, open, locale, response, model);
            }
            if (HoleGuard.holds(preview, reason)) {
                return refused(
                        new Saved.Refused("hole-needs-a-reason"), wanted, place, me, open, locale, response, model);
            }
            var saved = preview.live()
                    ? desk.save(guard.decision(preview, reason, open.books()), me.author(open.now()))
                    : desk.keep(wanted, open.draftWith(wanted), me.author(open.now()));
            if (!(saved instanceof Saved.Done)) {
                return refused(saved, wanted, place, me, open, locale, response, model);
            }
            after.addFlashAttribute("done", preview.live() ? "roster.saved" : "roster.drafted");
            return "redirect:"
                    + Said.begins(wanted)
                            .map(begins -> place.onTheDay(RosterBooks.today(open.now()))
                                    .showing(begins.toLocalDate()))
                            .orElse(place)
                            .address();
        } catch (IllegalArgumentException | DateTimeException gone) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return told("roster.gone", place, open, false, model);
        }
    }

    @PostMapping("/publish")
    String publish(
            @RequestParam int version,
            @RequestParam String seen,
            @RequestParam(required = false) @Nullable String reason,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var open = books.open(me);
        var preview = open.previewOfDraft();
        if (preview.edit().isEmpty()
                || open.draft().version() != version
                || !preview.seen().equals(seen)) {
            return refusedDraft(new Saved.Outdated(), place, me, open, locale, response, model);
        }
        if (HoleGuard.holds(preview, reason)) {
            return refusedDraft(new Saved.Refused("hole-needs-a-reason"), place, me, open, locale, response, model);
        }
        var saved = desk.publish(guard.decision(preview, reason, open.books()), version, me.author(open.now()));
        if (!(saved instanceof Saved.Done)) {
            return refusedDraft(saved, place, me, open, locale, response, model);
        }
        after.addFlashAttribute("done", "roster.published");
        return "redirect:" + place.address();
    }

    @PostMapping("/discard")
    String discard(
            @RequestParam int version,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var open = books.open(me);
        var saved = desk.discard(version, me.author(open.now())) instanceof Saved.Done;
        after.addFlashAttribute(saved ? "done" : "error", saved ? "roster.discarded" : "roster.draft-changed");
        return "redirect:" + place.address();
    }

    @PostMapping("/undo")
    String undo(
            @RequestParam long id, RosterPlace place, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var open = books.open(me);
        var last = desk.last(me.id(), open.now()).filter(each -> each.id() == id);
        var undone = last.map(each -> desk.undo(
                                each,
                                each.ofDraft()
                                        ? List.of()
                                        : words.told(Said.of(each.edit().inverse()), open.books()),
                                me.author(open.now())))
                        .orElse(new Saved.Outdated())
                instanceof Saved.Done;
        after.addFlashAttribute(undone ? "done" : "error", undone ? "roster.undone" : "roster.not-undone");
        return "redirect:" + place.address();
    }

    /// Closes lines for a whole day.
    ///
    /// @param line empty for all
    @PostMapping("/close")
    String close(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            @RequestParam(required = false) @Nullable String line,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var now = books.open(me).now();
        var day = new LocalSpan(date.atStartOfDay(), date.plusDays(1).atStartOfDay());
        var saved = RosterReach.reaches(me.role(), day, now)
                ? calendar.add(
                        Calendar.Kind.CLOSURE,
                        Optional.ofNullable(line)
                                .filter(id -> !id.isBlank())
                                .map(id -> RosterController.sensible(() -> new LineId(id))),
                        day.start(),
                        day.end(),
                        me.author(now))
                : new Saved.Refused("coordinator-closes-within-48-hours");
        tell(saved, "roster.closed", now, after);
        return "redirect:" + new RosterPlace(place.from(), date, place.by()).address();
    }

    /// Opens again what was closed from the roster.
    @PostMapping("/reopen")
    String reopen(
            @RequestParam int id, RosterPlace place, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var now = books.open(me).now();
        var beyond = calendar.find(Calendar.Kind.CLOSURE, id)
                .filter(entry -> !RosterReach.reaches(me.role(), entry.span(), now));
        var saved = beyond.isPresent()
                ? new Saved.Refused("coordinator-closes-within-48-hours")
                : calendar.remove(Calendar.Kind.CLOSURE, id, me.author(now));
        tell(saved, "roster.reopened", now, after);
        return "redirect:" + place.address();
    }

    /// What became of a closure.
    private static void tell(Saved saved, String done, Instant now, RedirectAttributes after) {
        switch (saved) {
            case Saved.Done _ -> after.addFlashAttribute("done", done);
            case Saved.Outdated _ -> after.addFlashAttribute("error", "calendar.gone");
            case Saved.Refused(var rule) -> {
                after.addFlashAttribute("error", "constraint." + rule);
                after.addFlashAttribute("latestEnd", RosterReach.latestEnd(now));
            }
        }
    }

    private String refused(
            Saved saved,
            RosterEdit edit,
            RosterPlace place,
            SignedIn me,
            OpenRoster open,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        response.setStatus(statusOf(saved).value());
        Refusal.show(saved, model);
        return shown(edit, place, me, open, false, locale, model);
    }

    private String refusedDraft(
            Saved saved,
            RosterPlace place,
            SignedIn me,
            OpenRoster open,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        response.setStatus(statusOf(saved).value());
        Refusal.show(saved, model);
        return draft(place, me, open, false, locale, model);
    }

    private static HttpStatus statusOf(Saved saved) {
        return saved instanceof Saved.Outdated ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    private String shown(
            RosterEdit edit,
            RosterPlace place,
            SignedIn me,
            OpenRoster open,
            boolean fragment,
            Locale locale,
            Model model) {
        var preview = open.preview(edit);
        var spoken = words.in(locale, open.books());
        model.addAttribute("may", RosterReach.mayMake(me.role(), edit, open.now()));
        show(preview, spoken, open, model);
        return RosterController.show("preview", place, open, fragment, model);
    }

    private String draft(
            RosterPlace place, SignedIn me, OpenRoster open, boolean fragment, Locale locale, Model model) {
        var spoken = words.in(locale, open.books());
        model.addAttribute("may", me.isAdministrator());
        model.addAttribute("version", open.draft().version());
        model.addAttribute("overtaken", open.isOvertaken());
        model.addAttribute("lost", spoken.of(Said.of(open.fits().lost())));
        show(open.previewOfDraft(), spoken, open, model);
        return RosterController.show("draft", place, open, fragment, model);
    }

    private static void show(OpenRoster.Preview preview, RosterWords.Spoken spoken, OpenRoster open, Model model) {
        model.addAttribute("preview", preview);
        model.addAttribute("said", spoken.of(preview.said()));
        model.addAttribute("empty", new RosterSheets(open, spoken).empty(preview.holes()));
        model.addAttribute("reasons", HoleGuard.REASONS);
        model.addAttribute("days", MadeHoles.AHEAD.toDays());
        model.addAttribute("lookedAt", MadeHoles.looksAt(preview.edit(), open.now()));
    }

    private static String told(String message, RosterPlace place, OpenRoster open, boolean fragment, Model model) {
        model.addAttribute("message", message);
        return RosterController.show("told", place, open, fragment, model);
    }

    private static List<LocalDate> closed(OpenRoster open, @Nullable LocalDate from) {
        if (from == null) {
            return List.of();
        }
        return Fortnight.ofLines(open.saved(), open.saved(), open.holidays(), from).days().stream()
                .filter(day -> !day.open())
                .map(Fortnight.Day::date)
                .toList();
    }
}
