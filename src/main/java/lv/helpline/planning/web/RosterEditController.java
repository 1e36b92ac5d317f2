package lv.helpline.planning.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.Calendar;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.EditRules;
import lv.helpline.planning.EditingRights;
import lv.helpline.planning.GapPolicy;
import lv.helpline.planning.NewCoverageGaps;
import lv.helpline.planning.RosterChange;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.RosterEditing.Result;
import lv.helpline.planning.RosterGrid;
import lv.helpline.planning.UntoldChanges;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Edits of the roster: each is shown in words before it is saved, with the gaps that it would make.
///
/// What begins within 48 hours is valid when it is saved; what begins later goes into the editor's draft.
@Controller
@RequestMapping("/roster")
@AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
class RosterEditController {

    private final RosterEditingSessions sessions;
    private final RosterEditing editing;
    private final RosterChangeFormatter words;
    private final Calendar calendar;
    private final UntoldChanges untold;

    RosterEditController(
            RosterEditingSessions sessions,
            RosterEditing editing,
            RosterChangeFormatter words,
            Calendar calendar,
            UntoldChanges untold) {
        this.sessions = sessions;
        this.editing = editing;
        this.words = words;
        this.calendar = calendar;
        this.untold = untold;
    }

    @GetMapping("/preview")
    String preview(
            RosterEditForm ask,
            BindingResult typed,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = RosterController.HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        var open = sessions.open(me);
        if (typed.hasErrors()) {
            return told(FormErrors.remedy(typed), place, open, fragment, model);
        }
        var from = place.onTheDay(RosterEditingSessions.today(open.now())).from();
        try {
            var edit = ask.edit(
                    open.view().data(),
                    from == null ? RosterEditingSessions.today(open.now()) : from,
                    closed(open, from));
            var overlap = edit.flatMap(
                    each -> EditRules.overlap(each, each.appliedTo(open.view().data())));
            if (overlap.isPresent()) {
                return told("constraint." + overlap.get(), place, open, fragment, model);
            }
            if (edit.isEmpty()) {
                return told(whyNothingChanges(ask), place, open, fragment, model);
            }
            return shown(edit.get(), place, me, open, fragment, locale, model);
        } catch (IllegalArgumentException | DateTimeException senseless) {
            return told("roster.senseless", place, open, fragment, model);
        }
    }

    private static String whyNothingChanges(RosterEditForm ask) {
        return switch (ask.what() == null ? "" : ask.what()) {
            case "fill" -> "roster.nothing-to-fill";
            case "plan" -> "roster.has-them-already";
            default -> "roster.gone";
        };
    }

    @GetMapping("/draft")
    String draft(
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = RosterController.HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        return draft(place, me, sessions.open(me), fragment, locale, model);
    }

    /// @param edit   as it was shown
    /// @param seen   the digest of what was around it then
    /// @param reason why a gap is left, of [GapPolicy#REASONS]
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
        var open = sessions.open(me);
        try {
            var wanted = RosterEditCodec.edit(edit);
            var result = editing.save(new EditRequest(new EditOccasion.Duties(me.role()), wanted, me.author(open.now()))
                    .seen(seen)
                    .because(Optional.ofNullable(reason)));
            if (!(result instanceof Result.Saved saved)) {
                return refused(result.asEditResult(), wanted, place, me, open, locale, response, model);
            }
            after.addFlashAttribute("done", saved.inDraft() ? "roster.drafted" : "roster.saved");
            return "redirect:"
                    + RosterChange.begins(wanted)
                            .map(begins -> place.onTheDay(RosterEditingSessions.today(open.now()))
                                    .showing(begins.toLocalDate()))
                            .orElse(place)
                            .address();
        } catch (IllegalArgumentException | DateTimeException gone) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return told("roster.gone", place, open, false, model);
        }
    }

    @AllowedTo(Role.ADMINISTRATOR)
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
        var open = sessions.open(me);
        var result = editing.publish(version, seen, Optional.ofNullable(reason), me.author(open.now()), me.role());
        if (!result.isSaved()) {
            return refusedDraft(result.asEditResult(), place, me, open, locale, response, model);
        }
        after.addFlashAttribute("done", "roster.published");
        return "redirect:" + place.address();
    }

    /// Somebody has told a consultant how their duties were changed.
    @PostMapping("/untold/{id}/told")
    String personIsTold(
            @PathVariable int id, RosterPlace place, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var told = id >= 1
                && untold.told(new ConsultantId(id), me.author(sessions.open(me).now())) instanceof EditResult.Done;
        after.addFlashAttribute(told ? "done" : "error", told ? "roster.is-told" : "roster.is-told-already");
        return "redirect:" + place.address();
    }

    @PostMapping("/discard")
    String discard(
            @RequestParam int version,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var open = sessions.open(me);
        var saved = editing.discard(version, me.author(open.now())).isSaved();
        after.addFlashAttribute(saved ? "done" : "error", saved ? "roster.discarded" : "roster.draft-changed");
        return "redirect:" + place.address();
    }

    @PostMapping("/undo")
    String undo(
            @RequestParam long id, RosterPlace place, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var open = sessions.open(me);
        var undone = editing.undo(id, me.author(open.now()), me.role()).isSaved();
        after.addFlashAttribute(undone ? "done" : "error", undone ? "roster.undone" : "roster.not-undone");
        return "redirect:" + place.address();
    }

    /// Opens again what was closed from the roster.
    @PostMapping("/reopen")
    String reopen(
            @RequestParam int id, RosterPlace place, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var now = sessions.open(me).now();
        var closure = calendar.find(Calendar.Kind.CLOSURE, id);
        var result = closure.map(entry -> editing.save(
                        new EditRequest(new EditOccasion.CalendarEntry(me.role()), entry.removed(), me.author(now))))
                .orElseGet(Result.Conflict::new);
        if (result instanceof Result.NeedsReason) {
            return "redirect:/calendar/CLOSURE/" + id + "/remove";
        }
        tell(result.asEditResult(), "roster.reopened", now, after);
        return "redirect:" + place.address();
    }

    /// What became of a closure.
    private static void tell(EditResult editResult, String done, Instant now, RedirectAttributes after) {
        switch (editResult) {
            case EditResult.Done _ -> after.addFlashAttribute("done", done);
            case EditResult.Outdated _ -> after.addFlashAttribute("error", "calendar.gone");
            case EditResult.Refused(var rule) -> {
                after.addFlashAttribute("error", "constraint." + rule);
                after.addFlashAttribute("latestEnd", EditingRights.latestEnd(now));
            }
        }
    }

    private String refused(
            EditResult editResult,
            RosterEdit edit,
            RosterPlace place,
            SignedIn me,
            RosterEditingSession open,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        FormErrors.show(editResult, response, model);
        return shown(edit, place, me, open, false, locale, model);
    }

    private String refusedDraft(
            EditResult editResult,
            RosterPlace place,
            SignedIn me,
            RosterEditingSession open,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        FormErrors.show(editResult, response, model);
        return draft(place, me, open, false, locale, model);
    }

    private String shown(
            RosterEdit edit,
            RosterPlace place,
            SignedIn me,
            RosterEditingSession open,
            boolean fragment,
            Locale locale,
            Model model) {
        var preview = open.preview(edit);
        var spoken = words.in(locale, open);
        model.addAttribute("may", EditingRights.mayMake(me.role(), edit, open.now()));
        show(preview, spoken, open, model);
        return RosterController.show("preview", place, open, fragment, model);
    }

    private String draft(
            RosterPlace place, SignedIn me, RosterEditingSession open, boolean fragment, Locale locale, Model model) {
        var spoken = words.in(locale, open);
        model.addAttribute("may", me.isAdministrator());
        model.addAttribute("version", open.draft().version());
        model.addAttribute("overtaken", open.isOvertaken());
        model.addAttribute("lost", spoken.of(RosterChange.of(open.fits().lost())));
        show(open.previewOfDraft(), spoken, open, model);
        return RosterController.show("draft", place, open, fragment, model);
    }

    private static void show(
            RosterEditingSession.Preview preview,
            RosterChangeFormatter.Spoken spoken,
            RosterEditingSession open,
            Model model) {
        model.addAttribute("preview", preview);
        model.addAttribute("said", spoken.of(preview.said()));
        model.addAttribute("empty", new RosterSheets(open, spoken).empty(preview.gaps()));
        model.addAttribute("reasons", GapPolicy.REASONS);
        model.addAttribute("days", NewCoverageGaps.AHEAD.toDays());
        model.addAttribute("lookedAt", NewCoverageGaps.looksAt(preview.edit(), open.now()));
    }

    static String told(String message, RosterPlace place, RosterEditingSession open, boolean fragment, Model model) {
        model.addAttribute("message", message);
        return RosterController.show("told", place, open, fragment, model);
    }

    private static List<LocalDate> closed(RosterEditingSession open, @Nullable LocalDate from) {
        if (from == null) {
            return List.of();
        }
        return RosterGrid.ofLines(open.saved(), open.saved(), open.holidays(), from).days().stream()
                .filter(day -> !day.open())
                .map(RosterGrid.Day::date)
                .toList();
    }
}
