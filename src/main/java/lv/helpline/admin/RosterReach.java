package lv.helpline.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import lv.helpline.duty.Absence;
import lv.helpline.duty.Cover;
import lv.helpline.duty.LocalSpan;
import lv.helpline.duty.Roster;
import lv.helpline.duty.RosterEdit;

/// What of the duties who may edit, and from when on an edit waits until it is published.
///
/// What begins within 48 hours is for those who mend the day: a coordinator may enter it, and it is valid at once.
/// Everything else is an administrator's, and a draft at first.
public final class RosterReach {

    public static final Duration REACH = Duration.ofDays(2);

    private RosterReach() {}

    /// Whether the edit is valid as soon as it is saved: all of it, if any of it begins within the reach.
    public static boolean isLive(RosterEdit edit, Instant now) {
        return Said.begins(edit).map(start -> isWithin(start, now)).orElse(true);
    }

    /// Whether somebody of that role may make the edit.
    public static boolean mayMake(Role role, RosterEdit edit, Instant now) {
        return switch (role) {
            case ADMINISTRATOR -> true;
            case COORDINATOR ->
                edit.weeklyDuties().isEmpty()
                        && Stream.concat(
                                        Stream.concat(edit.covers().removed().stream(), edit.covers().added().stream())
                                                .map(Cover::span),
                                        Stream.concat(
                                                        edit.absences().removed().stream(),
                                                        edit.absences().added().stream())
                                                .map(Absence::span))
                                .map(LocalSpan::start)
                                .allMatch(start -> isWithin(start, now));
            case CONSULTANT -> false;
        };
    }

    public static boolean isWithin(LocalDateTime start, Instant now) {
        return start.atZone(Roster.ZONE).toInstant().isBefore(now.plus(REACH));
    }
}
