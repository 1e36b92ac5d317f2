package lv.helpline.planning;

import java.time.Instant;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;

/// The roster as it is in the database. Nobody changes it but by [RosterEditing].
public interface DutyRepository {

    /// The roster as it is now, all of one state, without what ended more than a month before.
    RosterData roster(Instant now);

    /// The same, but of the covers and absences only those of a time: a year of them is many times a fortnight's.
    RosterData roster(Instant now, LocalSpan time);
}
