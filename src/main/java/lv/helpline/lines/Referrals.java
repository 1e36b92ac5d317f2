package lv.helpline.lines;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.Language;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.EditResult;

/// Other organisations' numbers, told to callers whom no line of ours can serve, as they are edited. Each edit is in
/// the audit.
public interface Referrals {

    /// Judged by the database: what breaks a rule is refused by the rule's name.
    ///
    /// @param name  as it is spoken, before the number
    /// @param hours none for around the clock
    record Help(String name, String number, List<Language> languages, List<WeeklySpan> hours) {
        public Help {
            languages = List.copyOf(languages);
            hours = List.copyOf(hours);
        }
    }

    /// @param checkedOn when somebody last made sure that it is right
    record Entry(int id, Help help, LocalDate checkedOn) {}

    /// In the order in which they are tried.
    List<Entry> all();

    Optional<Entry> find(int id);

    /// At the end of the list. Whoever enters it has checked it.
    EditResult add(Help help, Author author);

    /// Whoever changes it has checked it.
    ///
    /// @param read what the editor had before them
    EditResult change(Entry read, Help help, Author author);

    /// It is right as it stands.
    EditResult check(int id, Author author);

    /// It is tried before the one that it came after.
    EditResult raise(int id, Author author);

    EditResult remove(int id, Author author);
}
