package lv.helpline.planning.web;

import static java.util.stream.Collectors.partitioningBy;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.EditingRights;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.proposals.Proposal;
import lv.helpline.planning.proposals.StaffingProblems;
import lv.helpline.roster.edit.DutyEdits;
import lv.helpline.roster.edit.EditConflictDigest;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who could fill the coverage gaps of some weeks. What is found waits here until it is put into the editor's draft,
/// and comes into force when that is published, as any edit does.
@Controller
@RequestMapping("/roster/proposals")
@AllowedTo(Role.ADMINISTRATOR)
class ProposalsController {

    private static final int MOST_WEEKS = 8;
    private static final int USUAL_WEEKS = 2;

    /// Nobody plans so far ahead, and what is typed is likely to be a slip.
    private static final int MOST_AHEAD_DAYS = 366;

    private final ProposalRuns runs;
    private final ProposalsProperties properties;
    private final RosterEditingSessions sessions;
    private final RosterEditing editing;
    private final RosterChangeFormatter words;

    ProposalsController(
            ProposalRuns runs,
            ProposalsProperties properties,
            RosterEditingSessions sessions,
            RosterEditing editing,
            RosterChangeFormatter words) {
        this.runs = runs;
        this.properties = properties;
        this.sessions = sessions;
        this.editing = editing;
        this.words = words;
    }

    /// @param from  the first day
    /// @param weeks how many
    public record Form(@Nullable LocalDate from, @Nullable Integer weeks) {}

    /// A proposal, or a gap that stays, in words.
    public record Row(String name, String when, String where, String why) {}

    /// How far the search is, in hours.
    public record Looking(long filled, long whole) {}

    @ModelAttribute
    void isOffered() {
        if (!runs.areOffered()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping
    String page(@AuthenticationPrincipal SignedIn me, Locale locale, Model model) {
        var open = sessions.open(me);
        return page(new Form(firstDay(open.now()), USUAL_WEEKS), me, open, locale, model);
    }

    /// Begins a search.
    @PostMapping
    String look(
            Form form,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var open = sessions.open(me);
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
            return page(form, me, open, locale, model);
        }
        var from = form.from();
        if (from == null || from.isBefore(firstDay(open.now())) || from.isAfter(lastDay(open.now()))) {
            FormErrors.ofAField(
                    "from", "proposals.not-then", words.in(locale, open).day(firstDay(open.now())), model);
            return refused(form, me, open, locale, response, model);
        }
        var weeks = form.weeks();
        if (weeks == null || weeks < 1 || weeks > MOST_WEEKS) {
            FormErrors.ofAField("weeks", "unread.choice", model);
            return refused(form, me, open, locale, response, model);
        }
        var asked = new ProposalRun.Weeks(from, from.plusWeeks(weeks));
        var begun = runs.begin(
                me.id(),
                asked,
                () -> StaffingProblems.of(
                        open.view(), open.preferences(), asked.from(), asked.until(), open.now(), properties.limits()));
        if (!begun) {
            after.addFlashAttribute("error", "proposals.busy");
        }
        return "redirect:/roster/proposals";
    }

    private String refused(
            Form form,
            SignedIn me,
            RosterEditingSession open,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(form, me, open, locale, model);
    }

    /// Ends the search: what it has found until then is shown.
    @PostMapping("/stop")
    String stop(@AuthenticationPrincipal SignedIn me) {
        runs.last(me.id()).ifPresent(ProposalRun::stop);
        return "redirect:/roster/proposals";
    }

    /// Throws what was found away.
    @PostMapping("/discard")
    String discard(@AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        runs.forget(me.id());
        after.addFlashAttribute("done", "proposals.discarded");
        return "redirect:/roster/proposals";
    }

    /// Puts what still fits into the editor's draft.
    ///
    /// @param seen the digest of what was around it when it was shown
    @PostMapping("/draft")
    String draft(
            @RequestParam String seen,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var open = sessions.open(me);
        var found = runs.last(me.id()).map(run -> found(run, open)).orElse(Found.NOTHING);
        var result = found.fitting().isEmpty() || !found.seen(open).equals(seen)
                ? new EditResult.Outdated()
                : editing.save(new EditRequest(new EditOccasion.Duties(me.role()), found.edit(), me.author(open.now()))
                                .seen(seen))
                        .asEditResult();
        if (!(result instanceof EditResult.Done)) {
            FormErrors.show(result, response, model);
            return page(new Form(firstDay(open.now()), USUAL_WEEKS), me, open, locale, model);
        }
        runs.forget(me.id());
        after.addFlashAttribute("done", "roster.drafted");
        var first = found.fitting().getFirst().span().start().toLocalDate();
        return "redirect:"
                + new RosterPlace(first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), first, null, null)
                        .address();
    }

    /// What a search has found, as it fits the roster and the draft now.
    ///
    /// @param lost what does not fit any more
    private record Found(List<Proposal> fitting, List<Proposal> lost) {

        static final Found NOTHING = new Found(List.of(), List.of());

        RosterEdit edit() {
            return DutyEdits.with(fitting.stream().map(Proposal::duty).toList());
        }

        String seen(RosterEditingSession open) {
            return EditConflictDigest.of(edit(), open.roster());
        }
    }

    private static Found found(ProposalRun run, RosterEditingSession open) {
        var fit = run.plan().stream()
                .flatMap(plan -> plan.proposals().stream())
                .collect(partitioningBy(each -> each.fits(open.view(), open.now())));
        return new Found(fit.getOrDefault(true, List.of()), fit.getOrDefault(false, List.of()));
    }

    /// What begins sooner would be in force as soon as it is saved.
    private static LocalDate firstDay(Instant now) {
        return EditingRights.latestEnd(now).toLocalDate();
    }

    private static LocalDate lastDay(Instant now) {
        return firstDay(now).plusDays(MOST_AHEAD_DAYS);
    }

    private String page(Form form, SignedIn me, RosterEditingSession open, Locale locale, Model model) {
        var run = runs.last(me.id());
        model.addAttribute("form", form);
        model.addAttribute(
                "choices", IntStream.rangeClosed(1, MOST_WEEKS).boxed().toList());
        model.addAttribute("atMost", runs.atMost().toSeconds());
        model.addAttribute("longestDay", words.in(locale, open).hours(minutes(properties.longestDay())));
        model.addAttribute("rest", words.in(locale, open).hours(minutes(properties.rest())));
        model.addAttribute("busy", runs.isBusy());
        model.addAttribute("drafts", !open.fits().edit().isEmpty());
        run.ifPresent(each -> show(each, open, locale, model));
        return "proposals";
    }

    private static int minutes(Duration duration) {
        return (int) duration.toMinutes();
    }

    private void show(ProposalRun run, RosterEditingSession open, Locale locale, Model model) {
        var spoken = words.in(locale, open);
        var progress = run.progress();
        model.addAttribute("state", run.state().name().toLowerCase(Locale.ROOT));
        model.addAttribute("first", run.weeks().from());
        model.addAttribute("last", run.weeks().until().minusDays(1));
        model.addAttribute(
                "looking",
                new Looking(progress.filled().toHours(), progress.whole().toHours()));
        run.plan().ifPresent(plan -> {
            var found = found(run, open);
            model.addAttribute(
                    "proposals",
                    found.fitting().stream().map(each -> row(each, spoken)).toList());
            model.addAttribute(
                    "lost", found.lost().stream().map(each -> row(each, spoken)).toList());
            model.addAttribute("seen", found.seen(open));
            model.addAttribute(
                    "remaining",
                    plan.remaining().stream()
                            .map(gap -> new Row(
                                    spoken.where(gap.scope()),
                                    spoken.when(gap.span()),
                                    "",
                                    spoken.text("proposals.remains-"
                                            + gap.cause()
                                                    .name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', '-'))))
                            .toList());
        });
    }

    private static Row row(Proposal proposal, RosterChangeFormatter.Spoken spoken) {
        return new Row(
                spoken.name(proposal.consultant()),
                spoken.when(proposal.span()),
                spoken.where(proposal.scope()),
                String.join(
                        " · ", proposal.reasons().stream().map(spoken::reason).toList()));
    }
}
