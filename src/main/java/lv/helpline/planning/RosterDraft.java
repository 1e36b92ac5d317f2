package lv.helpline.planning;

import lv.helpline.roster.edit.RosterEdit;

/// An edit that is not in force yet. Each editor has one of their own, the same on every router.
///
/// @param seen    the digest of what was around it in the roster when it was last saved
/// @param version of the row; 0 for no row yet
public record RosterDraft(RosterEdit edit, String seen, int version) {
    public static final RosterDraft NONE = new RosterDraft(RosterEdit.NONE, "", 0);
}
