package lv.helpline.lines;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.EditResult;

/// Where somebody can come in person, as it is edited: our own places and those of partners, who pass people on to us
/// or take them in. Everybody may read on the public page what is for everybody; consultants tell the rest by word of
/// mouth. They are in the order of regions, and our own before those of partners.
public interface Places extends CheckedList<Places.Place, Places.Entry> {

    enum Kind {
        LIBRARY,
        /// Its address keeps people safe only as long as few know it.
        SHELTER,
        CRISIS_CENTRE,
        OTHER;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Who may see such a place unless somebody says otherwise.
        public Audience usualAudience() {
            return this == SHELTER ? Audience.CONSULTANTS : Audience.EVERYBODY;
        }
    }

    /// Who may see something.
    enum Audience {
        EVERYBODY,
        CONSULTANTS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param number   as it is dialled in Latvia
    /// @param audience who may see it, of those who may see the place
    record Phone(String number, Audience audience) {}

    /// Judged by the database: what breaks a rule is refused by the rule's name.
    ///
    /// @param partner   whose it is, by its own name; empty for our own
    /// @param address   as on a letter, with the town
    /// @param languages spoken there; none while nobody has asked
    /// @param hours     none while nobody has confirmed them
    /// @param audience  who may see it
    record Place(
            Kind kind,
            Region region,
            Optional<String> partner,
            String address,
            Optional<Phone> phone,
            List<Language> languages,
            List<WeeklySpan> hours,
            Audience audience) {
        public Place {
            languages = List.copyOf(languages);
            hours = List.copyOf(hours);
        }

        public boolean isOpenAt(LocalDateTime time) {
            var today = time.toLocalDate();
            return hours.stream()
                    .flatMap(span -> List.of(today, today.minusDays(1)).stream()
                            .filter(date -> date.getDayOfWeek() == span.day())
                            .map(span::on))
                    .anyMatch(span -> !time.isBefore(span.start()) && time.isBefore(span.end()));
        }
    }

    /// @param checkedOn when somebody last made sure that it is right
    record Entry(int id, Place place, LocalDate checkedOn) implements Item<Place> {

        @Override
        public Place what() {
            return place;
        }
    }

    /// What is looked for.
    ///
    /// @param words    small letters without diacritics; each is in the name or the address, or names the region
    /// @param dueOn    only those that have to be checked again on that day
    /// @param openAt   those that are open at that time come first; empty for the usual order
    record Search(
            List<Word> words,
            Optional<Region> region,
            Optional<Kind> kind,
            Optional<LocalDate> dueOn,
            Optional<LocalDateTime> openAt) {

        public Search {
            words = List.copyOf(words);
        }

        /// @param region that it names, if it does
        public record Word(String text, Optional<Region> region) {}
    }

    /// Some of what was found.
    ///
    /// @param size how many were found in all
    record Found(List<Entry> entries, int size) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /// @param skip how many of the first are left out, some pages of them; where that is beyond the last, the last page
    ///             is found
    /// @param most how many are returned at most: a page of them
    Found find(Search search, int skip, int most);

    /// What everybody may see: without the rest of the places, and of each without a telephone number that is for
    /// consultants only.
    List<Entry> forEverybody();

    /// An edit of many at once.
    ///
    /// @param added   with the day on which each was checked
    /// @param changed what each was, and what it is to be
    record Edit(List<Dated> added, List<Changed> changed, List<Entry> removed) {
        public Edit {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
        }

        public int size() {
            return added.size() + changed.size() + removed.size();
        }
    }

    record Dated(Place place, LocalDate checkedOn) {}

    record Changed(Entry read, Dated to) {}

    /// All of it or, when one of them is not any more as it was read, nothing.
    EditResult save(Edit edit, Author author);
}
