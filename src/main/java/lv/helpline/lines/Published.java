package lv.helpline.lines;

import java.time.LocalDate;
import java.util.Map;

/// What everybody may read, and an administrator is asked about from time to time.
public enum Published {
    /// The lines' own.
    NUMBERS,
    PLACES,
    /// Whom somebody can text.
    TEXTS;

    /// When it was last checked.
    public interface Checks {

        /// What is due on that date, with the day on which the oldest of its entries was checked.
        Map<Published, LocalDate> due(LocalDate date);
    }
}
