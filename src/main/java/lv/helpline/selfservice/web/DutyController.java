package lv.helpline.selfservice.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.VacantDuties;
import lv.helpline.planning.web.CoverageGapView;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.recordings.PhoneRecordingRequests.Take;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WhichPhone;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.selfservice.Pauses;
import lv.helpline.selfservice.Swaps;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.WebProperties;
import lv.helpline.staff.CalendarSubscriptions;
import lv.helpline.staff.People;
import lv.helpline.webcall.web.WebCallProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A consultant's own duties, and what they ask for themselves: rests, leave, not to come. Whose they are says the
/// session, never the request.
@Controller
@RequestMapping("/duty")
@AllowedTo(Role.CONSULTANT)
class DutyController {

    /// One tap each; the last is for the rest after a hard call.
    private static final List<Integer> RESTS = List.of(15, 30, 60, 10);

    /// Of the duties to come: the others are folded.
    private static final int SHOWN_AT_ONCE = 5;

    private static final int LONGEST_LEAVE_DAYS = 366;
    private static final String NEEDS_BOTH_DAYS = "leave-needs-both-days";

    private final Catalogue catalogue = Catalogue.read();
    private final MyDuties duties;
    private final RosterEditing editing;
    private final Pauses pauses;
    private final DutyPreferences dutyPreferences;
    private final Swaps swaps;
    private final VacantDuties vacantDuties;
    private final CalendarSubscriptions calendarSubscriptions;
    private final PhoneRecordingRequests phoneRecordingRequests;
    private final People people;
    private final Holidays holidays;
    private final WebCallProperties calls;
    private final String dutyLine;
    private final Clock clock;

    DutyController(
            MyDuties duties,
            RosterEditing editing,
            Pauses pauses,
            DutyPreferences dutyPreferences,
            Swaps swaps,
            VacantDuties vacantDuties,
            CalendarSubscriptions calendarSubscriptions,
            PhoneRecordingRequests phoneRecordingRequests,
            People people,
            Holidays holidays,
            WebCallProperties calls,
            WebProperties properties,
            Clock clock) {
        this.duties = duties;
        this.editing = editing;
        this.pauses = pauses;
        this.dutyPreferences = dutyPreferences;
        this.swaps = swaps;
        this.vacantDuties = vacantDuties;
        this.calendarSubscriptions = calendarSubscriptions;
        this.phoneRecordingRequests = phoneRecordingRequests;
        this.people = people;
        this.holidays = holidays;
        this.calls = calls;
        this.dutyLine = properties.dutyLine();
        this.clock = clock;
    }

    /// A shift as the page shows it.
    public record DutyView(
            LocalDateTime start, ZonedDateTime from, ZonedDateTime to, List<MyDuty.Served> served, boolean now) {
        static DutyView of(Shift shift, MyDuty mine) {
            return new DutyView(
                    shift.span().start(),
                    shift.start().atZone(Roster.ZONE),
                    shift.end().atZone(Roster.ZONE),
                    mine.served(shift),
                    !shift.start().isAfter(mine.now()));
        }
    }

    /// A proposal as the page shows it.
    ///
    /// @param mine       whether it is my duty that it is about
    /// @param asks       whether it waits for me
    /// @param served     by the duty that is asked about
    /// @param servedBack by the one in return
    public record Asked(
            Swaps.Proposal proposal,
            String name,
            boolean mine,
            boolean asks,
            List<MyDuty.Served> served,
            List<MyDuty.Served> servedBack) {}

    /// What I am asked to speak by telephone.
    public record Spoken(String language, String words, ZonedDateTime until) {}

    /// What was typed into the form for an absence.
    ///
    /// @param to the last day
    public record Leave(@Nullable LocalDate from, @Nullable LocalDate to) {}

    /// What was typed into the form for a preference.
    ///
    /// @param last   the last day
    /// @param starts from when on the first day; empty for its beginning
    /// @param ends   until when on the last day; empty, as midnight, for its end
    public record Preferred(
            DutyPreference.@Nullable Kind kind,
            @Nullable LocalDate first,
            @Nullable LocalTime starts,
            @Nullable LocalDate last,
            @Nullable LocalTime ends) {

        static Preferred on(LocalDate day) {
            return new Preferred(DutyPreference.Kind.CAN, day, null, day, null);
        }

        Optional<LocalSpan> span() {
            if (first == null || last == null) {
                return Optional.empty();
            }
            var start = first.atTime(starts == null ? LocalTime.MIDNIGHT : starts);
            var end = ends == null || ends.equals(LocalTime.MIDNIGHT)
                    ? last.plusDays(1).atStartOfDay()
                    : last.atTime(ends);
            return start.isBefore(end) ? Optional.of(new LocalSpan(start, end)) : Optional.empty();
        }
    }

    @GetMapping
    String page(@AuthenticationPrincipal SignedIn me, Model model) {
        var tomorrow = tomorrow();
        return page(new Leave(tomorrow, tomorrow), Preferred.on(tomorrow), me, model);
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE).plusDays(1);
    }

    private String page(Leave leave, Preferred preferred, SignedIn me, Model model) {
        var mine = duties.of(me);
        var shifts =
                mine.shifts().stream().map(shift -> DutyView.of(shift, mine)).toList();
        model.addAttribute("shifts", shifts);
        model.addAttribute("shownAtOnce", SHOWN_AT_ONCE);
        model.addAttribute("days", MyDuty.DAYS);
        model.addAttribute("onDutyUntil", local(mine.onDutyUntil()));
        model.addAttribute("differentEnds", mine.differentEnds());
        model.addAttribute("restsUntil", local(mine.restsUntil()));
        model.addAttribute("rests", RESTS.subList(0, 3));
        model.addAttribute("asked", asked(mine));
        model.addAttribute("vacantDuties", vacantDuties.of(mine.me(), mine.roster(), mine.now()));
        model.addAttribute(
                "take",
                phoneRecordingRequests
                        .of(mine.me(), mine.now())
                        .flatMap(this::spoken)
                        .orElse(null));
        model.addAttribute("dutyLine", dutyLine);
        model.addAttribute("inBrowser", calls.takesCalls());
        model.addAttribute("unverified", unverifiedNumbers(mine.me()));
        model.addAttribute("absences", mine.absences());
        model.addAttribute("preferences", mine.ownPreferences());
        model.addAttribute("leave", leave);
        model.addAttribute("preferred", preferred);
        model.addAttribute("kinds", DutyPreference.Kind.values());
        model.addAttribute(
                "feed",
                calendarSubscriptions
                        .madeAt(mine.me())
                        .map(at -> at.atZone(Roster.ZONE))
                        .orElse(null));
        return "duty";
    }

    public record UnverifiedNumber(WhichPhone which, Contact contact) {}

    private List<UnverifiedNumber> unverifiedNumbers(ConsultantId me) {
        return people.find(me).stream()
                .flatMap(entry -> Stream.of(WhichPhone.values())
                        .filter(which -> entry.phone(which).equals(Optional.of(People.Phone.UNVERIFIED)))
                        .flatMap(which -> entry.person().contact(which).stream()
                                .map(contact -> new UnverifiedNumber(which, contact))))
                .toList();
    }

    private Optional<Spoken> spoken(Take take) {
        return catalogue
                .find(take.prompt())
                .map(prompt -> new Spoken(
                        take.language().code(),
                        catalogue.text(take.language(), prompt),
                        take.until().atZone(Roster.ZONE)));
    }

    private List<Asked> asked(MyDuty mine) {
        return swaps.of(mine.me(), mine.now()).stream()
                .filter(mine::holds)
                .map(proposal -> {
                    var isMine = proposal.consultant().equals(mine.me());
                    var other = isMine ? proposal.colleague() : proposal.consultant();
                    return new Asked(
                            proposal,
                            mine.roster().getConsultant(other).name(),
                            isMine,
                            proposal.asked().equals(mine.me()),
                            mine.served(proposal),
                            mine.servedBack(proposal));
                })
                .toList();
    }

    /// A rest that nobody asked for has no length: what is not offered is not given.
    @PostMapping("/rest")
    String rest(
            @RequestParam(required = false) @Nullable Integer minutes,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var mine = duties.of(me);
        var end = minutes == null
                ? mine.onDutyUntil()
                : mine.onDutyUntil()
                        .filter(_ -> RESTS.contains(minutes))
                        .map(_ -> mine.now().plus(Duration.ofMinutes(minutes)));
        if (end.isEmpty()) {
            return ToDuty.with("error", "duty.rest-not-now", after);
        }
        pauses.pause(mine.me(), mine.now(), end.get(), me.author(mine.now()));
        return ToDuty.with("done", "duty.rest-begun", after);
    }

    @PostMapping("/resume")
    String resume(@AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var now = clock.instant();
        pauses.resume(idOf(me), now, me.author(now));
        return ToDuty.with("done", "duty.resumed", after);
    }

    /// What follows is said first.
    @GetMapping("/cannot")
    String cannotPage(
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes after) {
        var mine = duties.of(me);
        var shift = mine.shift(start);
        if (shift.isEmpty()) {
            return ToDuty.gone(after);
        }
        var span = remaining(shift.get(), mine.now());
        model.addAttribute("shift", DutyView.of(shift.get(), mine));
        model.addAttribute("others", mine.others(shift.get()));
        model.addAttribute("emptied", emptied(mine, absent(mine, span), span));
        return "duty-cannot";
    }

    @PostMapping("/cannot")
    String cannot(
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var mine = duties.of(me);
        var shift = mine.shift(start);
        if (shift.isEmpty()) {
            return ToDuty.gone(after);
        }
        return absent(mine, remaining(shift.get(), mine.now()), me.author(mine.now()), after);
    }

    /// Who cannot come from now on was there until now.
    private static LocalSpan remaining(Shift shift, Instant now) {
        var span = shift.span();
        var minute = LocalDateTime.ofInstant(now, Roster.ZONE).truncatedTo(ChronoUnit.MINUTES);
        return span.start().isBefore(minute) ? new LocalSpan(minute, span.end()) : span;
    }

    @PostMapping("/leave")
    String leave(
            Leave form,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
            return page(form, Preferred.on(tomorrow()), me, model);
        }
        var mine = duties.of(me);
        var refusal = refusal(form.from(), form.to(), mine.now());
        if (refusal.isPresent() || form.from() == null || form.to() == null) {
            FormErrors.show(new EditResult.Refused(refusal.orElse(NEEDS_BOTH_DAYS)), response, model);
            return page(form, Preferred.on(tomorrow()), me, model);
        }
        var span =
                new LocalSpan(form.from().atStartOfDay(), form.to().plusDays(1).atStartOfDay());
        return absent(mine, span, me.author(mine.now()), after);
    }

    @PostMapping("/preference")
    String prefer(
            Preferred form,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
            return page(new Leave(tomorrow(), tomorrow()), form, me, model);
        }
        var now = clock.instant();
        var refusal = refusal(form.first(), form.last(), now)
                .or(() -> form.kind() == null ? Optional.of("duty_preference_is_can_or_rather_not") : Optional.empty());
        var span = refusal.isPresent() ? Optional.<LocalSpan>empty() : form.span();
        if (span.isEmpty() || form.kind() == null) {
            FormErrors.show(
                    new EditResult.Refused(refusal.orElse("duty_preference_ends_after_it_starts")), response, model);
            model.addAttribute("preferenceRefused", true);
            return page(new Leave(tomorrow(), tomorrow()), form, me, model);
        }
        return ToDuty.answer(
                dutyPreferences.add(new DutyPreference(idOf(me), form.kind(), span.get()), me.author(now)),
                "duty.preference-saved",
                after);
    }

    private static Optional<String> refusal(@Nullable LocalDate from, @Nullable LocalDate to, Instant now) {
        var today = LocalDate.ofInstant(now, Roster.ZONE);
        if (from == null || to == null) {
            return Optional.of(NEEDS_BOTH_DAYS);
        }
        if (to.isBefore(from)) {
            return Optional.of("leave-ends-after-it-starts");
        }
        if (to.isBefore(today) || from.isAfter(today.plusYears(2))) {
            return Optional.of("leave-is-to-come");
        }
        return from.plusDays(LONGEST_LEAVE_DAYS).isBefore(to)
                ? Optional.of("leave-is-a-year-at-most")
                : Optional.empty();
    }

    /// Always accepted. Who coordinates is told what is left uncovered.
    private String absent(MyDuty mine, LocalSpan span, Author author, RedirectAttributes after) {
        var result =
                editing.save(new EditRequest(new EditOccasion.CannotCome(mine.me(), span), absent(mine, span), author));
        var uncovered = result instanceof RosterEditing.Result.Saved saved
                && !saved.effect().gaps().isEmpty();
        return result instanceof RosterEditing.Result.NothingChanges
                ? ToDuty.with("done", "duty.absent", after)
                : ToDuty.answer(
                        result.asEditResult(), uncovered ? "duty.absent-and-nobody-else" : "duty.absent", after);
    }

    private static RosterEdit absent(MyDuty mine, LocalSpan span) {
        return RosterEdit.ofAbsences(List.of(), List.of(new Absence(mine.me(), span)));
    }

    private List<CoverageGapView> emptied(MyDuty mine, RosterEdit edit, LocalSpan span) {
        var after = new Roster(edit.appliedTo(mine.roster().data()), holidays);
        return CoverageGapView.by(mine.roster(), after, mine.now(), span);
    }

    /// Back after all.
    @PostMapping("/absence/remove")
    String present(
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime end,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var mine = duties.of(me);
        var absence = mine.absences().stream()
                .filter(each ->
                        each.span().start().equals(start) && each.span().end().equals(end))
                .findFirst();
        var saved = absence.map(each -> editing.save(new EditRequest(
                        new EditOccasion.CanCome(mine.me()),
                        RosterEdit.ofAbsences(List.of(each), List.of()),
                        me.author(mine.now())))
                .asEditResult());
        return ToDuty.answer(saved.orElse(new EditResult.Outdated()), "duty.present", after);
    }

    @PostMapping("/preference/{id}/remove")
    String removePreference(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        return ToDuty.answer(
                dutyPreferences.remove(idOf(me), id, me.author(clock.instant())), "duty.preference-removed", after);
    }

    private static ConsultantId idOf(SignedIn me) {
        return me.consultantId().orElseThrow();
    }

    private static @Nullable ZonedDateTime local(Optional<Instant> at) {
        return at.map(each -> each.atZone(Roster.ZONE)).orElse(null);
    }
}
