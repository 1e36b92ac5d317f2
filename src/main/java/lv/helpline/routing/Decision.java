package lv.helpline.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.duty.Language;
import lv.helpline.duty.Line;

/// What is done with a call, and why.
public sealed interface Decision {

    /// The rules that made it, in the order in which they took part.
    List<Reason> reasons();

    /// The language in which the caller is spoken to.
    Language language();

    /// The line that was called; empty for a number that is none.
    Optional<Line> called();

    /// Phones are rung.
    record Ring(Line line, Language language, RingPlan plan, List<Reason> reasons) implements Decision {
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
    /// @param openNow another line that is open now and has somebody to ring: one of the same region before one of
    ///                Rīga before any, among these one that serves the caller's language first
    record Closed(Line line, Language language, Optional<Instant> opensAt, Optional<Line> openNow, List<Reason> reasons)
            implements Decision {
        public Closed {
            reasons = List.copyOf(reasons);
        }

        @Override
        public Optional<Line> called() {
            return Optional.of(line);
        }
    }

    /// The line is open and there is nobody to ring.
    ///
    /// @param openNow other lines that are open now and have somebody to ring, the best offer first
    record Nobody(Line line, Language language, List<Line> openNow, List<Reason> reasons) implements Decision {
        public Nobody {
            openNow = List.copyOf(openNow);
            reasons = List.copyOf(reasons);
        }

        @Override
        public Optional<Line> called() {
            return Optional.of(line);
        }
    }

    /// The number is no line of ours.
    ///
    /// @param general the line whose number the caller is told; empty when the books name none
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
