package lv.helpline.lines;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;

/// Where somebody can come in person, as it is edited: our own places and those of partners. Everybody may read them
/// on the public page, by region, and our own before those of partners.
public interface Places extends CheckedList<Places.Place, Places.Entry> {

    /// Judged by the database: what breaks a rule is refused by the rule's name.
    ///
    /// @param partner whose it is, by its own name; empty for our own
    /// @param address as on a letter, with the town
    /// @param hours   none while nobody has confirmed them
    record Place(Region region, Optional<String> partner, String address, List<WeeklySpan> hours) {
        public Place {
            hours = List.copyOf(hours);
        }
    }

    /// @param checkedOn when somebody last made sure that it is right
    record Entry(int id, Place place, LocalDate checkedOn) implements Item<Place> {

        @Override
        public Place what() {
            return place;
        }
    }
}
