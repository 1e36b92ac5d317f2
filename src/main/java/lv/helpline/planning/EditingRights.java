package lv.helpline.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Cover;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;

/// Which role may edit which duties and closures, and when an edit becomes a draft.
///
/// What begins within 48 hours is in force at once, and a coordinator may enter it if it ends by the midnight
/// after those 48 hours. Everything else only an administrator may enter, and it begins as a draft.
public final class EditingRights {

    public static final Duration REACH = Duration.ofDays(2);

    private EditingRights() {}

    /// Whether the edit is valid as soon as it is saved: all of it, if any of it begins within the reach.
    public static boolean isLive(RosterEdit edit, Instant now) {
        return RosterChange.begins(edit).map(start -> isWithin(start, now)).orElse(true);
    }

    /// Whether somebody of that role may make the edit. Of absences counts what it changes: a part may be cut out
    /// of a long one.
    public static boolean mayMake(Role role, RosterEdit edit, Instant now) {
        return switch (role) {
            case ADMINISTRATOR -> true;
            case COORDINATOR ->
                edit.weeklyDuties().isEmpty()
                        && edit.specialOpenings().isEmpty()
                        && edit.hours().isEmpty()
                        && dates(edit).allMatch(span -> reaches(role, span, now));
            case CONSULTANT -> false;
        };
    }

    /// Why somebody of that role may not make the edit, as the name of a message; empty when they may.
    public static Optional<String> refusal(Role role, RosterEdit edit, Instant now) {
        if (mayMake(role, edit, now)) {
            return Optional.empty();
        }
        return Optional.of(
                edit.changesOpenings() ? "coordinator-closes-within-48-hours" : "coordinator-edits-within-48-hours");
    }

    private static Stream<LocalSpan> dates(RosterEdit edit) {
        return Stream.of(
                        edit.covers().removed().stream().map(Cover::span),
                        edit.covers().added().stream().map(Cover::span),
                        edit.absentTimes().removed().stream().map(Absence::span),
                        edit.absentTimes().added().stream().map(Absence::span),
                        edit.closures().removed().stream().map(Closure::span),
                        edit.closures().added().stream().map(Closure::span))
                .flatMap(Function.identity());
    }

    /// Whether it is for somebody of that role to enter what is of that time, and to take it away.
    public static boolean reaches(Role role, LocalSpan span, Instant now) {
        return switch (role) {
            case ADMINISTRATOR -> true;
            case COORDINATOR -> isWithin(span.start(), now) && !span.end().isAfter(latestEnd(now));
            case CONSULTANT -> false;
        };
    }

    public static boolean isWithin(LocalDateTime start, Instant now) {
        return start.atZone(Roster.ZONE).toInstant().isBefore(now.plus(REACH));
    }

    /// Of what a coordinator enters: the midnight after the 48 hours, so that a day that begins within them can be
    /// closed, and its duties covered.
    public static LocalDateTime latestEnd(Instant now) {
        return LocalDateTime.ofInstant(now.plus(REACH), Roster.ZONE)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay();
    }
}
