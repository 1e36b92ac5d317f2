package lv.helpline.planning.web;

import static lv.helpline.shared.web.RequestValues.sensible;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.Calendar;
import lv.helpline.planning.DutyOffers;
import lv.helpline.planning.EditingRights;
import lv.helpline.planning.RosterChange;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.RosterGrid;
import lv.helpline.planning.UntoldChanges;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.DutyEdits;
import lv.helpline.roster.edit.EditConflictDigest;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.roster.staffing.Staffing;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.web.RoutingSimulator;
import lv.helpline.shared.web.LanguageName;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The roster of a fortnight, and the sheets that its parts open. It changes nothing: [RosterEditController] does.
///
/// A sheet is a page of its own; asked for by htmx it is the sheet alone.
@Controller
@RequestMapping("/roster")
@AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
class RosterController {

    static final String HTMX = "HX-Request";

    private final RosterEditingSessions sessions;
    private final RosterEditing editing;
    private final RosterChangeFormatter words;
    private final Calendar calendar;
    private final SnapshotSource snapshots;
    private final UntoldChanges untold;
    private final DutyOffers offers;
    private final ProposalRuns proposals;

    RosterController(
            RosterEditingSessions sessions,
            RosterEditing editing,
            RosterChangeFormatter words,
            Calendar calendar,
            SnapshotSource snapshots,
            UntoldChanges untold,
            DutyOffers offers,
            ProposalRuns proposals) {
        this.sessions = sessions;
        this.editing = editing;
        this.words = words;
        this.calendar = calendar;
        this.snapshots = snapshots;
        this.untold = untold;
        this.offers = offers;
        this.proposals = proposals;
    }

    /// What would happen to a call on a line.
    ///
    /// @param drafted with the draft, where there is one and it makes a difference
    public record RoutingPreview(
            String line, RoutingSimulator.Answer saved, Optional<RoutingSimulator.Answer> drafted) {}

    /// Somebody who does not know how their duties were changed.
    ///
    /// @param cause of [UntoldChanges.Cause], as a word of messages
    public record UntoldView(int consultant, String name, String cause, LocalDateTime since) {}

    /// A closure of a day.
    ///
    /// @param mine whether whoever looks may take it back
    public record Closed(int id, LocalSpan span, boolean mine) {}

    @GetMapping
    String page(RosterPlace asked, @AuthenticationPrincipal SignedIn me, Locale locale, Model model) {
        var today = sessions.today();
        var place = asked.onTheDay(today);
        var from = place.from() == null ? today : place.from();
        var open = sessions.open(me, from, from.plusDays(RosterGrid.DAYS));
        var spoken = words.in(locale, open);
        model.addAttribute("place", place);
        model.addAttribute("today", today);
        model.addAttribute(
                "now", LocalDateTime.ofInstant(open.now(), Roster.ZONE).truncatedTo(ChronoUnit.MINUTES));
        var rosterGrid = place.isByPeople()
                ? RosterGrid.ofPeople(open.view(), open.saved(), open.preferences(), open.holidays(), from)
                : RosterGrid.ofLines(open.view(), open.saved(), open.holidays(), from);
        var swapped = swapped(place, me);
        model.addAttribute("fortnight", rosterGrid);
        model.addAttribute("groups", new RosterGridView(rosterGrid, place, today, swapped, spoken).groups());
        model.addAttribute(
                "swapped",
                swapped.map(SwappedDuty::duty)
                        .map(duty -> spoken.name(duty.consultant()) + ", " + spoken.when(duty.span()) + " · "
                                + spoken.where(duty))
                        .orElse(null));
        if (place.swap() != null && swapped.isEmpty()) {
            model.addAttribute("error", "roster.gone");
        }
        model.addAttribute("links", new RosterLinks(place));
        model.addAttribute("proposes", proposals.areOffered());
        model.addAttribute("before", from.minusDays(RosterGrid.DAYS));
        model.addAttribute("after", from.plusDays(RosterGrid.DAYS));
        var last = editing.last(me.id(), open.roster(), open.now());
        model.addAttribute("last", last.orElse(null));
        model.addAttribute(
                "lastSaid",
                last.map(each -> spoken.of(RosterChange.of(each.edit()))).orElse(List.of()));
        model.addAttribute("drafted", spoken.of(RosterChange.of(open.fits().edit())));
        model.addAttribute("draftVersion", open.draft().version());
        model.addAttribute("draftSeen", EditConflictDigest.of(open.fits().edit(), open.roster()));
        model.addAttribute(
                "toBeTold",
                untold.current(open.now()).stream()
                        .map(each -> new UntoldView(
                                each.consultant().value(),
                                spoken.name(each.consultant()),
                                each.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                LocalDateTime.ofInstant(each.since(), Roster.ZONE)))
                        .toList());
        model.addAttribute("draftLost", spoken.of(RosterChange.of(open.fits().lost())));
        return "roster";
    }

    /// The duty whose other one is being picked, while it is there: the fortnight shown may be another.
    private Optional<SwappedDuty> swapped(RosterPlace place, SignedIn me) {
        if (place.swap() == null || !me.isAdministrator()) {
            return Optional.empty();
        }
        var text = place.swap();
        var duty = sensible(() -> RosterEditCodec.shift(text));
        var open = sessions.open(me);
        return Optional.of(new SwappedDuty(duty, open.now()))
                .filter(each ->
                        DutyEdits.without(open.view().data(), each.duty()).isPresent());
    }

    /// Of a duty, or of an absence from nothing.
    @GetMapping("/shift")
    String shift(
            @RequestParam String shift,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        var open = sessions.open(me);
        var about = sensible(() -> RosterEditCodec.shift(shift));
        var spoken = words.in(locale, open);
        var sheets = new RosterSheets(open, spoken);
        var view = open.view().data();
        model.addAttribute("shift", shift);
        model.addAttribute("about", about);
        model.addAttribute("name", spoken.name(about.consultant()));
        model.addAttribute("when", spoken.when(about.span()));
        model.addAttribute("where", spoken.where(about));
        model.addAttribute("there", DutyEdits.without(view, about).isPresent());
        model.addAttribute("everyWeeks", DutyEdits.everyWeeks(view, about).orElse(null));
        model.addAttribute("fitsAWeek", about.fitsAWeek());
        model.addAttribute(
                "absences",
                view.absences().stream()
                        .filter(absence -> absence.consultant().equals(about.consultant())
                                && absence.span().overlaps(about.span()))
                        .map(absence -> spoken.when(absence.span()))
                        .toList());
        model.addAttribute("suggested", sheets.suggested(about));
        model.addAttribute("onDutyAlready", sheets.onDutyAlready(about.coverage(), about.span(), about.consultant()));
        model.addAttribute("people", sheets.everybody());
        model.addAttribute("pressed", me.isAdministrator() && fragment);
        model.addAttribute("others", me.isAdministrator() && !fragment ? sheets.others(about) : List.of());
        model.addAttribute("mayNow", EditingRights.reaches(me.role(), about.span(), open.now()));
        model.addAttribute("at", later(about.span().start(), open.now()));
        return show("shift", place, open, fragment, model);
    }

    /// Of a line's day, or of a part of it: who is on duty when, and who else could be.
    @GetMapping("/time")
    String time(
            @RequestParam String of,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime start,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime end,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        var open = sessions.open(me);
        var span = sensible(() -> new LocalSpan(start, end));
        var dutyScope = sensible(() -> RosterEditCodec.coverage(of));
        var spoken = words.in(locale, open);
        var sheets = new RosterSheets(open, spoken);
        var line = lineOf(dutyScope, open);
        var parts = line.map(each -> sheets.parts(Staffing.of(open.view(), each, span.startsAt(), span.endsAt())))
                .orElse(List.of());
        model.addAttribute("where", spoken.where(dutyScope));
        model.addAttribute("scope", of);
        model.addAttribute("when", spoken.when(span));
        model.addAttribute("line", line.map(each -> each.id().value()).orElse(null));
        model.addAttribute(
                "region",
                line.map(each -> spoken.where(new DutyScope.OfRegion(each.region())))
                        .orElse(null));
        model.addAttribute("parts", parts);
        model.addAttribute(
                "gaps",
                line.map(each -> sheets.gaps(each, span, offers.open(open.now())))
                        .orElse(List.of()));
        model.addAttribute("proposes", proposals.areOffered());
        model.addAttribute("suggested", sheets.suggested(dutyScope, span));
        model.addAttribute("onDutyAlready", sheets.onDutyAlready(dutyScope, span, RosterSheets.NOBODY));
        model.addAttribute("people", sheets.everybody());
        model.addAttribute("shift", sheets.empty(dutyScope, span));
        model.addAttribute(
                "ofRegion",
                line.map(each -> sheets.empty(new DutyScope.OfRegion(each.region()), span))
                        .orElse(null));
        model.addAttribute("span", span);
        model.addAttribute("mayNow", me.isAdministrator() || EditingRights.isWithin(start, open.now()));
        model.addAttribute("at", later(start, open.now()));
        return show("time", place, open, fragment, model);
    }

    /// The form that gives somebody duties: on which days of the week, when, and how often.
    ///
    /// @param person who, if that is known; `of` for what, and `date` from when on
    @GetMapping("/plan")
    String plan(
            @RequestParam(required = false) @Nullable Integer person,
            @RequestParam(required = false) @Nullable String of,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate date,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        var open = sessions.open(me);
        var today = RosterEditingSessions.today(open.now());
        var sheets = new RosterSheets(open, words.in(locale, open));
        var scope = Optional.ofNullable(of).map(text -> sensible(() -> RosterEditCodec.coverage(text)));
        model.addAttribute("person", person);
        model.addAttribute("people", sheets.everybody());
        model.addAttribute("scopes", sheets.scopes());
        model.addAttribute("scope", scope.map(RosterEditCodec::of).orElse(null));
        model.addAttribute("once", date != null);
        model.addAttribute(
                "days",
                date == null ? EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY) : EnumSet.of(date.getDayOfWeek()));
        model.addAttribute("first", date == null || date.isBefore(today) ? today : date);
        model.addAttribute("times", RosterSheets.OFFICE_HOURS);
        return show("plan", place, open, fragment, model);
    }

    /// Of a day: which lines are open, and how to close them.
    @GetMapping("/day")
    String day(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        var open = sessions.open(me);
        var spoken = words.in(locale, open);
        var whole = new LocalSpan(date.atStartOfDay(), date.plusDays(1).atStartOfDay());
        model.addAttribute("date", date);
        model.addAttribute("when", spoken.day(date));
        model.addAttribute("holiday", open.holidays().on(date).orElse(null));
        model.addAttribute("lines", open.saved().data().lines());
        model.addAttribute(
                "languages",
                open.saved().data().lines().stream()
                        .flatMap(line -> line.languages().stream())
                        .distinct()
                        .map(language -> LanguageName.of(language, locale))
                        .toList());
        model.addAttribute("at", later(date.atTime(LocalTime.NOON), open.now()));
        model.addAttribute("line", null);
        model.addAttribute(
                "closures",
                calendar.endingAfter(whole.start()).stream()
                        .filter(each -> each.entry().kind() == Calendar.Kind.CLOSURE
                                && each.entry().span().overlaps(whole))
                        .map(each -> new Closed(
                                each.id(),
                                each.entry().span(),
                                EditingRights.reaches(me.role(), each.entry().span(), open.now())))
                        .toList());
        model.addAttribute("mayNow", EditingRights.reaches(me.role(), whole, open.now()));
        model.addAttribute("past", !date.plusDays(1).isAfter(RosterEditingSessions.today(open.now())));
        return show("day", place, open, fragment, model);
    }

    public record Moment(@Nullable LocalDateTime at) {}

    /// Whose phone rings at a time, line by line: as saved, and with the draft.
    @GetMapping("/at")
    String at(
            Moment moment,
            BindingResult typed,
            @RequestParam(required = false) @Nullable String line,
            RosterPlace place,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = HTMX, defaultValue = "false") boolean fragment,
            Locale locale,
            Model model) {
        var open = sessions.open(me);
        if (typed.hasErrors() || moment.at() == null) {
            return RosterEditController.told("unread.time", place, open, fragment, model);
        }
        var at = moment.at();
        var instant = at.atZone(Roster.ZONE).toInstant();
        var saved = simulator(open.saved(), open);
        var drafted = simulator(open.view(), open);
        model.addAttribute("at", at);
        model.addAttribute("line", line);
        model.addAttribute("when", words.in(locale, open).day(at.toLocalDate()));
        model.addAttribute(
                "foreseen",
                open.roster().lines().stream()
                        .filter(each -> line == null || each.id().value().equals(line))
                        .map(each -> preview(each, instant, saved, drafted, open))
                        .toList());
        return show("at", place, open, fragment, model);
    }

    private RoutingSimulator simulator(Roster roster, RosterEditingSession open) {
        var recentActivity = snapshots.current().map(Snapshot::activity).orElse(RecentActivity.NONE);
        return new RoutingSimulator(new Snapshot("", open.now(), roster, recentActivity), open.holidays());
    }

    private static RoutingPreview preview(
            Line line, Instant at, RoutingSimulator saved, RoutingSimulator drafted, RosterEditingSession open) {
        var language = Optional.of(line.languages().getFirst());
        var now = saved.ask(line, language, at);
        var then = open.view() == open.saved() ? now : drafted.ask(line, language, at);
        var same = now.verdict() == then.verdict() && now.steps().equals(then.steps());
        return new RoutingPreview(line.name(), now, same ? Optional.empty() : Optional.of(then));
    }

    private static Optional<Line> lineOf(DutyScope dutyScope, RosterEditingSession open) {
        return dutyScope instanceof DutyScope.OfLine(var id)
                ? open.roster().lines().stream()
                        .filter(line -> line.id().equals(id))
                        .findFirst()
                : Optional.empty();
    }

    private static LocalDateTime later(LocalDateTime start, Instant now) {
        var current = LocalDateTime.ofInstant(now, Roster.ZONE).truncatedTo(ChronoUnit.MINUTES);
        return start.isAfter(current) ? start : current;
    }

    static String show(String sheet, RosterPlace place, RosterEditingSession open, boolean fragment, Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("latestEnd", EditingRights.latestEnd(open.now()));
        model.addAttribute("place", place.onTheDay(RosterEditingSessions.today(open.now())));
        return fragment ? "roster-sheet :: " + sheet : "roster-page";
    }
}
