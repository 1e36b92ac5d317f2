package lv.helpline.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;

/// The roster was edited. It is published in the edit's transaction: what a listener writes stands when the edit does.
public final class RosterEdited {

    private final EditOccasion occasion;
    private final RosterEdit edit;
    private final EditEffect effect;
    private final Roster before;
    private final Roster after;
    private final Author author;
    private final Optional<String> reason;
    private final List<ConsultantId> untold = new ArrayList<>();

    RosterEdited(
            EditOccasion occasion,
            RosterEdit edit,
            EditEffect effect,
            Roster before,
            Roster after,
            Author author,
            Optional<String> reason) {
        this.occasion = occasion;
        this.edit = edit;
        this.effect = effect;
        this.before = before;
        this.after = after;
        this.author = author;
        this.reason = reason;
    }

    public EditOccasion occasion() {
        return occasion;
    }

    public RosterEdit edit() {
        return edit;
    }

    public EditEffect effect() {
        return effect;
    }

    public Roster before() {
        return before;
    }

    public Roster after() {
        return after;
    }

    public Author author() {
        return author;
    }

    /// Why a line is left without anybody, of [GapPolicy#REASONS].
    public Optional<String> reason() {
        return reason;
    }

    /// Somebody whose duties change cannot be told of it. Whoever makes the edit hears of them.
    public void couldNotTell(ConsultantId consultant) {
        untold.add(consultant);
    }

    List<ConsultantId> untold() {
        return List.copyOf(untold);
    }
}
