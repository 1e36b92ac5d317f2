package lv.helpline.planning;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Cover;
import lv.helpline.roster.Roster;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.edit.RosterEdit;

/// What no edit may say, whoever makes it and wherever.
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

    /// In the hour that spring leaves out no clock on the wall shows it: 03:30 on 28 March 2027.
    private static boolean isSkipped(LocalDateTime time) {
        var jump = Roster.ZONE.getRules().getTransition(time);
        return jump != null && jump.isGap() && !time.equals(jump.getDateTimeAfter());
    }
}
