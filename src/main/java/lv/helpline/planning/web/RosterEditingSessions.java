package lv.helpline.planning.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.planning.RosterDraft;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import org.springframework.stereotype.Component;

/// Opens a session: reads the roster once for somebody, and derives everything else from it.
@Component
public class RosterEditingSessions {

    /// The fortnight before may be looked at too.
    private static final int PAST_DAYS = 31;

    private final DutyPreferences dutyPreferences;
    private final RosterEditing editing;
    private final Holidays holidays;
    private final Clock clock;

    RosterEditingSessions(DutyPreferences dutyPreferences, RosterEditing editing, Holidays holidays, Clock clock) {
        this.dutyPreferences = dutyPreferences;
        this.editing = editing;
        this.holidays = holidays;
        this.clock = clock;
    }

    public RosterEditingSession open(SignedIn me) {
        var now = clock.instant();
        return open(editing.roster(now), editing.draft(me.id()), now);
    }

    /// To be shown: covers and absences are there for these dates and for what the draft is about.
    public RosterEditingSession open(SignedIn me, LocalDate from, LocalDate until) {
        var now = clock.instant();
        var draft = editing.draft(me.id());
        var shown = new LocalSpan(from.atStartOfDay(), until.atStartOfDay());
        var time = draft.edit().dates().map(shown::with).orElse(shown);
        return open(editing.roster(now, time), draft, now);
    }

    private RosterEditingSession open(RosterData roster, RosterDraft draft, Instant now) {
        var preferred = dutyPreferences.preferencesEndingAfter(
                today(now).minusDays(PAST_DAYS).atStartOfDay());
        return RosterEditingSession.of(roster, preferred, draft, holidays, now);
    }

    LocalDate today() {
        return today(clock.instant());
    }

    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, Roster.ZONE);
    }
}
