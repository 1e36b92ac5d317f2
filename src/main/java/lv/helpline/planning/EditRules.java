package lv.helpline.planning;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.edit.RosterEdit;

/// Rules that an edit may not break, on whichever page or by the REST API. Whoever edits their own duties, in a
/// swap or because they cannot come, names no time by hand and is not asked.
public final class EditRules {

    private EditRules() {}

    /// What makes no sense in the edit, as the name of a message; empty when all does.
    public static Optional<String> refusal(RosterEdit edit) {
        var added = Stream.of(
                        edit.covers().added().stream().map(Cover::span),
                        edit.absences().added().stream().map(Absence::span),
                        edit.closures().added().stream().map(Closure::span),
                        edit.specialOpenings().added().stream().map(SpecialOpening::span))
                .flatMap(spans -> spans);
        return added.flatMap(span -> Stream.of(span.start(), span.end())).anyMatch(EditRules::isSkipped)
                ? Optional.of("time-does-not-exist")
                : Optional.empty();
    }

    /// Which rule of the database a duty that the edit adds breaks, because its person has one for the same at that
    /// time already; empty when none does. A draft would else be refused only when it is published.
    ///
    /// @param after the roster with the edit
    public static Optional<String> overlap(RosterEdit edit, RosterData after) {
        var weekly = edit.weeklyDuties().added().stream()
                .filter(duty -> overlapsAnother(duty, after.weeklyDuties(), WeeklyDuty::overlaps))
                .map(duty -> "weekly_duty_of_a_" + whose(duty.coverage()) + "_does_not_overlap");
        var covers = edit.covers().added().stream()
                .filter(cover -> overlapsAnother(cover, after.covers(), Cover::overlaps))
                .map(cover -> "cover_of_a_" + whose(cover.coverage()) + "_does_not_overlap");
        return Stream.concat(weekly, covers).findFirst();
    }

    private static <T> boolean overlapsAnother(T duty, List<T> all, BiPredicate<T, T> overlap) {
        return all.stream().filter(other -> overlap.test(duty, other)).count() > 1;
    }

    private static String whose(DutyScope scope) {
        return switch (scope) {
            case DutyScope.OfRegion _ -> "consultant_on_a_region";
            case DutyScope.OfLine _ -> "consultant_on_a_line";
            case DutyScope.CoordinatorOnCall() -> "coordinator";
        };
    }

    /// In the hour that spring leaves out no clock on the wall shows it: 03:30 on 28 March 2027.
    private static boolean isSkipped(LocalDateTime time) {
        var jump = Roster.ZONE.getRules().getTransition(time);
        return jump != null && jump.isGap() && !time.equals(jump.getDateTimeAfter());
    }
}
