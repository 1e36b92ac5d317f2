package lv.helpline.lines;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lv.helpline.audit.Author;
import lv.helpline.roster.Language;
import lv.helpline.roster.Referral;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.EditResult;

/// Other organisations' numbers, as they are edited: those to call are told to callers whom no line of ours can serve,
/// those to text stand on the public page for who cannot speak aloud. They are in the order in which
/// they are tried, or shown; a new one is the last.
public interface Referrals extends CheckedList<Referrals.Help, Referrals.Entry> {

    /// How somebody is reached there.
    enum Way {
        CALL,
        TEXT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Judged by the database: what breaks a rule is refused by the rule's name.
    ///
    /// @param name   to call: as it is spoken, before the number; to text: as the public page has it
    /// @param others the same in other languages, for the public page
    /// @param hours  none for around the clock
    record Help(
            Way way,
            String name,
            Map<Language, String> others,
            String number,
            List<Language> languages,
            List<WeeklySpan> hours) {

        /// The languages in which the public page can have a name of its own, besides Latvian.
        public static final List<Language> OTHERS = List.of(Language.ENGLISH, Language.RUSSIAN);

        public Help {
            others = Map.copyOf(others);
            languages = List.copyOf(languages);
            hours = List.copyOf(hours);
        }

        public String nameIn(Language language) {
            return others.getOrDefault(language, name);
        }
    }

    /// @param checkedOn when somebody last made sure that it is right
    record Entry(int id, Help help, LocalDate checkedOn) implements Item<Help> {

        @Override
        public Help what() {
            return help;
        }

        /// Other people's numbers change without a word to us.
        @Override
        public LocalDate dueOn() {
            return checkedOn.plusDays(Referral.GOOD_FOR_DAYS + 1L);
        }
    }

    /// It comes before the one of its way that it came after.
    EditResult raise(int id, Author author);
}
