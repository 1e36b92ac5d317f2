package lv.helpline.statistics;

import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.Set;

/// Something that is done in public, so that a surge of calls has its reason beside it; planned ones are
/// forecast.
///
/// @param id     of its row; 0 while it has none
/// @param day    its first
/// @param until  its last, which may be the first
/// @param lines  the national numbers that it tells people to call; none means all
/// @param factor how many times the usual calls its author expects, where no earlier campaign tells
/// @param note   1 to 80 characters
public record Campaign(int id, LocalDate day, LocalDate until, Set<String> lines, OptionalDouble factor, String note) {

    public Campaign {
        lines = Set.copyOf(lines);
    }

    /// Of one day and all lines.
    public Campaign(int id, LocalDate day, String note) {
        this(id, day, day, Set.of(), OptionalDouble.empty(), note);
    }

    /// The days on which people call because of it: to the end of the week that begins with its last day.
    public Period felt() {
        return new Period(day, until.plusDays(CampaignEffect.DAYS - 1));
    }

    /// @param line its national number
    public boolean concerns(String line) {
        return lines.isEmpty() || lines.contains(line);
    }
}
