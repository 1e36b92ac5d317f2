package lv.helpline.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Wish;

/// What is done with a call, and why.
public sealed interface Decision {

    /// The rules that made it, in the order in which they took part.
    List<Reason> reasons();

    /// The language in which the caller is spoken to.
    Language language();

    /// The line that was called; empty for a number that is none.
    Optional<Line> called();

    /// The caller is asked first: for the language if the line has several, whose order is that of the keys, and then
    /// for a wish.
    ///
    /// @param wishes those that would change who rings when, by the language in which they are asked for
    record Menu(Line line, Map<Language, List<Wish>> wishes, List<Reason> reasons) implements Decision {
        public Menu {
            wishes = Map.copyOf(wishes);
            reasons = List.copyOf(reasons);
        }

        @Override
        public Language language() {
            return line.languages().getFirst();
        }

        /// Asking for the language alone.
        public Menu withoutWishes() {
            return new Menu(
                    line,
                    Map.of(),
                    reasons.stream()
                            .filter(reason -> reason.rule() != Rule.WISH_MENU)
                            .toList());
        }

        @Override
        public Optional<Line> called() {
            return Optional.of(line);
        }
    }

    /// Phones are rung.
    ///
    /// @param alternative told to whoever asks while waiting
    record Ring(Line line, Language language, RingPlan plan, Alternative alternative, List<Reason> reasons)
            implements Decision {
        public Ring {
            reasons = List.copyOf(reasons);
        }

        @Override
        public Optional<Line> called() {
            return Optional.of(line);
        }
    }

    /// The line is closed.
    ///
    /// @param opensAt when it opens next; empty when not within a year
    /// @param message what is said instead of the standard sentence
    record Closed(
            Line line,
            Language language,
            Optional<Instant> opensAt,
            Optional<Announcement> message,
            Alternative alternative,
            List<Reason> reasons)
            implements Decision {
        public Closed {
            reasons = List.copyOf(reasons);
        }

        @Override
        public Optional<Line> called() {
            return Optional.of(line);
        }
    }

    /// The line is open and there is nobody to ring. The caller may wait for somebody to come.
    ///
    /// @param alternative told to whoever asks while waiting
    record Nobody(Line line, Language language, Alternative alternative, List<Reason> reasons) implements Decision {
        public Nobody {
            reasons = List.copyOf(reasons);
        }

        @Override
        public Optional<Line> called() {
            return Optional.of(line);
        }
    }

    /// The number is no line of ours.
    ///
    /// @param general the line whose number the caller is told; empty when the roster names none
    record Unknown(Language language, Optional<Line> general, List<Reason> reasons) implements Decision {
        public Unknown {
            reasons = List.copyOf(reasons);
        }

        @Override
        public Optional<Line> called() {
            return Optional.empty();
        }
    }
}
