package lv.helpline.admin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Contact;
import lv.helpline.duty.Language;
import lv.helpline.duty.Region;

/// The consultants, as they are edited. Each edit is in the audit, with telephone numbers masked.
public interface People {

    /// What is known of somebody.
    ///
    /// @param languages what they speak; the books want one at least
    /// @param regions   where they usually serve
    /// @param overflow  whether they may be rung for a line of another region
    record Person(String name, Contact contact, Set<Language> languages, Set<Region> regions, boolean overflow) {
        public Person {
            languages = Set.copyOf(languages);
            regions = Set.copyOf(regions);
        }

        /// Without the person: one in a log line gives nobody away.
        @Override
        public String toString() {
            return "a person";
        }
    }

    /// @param version of the row that was read
    record Entry(ConsultantId id, Person person, int version) {}

    /// By name.
    List<Entry> all();

    Optional<Entry> find(ConsultantId id);

    Saved add(Person person, Author author);

    /// @param read what the editor had before them
    Saved change(ConsultantId id, int read, Person person, Author author);
}
