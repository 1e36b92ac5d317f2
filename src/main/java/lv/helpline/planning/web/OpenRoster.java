package lv.helpline.planning.web;

import java.time.Instant;
import java.util.List;
import lv.helpline.planning.Desk;
import lv.helpline.planning.MadeHoles;
import lv.helpline.planning.RosterReach;
import lv.helpline.planning.Said;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.Rebased;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterText;
import lv.helpline.roster.edit.Surroundings;
import lv.helpline.roster.staffing.RatherNot;

/// The roster as somebody has it open: the books, and their draft upon them.
///
/// @param wishes when people would rather not be on duty
/// @param draft as it is kept; what of it still fits the books is `fits`
/// @param saved the books
/// @param view  the books with the draft
public record OpenRoster(
        Instant now,
        Holidays holidays,
        List<RatherNot> wishes,
        Desk.Draft draft,
        Rebased fits,
        Roster saved,
        Roster view) {

    static OpenRoster of(RosterData books, List<RatherNot> wishes, Desk.Draft draft, Holidays holidays, Instant now) {
        var fits = draft.edit().rebasedOn(books);
        var saved = new Roster(books, holidays);
        var view = fits.edit().isEmpty() ? saved : new Roster(fits.edit().appliedTo(books), holidays);
        return new OpenRoster(now, holidays, wishes, draft, fits, saved, view);
    }

    RosterData books() {
        return saved.data();
    }

    /// Whether somebody has changed the duties around the draft since it was last saved.
    boolean isOvertaken() {
        return !draft.edit().isEmpty()
                && !Surroundings.of(draft.edit(), books()).equals(draft.seen());
    }

    /// An edit before it is made.
    ///
    /// @param edit  as it is shown, upon books and draft
    /// @param fits  upon the books, for an edit that is valid at once; else the same as `edit`
    /// @param seen  the digest of what is around it
    /// @param holes that it makes
    record Preview(
            RosterEdit edit, RosterEdit fits, boolean live, boolean lost, String seen, List<MadeHoles.MadeHole> holes) {

        public String text() {
            return RosterText.of(edit);
        }

        public List<Said> said() {
            return Said.of(edit);
        }
    }

    /// @throws IllegalArgumentException when it removes what is not there
    Preview preview(RosterEdit edit) {
        var after = new Roster(edit.appliedTo(view.data()), holidays);
        if (!RosterReach.isLive(edit, now)) {
            return new Preview(
                    edit, edit, false, false, Surroundings.of(edit, books()), MadeHoles.of(view, after, now));
        }
        return live(edit, saved, holidays, now);
    }

    /// Of an edit that is valid as soon as it is saved.
    static Preview live(RosterEdit edit, Roster saved, Holidays holidays, Instant now) {
        var books = saved.data();
        var upon = edit.rebasedOn(books);
        var valid = new Roster(upon.edit().appliedTo(books), holidays);
        return new Preview(
                edit,
                upon.edit(),
                true,
                !upon.lost().isEmpty(),
                Surroundings.of(upon.edit(), books),
                MadeHoles.of(saved, valid, now));
    }

    /// The draft before it is published.
    Preview previewOfDraft() {
        return new Preview(
                fits.edit(),
                fits.edit(),
                true,
                !fits.lost().isEmpty(),
                Surroundings.of(fits.edit(), books()),
                MadeHoles.of(saved, view, now));
    }

    /// The draft with one more edit upon the view.
    Desk.Draft draftWith(RosterEdit edit) {
        var whole = fits.edit().then(edit);
        return new Desk.Draft(whole, Surroundings.of(whole, books()), draft.version());
    }
}
