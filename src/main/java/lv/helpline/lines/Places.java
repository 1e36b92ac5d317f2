package lv.helpline.lines;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.EditResult;

/// Where somebody can come in person, as it is edited: our own places and those of partners. Everybody may read them
/// on the public page. Each edit is in the audit.
public interface Places {

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
    record Entry(int id, Place place, LocalDate checkedOn) implements Checked {}

    /// By region, our own before those of partners.
    List<Entry> all();

    Optional<Entry> find(int id);

    /// Whoever enters it has checked it.
    EditResult add(Place place, Author author);

    /// Whoever changes it has checked it.
    ///
    /// @param read what the editor had before them
    EditResult change(Entry read, Place place, Author author);

    /// It is right as it stands.
    EditResult check(int id, Author author);

    EditResult remove(int id, Author author);
}
