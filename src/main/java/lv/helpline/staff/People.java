package lv.helpline.staff;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.SecondPhone.Rings;
import lv.helpline.roster.WhichPhone;
import lv.helpline.roster.WishId;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;

/// The consultants, as they are edited. Each edit is in the audit, with telephone numbers masked.
public interface People {

    /// What is known of somebody.
    ///
    /// @param languages what they speak; the database wants one at least
    /// @param regions   where they usually serve
    /// @param overflow  whether they may be rung for a line of another region
    /// @param second    their second phone, if they have two
    /// @param fulfils   the wishes of callers that they have said they fulfil
    record Person(
            String name,
            Contact contact,
            Set<Language> languages,
            Set<Region> regions,
            boolean overflow,
            Optional<Second> second,
            Set<WishId> fulfils) {

        /// With one phone, and without a word of wishes.
        public Person(String name, Contact contact, Set<Language> languages, Set<Region> regions, boolean overflow) {
            this(name, contact, languages, regions, overflow, Optional.empty(), Set.of());
        }

        public Person {
            languages = Set.copyOf(languages);
            regions = Set.copyOf(regions);
            fulfils = Set.copyOf(fulfils);
        }

        /// Empty for a second phone of somebody who has one.
        public Optional<Contact> contact(WhichPhone which) {
            return switch (which) {
                case FIRST -> Optional.of(contact);
                case SECOND -> second.map(Second::contact);
            };
        }

        /// Without the person: one in a log line gives nobody away.
        @Override
        public String toString() {
            return "a person";
        }
    }

    record Second(Contact contact, Rings rings) {}

    /// @param version of the row that was read
    /// @param phone   what is known of the telephone that they have now
    /// @param second  what is known of their second one
    /// @param leftOn  since when they serve no more
    record Entry(
            ConsultantId id,
            Person person,
            int version,
            Phone phone,
            Optional<Phone> second,
            Optional<LocalDate> leftOn) {

        /// Empty for a second phone of somebody who has one.
        public Optional<Phone> phone(WhichPhone which) {
            return switch (which) {
                case FIRST -> Optional.of(phone);
                case SECOND -> second;
            };
        }

        /// Without one they are not rung for callers.
        public boolean hasVerifiedPhone() {
            return Stream.of(WhichPhone.values())
                    .flatMap(which -> phone(which).stream())
                    .anyMatch(Phone.VERIFIED::equals);
        }
    }

    /// Only a verified number is rung for callers.
    enum Phone {
        /// Its number is verified, see `NumberCodes`.
        VERIFIED,
        /// It did not yet.
        UNVERIFIED,
        /// It was reported lost, and is not tested by itself either.
        LOST
    }

    /// By name, who has left at the end.
    List<Entry> all();

    Optional<Entry> find(ConsultantId id);

    /// Refused when somebody who serves has that name.
    EditResult add(Person person, Author author);

    /// @param read what the editor had before them
    EditResult change(ConsultantId id, int read, Person person, Author author);

    /// They serve no more, from this instant on: whatever edits the duties so that they have none, the phone is not
    /// rung for anything, the PIN, the feed and the account end, and what they asked of others is gone. All
    /// or nothing.
    ///
    /// @param read what the editor had before them
    /// @param edit ends their duties, see [lv.helpline.roster.edit.Offboarding]
    EditResult leave(ConsultantId id, int read, RosterEdit edit, Author author);

    /// They serve again, once their phone has answered a test call and they have duties.
    EditResult comeBack(ConsultantId id, Author author);

    /// Whether nothing names them yet: no duty past or coming, no call, no account, no recording. So they can be
    /// deleted.
    boolean isUnused(ConsultantId id);

    /// Takes away somebody who was entered by mistake, see [#isUnused].
    ///
    /// @param read what the editor had before them
    EditResult delete(ConsultantId id, int read, Author author);

    /// Their phone is in strange hands, whichever of two it is: neither is rung for anything until they have another
    /// number or somebody asks for a test call, and what was on it, the feed and the passkeys, opens nothing.
    EditResult losePhone(ConsultantId id, Author author);
}
