package lv.helpline.roster;

import java.time.LocalDate;
import java.util.Optional;

/// The public holidays.
@FunctionalInterface
public interface Holidays {

    /// The holiday's key, such as `proclamation-day`, if that date is one.
    Optional<String> on(LocalDate date);
}
