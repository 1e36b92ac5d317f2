package lv.helpline.planning.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lv.helpline.mail.MailComposer;
import lv.helpline.planning.RosterChange;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.proposals.Proposal;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.roster.edit.RecurringDuty;
import lv.helpline.roster.staffing.Candidate;
import lv.helpline.shared.Formats;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What is said of duties, in a language: on the page, and in the mails to whom it concerns.
@Component
class RosterChangeFormatter {

    private final MessageSource messages;
    private final MailComposer mailComposer;

    RosterChangeFormatter(MessageSource messages, MailComposer mailComposer) {
        this.messages = messages;
        this.mailComposer = mailComposer;
    }

    Spoken in(Locale locale, RosterEditingSession open) {
        return in(locale, open.roster(), RosterEditingSessions.today(open.now()));
    }

    /// @param today a date of another year is said with its year
    Spoken in(Locale locale, RosterData roster, LocalDate today) {
        return new Spoken(locale, names(roster), roster, today);
    }

    /// Whoever has no account is told by whoever made the edit: their names are for the page that follows.
    void tellUntold(RosterEditing.Result.Saved saved, RosterData roster, RedirectAttributes after) {
        var names = names(roster);
        if (!saved.untold().isEmpty()) {
            after.addFlashAttribute(
                    "untold",
                    saved.untold().stream()
                            .map(each -> names.getOrDefault(each, "?"))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static Map<ConsultantId, String> names(RosterData roster) {
        return roster.consultants().stream().collect(Collectors.toMap(Consultant::id, Consultant::name));
    }

    /// The words of one language for one state of the roster.
    final class Spoken {
        private final Locale locale;
        private final Map<ConsultantId, String> names;
        private final Map<LineId, Line> lines;
        private final LocalDate today;

        private Spoken(Locale locale, Map<ConsultantId, String> names, RosterData roster, LocalDate today) {
            this.today = today;
            this.locale = locale;
            this.names = names;
            this.lines = roster.lines().stream().collect(Collectors.toMap(Line::id, each -> each));
        }

        List<String> of(List<RosterChange> said) {
            return said.stream().map(this::of).toList();
        }

        String of(RosterChange rosterChange) {
            return switch (rosterChange) {
                case RosterChange.Has(var dutyOccurrence) -> dated("has", dutyOccurrence);
                case RosterChange.HasNot(var dutyOccurrence) -> dated("has-not", dutyOccurrence);
                case RosterChange.Instead(var before, var after) ->
                    message("instead", name(after), name(before.consultant()), when(before.span()), where(before));
                case RosterChange.Moved(var before, var after) ->
                    message(
                            "moved",
                            name(before.consultant()),
                            when(before.span()),
                            times(after.span()),
                            where(before));
                case RosterChange.Weekly(var recurringDuty, var start, var until) ->
                    recurring("weekly", recurringDuty, start, until);
                case RosterChange.WeeklyNot(var recurringDuty, var start, var until) ->
                    recurring("weekly-not", recurringDuty, start, until);
                case RosterChange.Away(var absence) ->
                    message("away", name(absence.consultant()), when(absence.span()));
                case RosterChange.Back(var absence) ->
                    message("back", name(absence.consultant()), when(absence.span()));
                case RosterChange.Closed(var closure) -> message("closed", lines(closure), when(closure.span()));
                case RosterChange.ClosedNot(var closure) -> message("closed-not", lines(closure), when(closure.span()));
                case RosterChange.Opened(var opening) ->
                    message("opened", where(new DutyScope.OfLine(opening.line())), when(opening.span()));
                case RosterChange.OpenedNot(var opening) ->
                    message("opened-not", where(new DutyScope.OfLine(opening.line())), when(opening.span()));
                case RosterChange.OtherHours(var hours) ->
                    message("other-hours", where(new DutyScope.OfLine(hours.line())), from(hours));
            };
        }

        private String dated(String said, DutyOccurrence dutyOccurrence) {
            return message(said, name(dutyOccurrence.consultant()), when(dutyOccurrence.span()), where(dutyOccurrence));
        }

        private String recurring(
                String said, RecurringDuty recurringDuty, LocalDateTime start, Optional<LocalDate> until) {
            return message(
                            said,
                            name(recurringDuty.consultant()),
                            weekly(recurringDuty),
                            where(recurringDuty.coverage()),
                            day(start.toLocalDate()),
                            every(recurringDuty.everyWeeks()))
                    + until(until);
        }

        /// Hours are edited to hold from a coming date, or from today on.
        private String from(LineHours hours) {
            return day(hours.changesAfter(today).stream().findFirst().orElse(today));
        }

        private String lines(Closure closure) {
            return closure.line()
                    .map(line -> where(new DutyScope.OfLine(line)))
                    .orElseGet(() -> text("calendar.all-lines"));
        }

        String name(ConsultantId consultant) {
            return names.getOrDefault(consultant, "?");
        }

        String where(DutyOccurrence dutyOccurrence) {
            return where(dutyOccurrence.coverage());
        }

        String where(DutyScope dutyScope) {
            return switch (dutyScope) {
                case DutyScope.OfRegion(var region) -> region(region);
                case DutyScope.OfLine(var id) -> {
                    var line = lines.get(id);
                    yield line == null ? id.value() : line.name();
                }
                case DutyScope.CoordinatorOnCall() -> text("roster.coordination");
            };
        }

        /// Such as `7 h 30 min`.
        String hours(int minutes) {
            return minutes % 60 == 0
                    ? text("roster.hours", minutes / 60)
                    : text("roster.hours-minutes", minutes / 60, minutes % 60);
        }

        /// Such as `+7 h`: an average is seldom a whole hour, and nobody plans by its minutes.
        String balance(int minutes) {
            var hours = Math.round(minutes / 60f);
            var sign = hours == 0 ? "±" : hours < 0 ? "−" : "+";
            return sign + text("roster.hours", Math.abs(hours));
        }

        /// Why somebody could take a duty over.
        String reason(Candidate.Reason reason) {
            return switch (reason) {
                case Candidate.Reason.OnDutyAlready(var regions) ->
                    text(
                            "candidate.on-duty-already",
                            regions.stream().map(this::region).collect(Collectors.joining(", ")));
                case Candidate.Reason.CoordinatesThen() -> text("candidate.coordinates-then");
                case Candidate.Reason.NotVerified() -> text("candidate.not-verified");
                case Candidate.Reason.DoesNotSuit() -> text("candidate.does-not-suit");
                case Candidate.Reason.Away() -> text("candidate.away");
                case Candidate.Reason.Rests() -> text("candidate.rests");
                case Candidate.Reason.Can() -> text("roster.kind.can");
                case Candidate.Reason.RatherNot() -> text("roster.kind.unwilling");
                case Candidate.Reason.SpeaksAll() -> text("candidate.speaks-all");
                case Candidate.Reason.LacksLanguages(var languages) ->
                    text("candidate.lacks-languages", languages(languages));
                case Candidate.Reason.ServesRegion(var region) -> text("candidate.serves-region", region(region));
                case Candidate.Reason.HelpsOut() -> text("candidate.helps-out");
                case Candidate.Reason.ServesElsewhere() -> text("candidate.serves-elsewhere");
                case Candidate.Reason.OnDutyFor(var time) -> text("candidate.on-duty-for", time.toHours());
            };
        }

        /// Why a cover is proposed for somebody.
        String reason(Proposal.Reason reason) {
            return switch (reason) {
                case Proposal.Reason.OnlyOne() -> text("proposal.only-one");
                case Proposal.Reason.OnlySpeaker(var languages) -> text("proposal.only-speaker", languages(languages));
                case Proposal.Reason.Others(var count) -> text("proposal.others", count);
                case Proposal.Reason.OfCandidate(var known) -> reason(known);
                case Proposal.Reason.BelowUsual(var time) -> text("proposal.below-usual", time.toHours());
                case Proposal.Reason.AboveUsual(var time) -> text("proposal.above-usual", time.toHours());
                case Proposal.Reason.AsUsual() -> text("proposal.as-usual");
            };
        }

        private String languages(List<Language> languages) {
            return languages.stream()
                    .map(language -> Locale.forLanguageTag(language.code()).getDisplayLanguage(locale))
                    .collect(Collectors.joining(", "));
        }

        /// Such as `Wednesday 25 November, 9–17`.
        String when(LocalSpan written) {
            var span = written.shownByClocks().orElse(written);
            return span.end().isAfter(span.start().plusDays(1))
                    ? moment(span.start()) + " – " + moment(span.end())
                    : day(span.start().toLocalDate()) + ", " + times(span);
        }

        String times(LocalSpan written) {
            var span = written.shownByClocks().orElse(written);
            return clock(span.start().toLocalTime()) + "–" + endClock(span.end().toLocalTime());
        }

        String day(LocalDate date) {
            var format = date.getYear() == today.getYear() ? "day" : "date";
            return Formats.of(format, messages, locale).format(date);
        }

        private String moment(LocalDateTime time) {
            return day(time.toLocalDate()) + ", " + clock(time.toLocalTime());
        }

        private String weekly(RecurringDuty recurringDuty) {
            return recurringDuty.span().day().getDisplayName(TextStyle.FULL_STANDALONE, locale) + " "
                    + clock(recurringDuty.span().start()) + "–"
                    + endClock(recurringDuty.span().end());
        }

        /// Such as `every 2 weeks`.
        String every(int weeks) {
            return text("roster.every." + weeks);
        }

        private String until(Optional<LocalDate> until) {
            return until.map(date -> " " + message("until", day(date.minusDays(1))))
                    .orElse("");
        }

        private String region(Region region) {
            return mailComposer.text(region, locale);
        }

        private String message(String key, Object... gaps) {
            return text("roster.said." + key, gaps);
        }

        String text(String key, Object... gaps) {
            return messages.getMessage(key, gaps, locale);
        }

        private static String clock(LocalTime time) {
            return time.getMinute() == 0
                    ? String.valueOf(time.getHour())
                    : time.getHour() + ":" + "%02d".formatted(time.getMinute());
        }

        private static String endClock(LocalTime time) {
            return time.equals(LocalTime.MIDNIGHT) ? "24" : clock(time);
        }
    }
}
