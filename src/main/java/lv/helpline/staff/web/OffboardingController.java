package lv.helpline.staff.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.RequiresRecentSignIn;
import lv.helpline.identity.web.Sessions;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.mail.MailComposer;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.planning.DutyRepository;
import lv.helpline.planning.web.CoverageGapView;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.Offboarding;
import lv.helpline.roster.edit.Offboarding.Orphan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.roster.staffing.Candidate;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.roster.staffing.Substitutes;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.staff.People;
import org.jspecify.annotations.Nullable;
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

/// Somebody leaves, or has lost their phone: from that instant on it is not rung, and opens nothing. What that leaves
/// empty is shown before, not found out later.
@RequiresRecentSignIn
@Controller
@RequestMapping("/people/{id}")
@AllowedTo(Role.ADMINISTRATOR)
class OffboardingController {

    private final People people;
    private final DutyRepository dutyRepository;
    private final DutyPreferences dutyPreferences;
    private final MailComposer mailComposer;
    private final Sessions sessions;
    private final Holidays holidays;
    private final Clock clock;

    OffboardingController(
            People people,
            DutyRepository dutyRepository,
            DutyPreferences dutyPreferences,
            MailComposer mailComposer,
            Sessions sessions,
            Holidays holidays,
            Clock clock) {
        this.people = people;
        this.dutyRepository = dutyRepository;
        this.dutyPreferences = dutyPreferences;
        this.mailComposer = mailComposer;
        this.sessions = sessions;
        this.holidays = holidays;
        this.clock = clock;
    }

    /// An orphan as the page shows it.
    ///
    /// @param key         tells it from every other, and from what it was before an edit
    /// @param days        of the week, as words; empty for a dated one
    /// @param substitutes who is free each time, the best first
    public record OffboardingView(
            String key,
            String days,
            @Nullable LocalSpan next,
            @Nullable String line,
            @Nullable String region,
            List<Substitute> substitutes) {}

    /// Somebody who is free each time, and what they say of it themselves.
    public record Substitute(Consultant who, DutyPreference.@Nullable Kind preference) {}

    @GetMapping("/leave")
    String page(@PathVariable int id, Locale locale, Model model) {
        return page(get(id), locale, model);
    }

    private String page(People.Entry entry, Locale locale, Model model) {
        var now = clock.instant();
        var roster = new Roster(dutyRepository.roster(now), holidays);
        var orphans = Offboarding.orphans(roster.data(), entry.id(), local(now));
        var edit = Offboarding.edit(roster.data(), entry.id(), local(now), Map.of());
        model.addAttribute("entry", entry);
        model.addAttribute(
                "orphans",
                orphans.stream().map(orphan -> shown(orphan, roster, locale)).toList());
        model.addAttribute(
                "emptied", CoverageGapView.by(roster, new Roster(edit.appliedTo(roster.data()), holidays), now));
        return "person-leaves";
    }

    /// @param duty  the orphans as the page showed them
    /// @param taker for each of them; nothing for nobody
    @PostMapping("/leave")
    String leave(
            @PathVariable int id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") List<String> duty,
            @RequestParam(defaultValue = "") List<String> taker,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var entry = get(id);
        var now = clock.instant();
        var roster = dutyRepository.roster(now);
        var orphans = Offboarding.orphans(roster, entry.id(), local(now));
        var account = mailComposer.account(entry.id());
        var editResult =
                orphans.stream().map(OffboardingController::key).toList().equals(duty)
                        ? people.leave(
                                entry.id(),
                                version,
                                Offboarding.edit(roster, entry.id(), local(now), takers(orphans, taker)),
                                me.author(now))
                        : new EditResult.Outdated();
        if (editResult instanceof EditResult.Done) {
            account.ifPresent(each -> sessions.endAll(each.id()));
            after.addFlashAttribute("done", "people.has-left");
            return "redirect:/people";
        }
        FormErrors.show(editResult, response, model);
        return page(entry, locale, model);
    }

    private static Map<Orphan, ConsultantId> takers(List<Orphan> orphans, List<String> typed) {
        var takers = new HashMap<Orphan, ConsultantId>();
        for (var index = 0; index < Math.min(orphans.size(), typed.size()); index++) {
            if (typed.get(index).matches("[1-9][0-9]{0,4}")) {
                takers.put(orphans.get(index), new ConsultantId(Integer.parseInt(typed.get(index))));
            }
        }
        return takers;
    }

    /// In one action; what it leaves empty is on the page that follows.
    @PostMapping("/lost-phone")
    String lostPhone(@PathVariable int id, @AuthenticationPrincipal SignedIn me) {
        var entry = get(id);
        people.losePhone(entry.id(), me.author(clock.instant()));
        mailComposer.account(entry.id()).ifPresent(account -> sessions.endAll(account.id()));
        return "redirect:/people/" + id + "/lost-phone";
    }

    /// As long as the phone is lost.
    @GetMapping("/lost-phone")
    String lostPhonePage(@PathVariable int id, Model model) {
        var entry = get(id);
        if (entry.phone() != People.Phone.LOST) {
            return "redirect:/people/" + id;
        }
        var now = clock.instant();
        var roster = dutyRepository.roster(now);
        model.addAttribute("entry", entry);
        model.addAttribute(
                "emptied",
                CoverageGapView.by(
                        new Roster(roster.withPhone(entry.id(), true), holidays),
                        new Roster(roster.withPhone(entry.id(), false), holidays),
                        now));
        return "person-lost-phone";
    }

    /// They serve again: their phone has to prove itself first.
    @PostMapping("/back")
    String back(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var back = people.comeBack(get(id).id(), me.author(clock.instant())) instanceof EditResult.Done;
        after.addFlashAttribute(back ? "done" : "error", back ? "people.is-back" : "saved.outdated");
        return "redirect:/people/" + id;
    }

    private OffboardingView shown(Orphan orphan, Roster roster, Locale locale) {
        return new OffboardingView(
                key(orphan),
                String.join(
                        ", ",
                        orphan.days().stream()
                                .map(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, locale))
                                .toList()),
                orphan.upcoming().isEmpty() ? null : orphan.upcoming().getFirst(),
                orphan.coverage() instanceof DutyScope.OfLine(var line)
                        ? roster.getLine(line).name()
                        : null,
                orphan.coverage() instanceof DutyScope.OfRegion(var region) ? region.name() : null,
                substitutes(orphan, roster));
    }

    private static String key(Orphan orphan) {
        return RandomTokens.digest(RosterEditCodec.of(RosterEdit.ofWeeklyDuties(orphan.weekly(), List.of())
                .then(RosterEdit.ofCovers(orphan.covers(), List.of()))));
    }

    private List<Substitute> substitutes(Orphan orphan, Roster roster) {
        var theirs = dutyPreferences.preferencesEndingAfter(local(clock.instant()));
        var free = new ArrayList<List<Consultant>>();
        for (var span : orphan.upcoming()) {
            free.add(Substitutes.of(roster, theirs, orphan.coverage(), span).stream()
                    .map(Candidate::consultant)
                    .toList());
        }
        return free.stream()
                .reduce((some, others) -> some.stream().filter(others::contains).toList())
                .orElse(List.of())
                .stream()
                .map(each -> new Substitute(
                        each,
                        DutyPreference.of(theirs, each.id(), orphan.upcoming()).orElse(null)))
                .toList();
    }

    private static LocalDateTime local(Instant now) {
        return LocalDateTime.ofInstant(now, Roster.ZONE).truncatedTo(ChronoUnit.MINUTES);
    }

    private People.Entry get(int id) {
        return Optional.of(id)
                .filter(each -> each >= 1)
                .flatMap(each -> people.find(new ConsultantId(each)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
