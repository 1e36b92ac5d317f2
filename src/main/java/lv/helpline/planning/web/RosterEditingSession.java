package lv.helpline.planning.web;

import java.time.Instant;
import java.util.List;
import lv.helpline.planning.EditEffect;
import lv.helpline.planning.EditingRights;
import lv.helpline.planning.NewCoverageGaps;
import lv.helpline.planning.RosterChange;
import lv.helpline.planning.RosterDraft;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.EditConflictDigest;
import lv.helpline.roster.edit.Rebased;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.roster.staffing.DutyPreference;

/// The roster as somebody has it open: what is saved, and their draft upon it.
///
/// @param preferences when people can take a duty more, or would rather not
/// @param draft as it is kept; what of it still fits the roster is `fits`
/// @param saved the roster without the draft
/// @param view  the roster with the draft
public record RosterEditingSession(
        Instant now,
        Holidays holidays,
        List<DutyPreference> preferences,
        RosterDraft draft,
        Rebased fits,
        Roster saved,
        Roster view) {

    static RosterEditingSession of(
            RosterData roster, List<DutyPreference> preferences, RosterDraft draft, Holidays holidays, Instant now) {
        var fits = draft.edit().rebasedOn(roster);
        var saved = new Roster(roster, holidays);
        var view = fits.edit().isEmpty() ? saved : new Roster(fits.edit().appliedTo(roster), holidays);
        return new RosterEditingSession(now, holidays, preferences, draft, fits, saved, view);
    }

    RosterData roster() {
        return saved.data();
    }

    /// Whether somebody has changed the duties around the draft since it was last saved.
    boolean isOvertaken() {
        return !draft.edit().isEmpty()
                && !EditConflictDigest.of(draft.edit(), roster()).equals(draft.seen());
    }

    /// An edit before it is made.
    ///
    /// @param edit  as it is shown, upon roster and draft
    /// @param fits  what of it is saved: upon the roster and from now on, for an edit that is in force at once;
    ///              else the same as `edit`
    /// @param seen  the digest of what is around it
    /// @param effect what it does
    record Preview(RosterEdit edit, RosterEdit fits, boolean live, boolean lost, String seen, EditEffect effect) {

        /// Where it leaves open lines without anybody.
        public List<NewCoverageGaps.NewCoverageGap> gaps() {
            return effect.gaps();
        }

        public String text() {
            return RosterEditCodec.of(edit);
        }

        public List<RosterChange> said() {
            return RosterChange.of(fits);
        }
    }

    /// @throws IllegalArgumentException when it removes what is not there
    Preview preview(RosterEdit edit) {
        if (EditingRights.isLive(edit, now)) {
            return live(edit, saved, holidays, now);
        }
        var after = new Roster(edit.appliedTo(view.data()), holidays);
        return new Preview(
                edit, edit, false, false, EditConflictDigest.of(edit, roster()), EditEffect.of(view, after, edit, now));
    }

    /// Of an edit that is in force as soon as it is saved.
    static Preview live(RosterEdit edit, Roster saved, Holidays holidays, Instant now) {
        var roster = saved.data();
        var upon = edit.rebasedOn(roster);
        return new Preview(
                edit,
                RosterEditing.kept(upon.edit(), roster, now),
                true,
                !upon.lost().isEmpty(),
                EditConflictDigest.of(upon.edit(), roster),
                RosterEditing.effect(upon.edit(), saved, holidays, now));
    }

    /// The draft before it is published.
    Preview previewOfDraft() {
        return new Preview(
                fits.edit(),
                RosterEditing.kept(fits.edit(), roster(), now),
                true,
                !fits.lost().isEmpty(),
                EditConflictDigest.of(fits.edit(), roster()),
                RosterEditing.effect(fits.edit(), saved, holidays, now));
    }
}
