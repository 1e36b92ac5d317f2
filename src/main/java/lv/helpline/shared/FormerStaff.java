package lv.helpline.shared;

import java.time.LocalDate;

/// Those who serve no more.
public interface FormerStaff {

    /// What was left of those who left, or whose account ended, before that day: their names and addresses. What names
    /// them by number stays.
    ///
    /// @return how many there were
    int forgetNames(LocalDate before);
}
