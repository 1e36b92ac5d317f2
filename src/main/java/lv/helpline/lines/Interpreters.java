package lv.helpline.lines;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;

/// Who interprets for the helpline, as it is edited: a consultant who talks can have them rung, by the language.
public interface Interpreters extends CheckedList<Interpreters.Interpreter, Interpreters.Entry> {

    /// The languages that a consultant is offered by their names, each of which has a prompt.
    List<Language> OFFERED = Stream.of(
                    "en", "ru", "uk", "de", "fr", "es", "pl", "lt", "et", "ar", "fa", "tr", "hi", "uz", "vi", "zh")
            .map(Language::new)
            .toList();

    /// Judged by the database: what breaks a rule is refused by the rule's name.
    ///
    /// @param name      by which our own people know them
    /// @param number    `+371` and eight digits
    /// @param languages of [#OFFERED]
    /// @param hours     when they may be rung, public holidays included; none for at any time
    record Interpreter(String name, String number, List<Language> languages, List<WeeklySpan> hours) {
        public Interpreter {
            languages = List.copyOf(languages);
            hours = List.copyOf(hours);
        }

        boolean isReachable(Instant at) {
            var today = LocalDate.ofInstant(at, Roster.ZONE);
            return hours.isEmpty()
                    || Stream.of(today.minusDays(1), today)
                            .flatMap(date -> hours.stream()
                                    .filter(span -> span.day() == date.getDayOfWeek())
                                    .map(span -> span.on(date)))
                            .anyMatch(span -> !at.isBefore(span.startsAt()) && at.isBefore(span.endsAt()));
        }
    }

    /// @param checkedOn when somebody last made sure that it is right
    record Entry(int id, Interpreter interpreter, LocalDate checkedOn) implements Item<Interpreter> {

        @Override
        public Interpreter what() {
            return interpreter;
        }
    }

    /// Who may be rung now, in the order of the list.
    default List<Entry> reachable(Instant at) {
        return all().stream()
                .filter(entry -> entry.interpreter().isReachable(at))
                .toList();
    }
}
