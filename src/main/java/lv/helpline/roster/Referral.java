package lv.helpline.roster;

import java.time.LocalDate;
import java.util.List;

/// Another organisation's number, told to a caller whom none of our lines can serve now.
///
/// @param name      as it is spoken, before the number
/// @param number    as it is dialled in Latvia, 3 to 8 digits; 112 is none of them, every message ends with it
/// @param languages the ones that are spoken there, at least one
/// @param hours     when somebody answers there, public holidays aside; empty for around the clock
/// @param checkedOn when somebody last made sure that all this is right
public record Referral(
        Announcement name, String number, List<Language> languages, List<WeeklySpan> hours, LocalDate checkedOn) {

    /// After so many days an entry is to be checked again.
    public static final int GOOD_FOR_DAYS = 90;

    public Referral {
        languages = List.copyOf(languages);
        hours = List.copyOf(hours);
        if (!number.matches("[0-9]{3,8}") || number.equals("112")) {
            throw new IllegalArgumentException("outside help: a number of 3 to 8 digits other than 112 is needed");
        }
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("outside help: at least one language is needed");
        }
    }

    /// Whether the entry has to be checked again.
    public boolean isDueOn(LocalDate date) {
        return date.isAfter(checkedOn.plusDays(GOOD_FOR_DAYS));
    }
}
