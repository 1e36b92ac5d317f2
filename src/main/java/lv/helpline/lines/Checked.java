package lv.helpline.lines;

import java.time.LocalDate;
import java.time.Period;

/// Something that is published, which somebody last made sure of on a day. After a while an administrator is asked
/// whether it is still right.
public interface Checked {

    /// After so long our own numbers and the places are to be checked again.
    Period GOOD_FOR = Period.ofMonths(6);

    LocalDate checkedOn();

    default LocalDate dueOn() {
        return checkedOn().plus(GOOD_FOR);
    }

    default boolean isDueOn(LocalDate date) {
        return !date.isBefore(dueOn());
    }
}
