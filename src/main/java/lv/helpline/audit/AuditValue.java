package lv.helpline.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.WeeklySpan;

/// What a field was or is, with its type: a page that shows it knows a person from a time without reading a sentence.
public sealed interface AuditValue {

    /// What somebody typed, a code or a figure: the same in every language.
    record Text(String text) implements AuditValue {}

    /// A word of a list that pages translate, such as `administrator` of `role`.
    record Word(String list, String code) implements AuditValue {}

    /// A mark that is set or not.
    record Mark(boolean isSet) implements AuditValue {}

    record Seconds(int seconds) implements AuditValue {}

    record Person(ConsultantId consultant) implements AuditValue {}

    /// A region, a line or the coordination.
    record Scope(DutyScope scope) implements AuditValue {}

    record Day(LocalDate date) implements AuditValue {}

    record Moment(Instant at) implements AuditValue {}

    /// By the clock on the wall.
    record Span(LocalSpan span) implements AuditValue {}

    /// `[start, end)`.
    record Interval(Instant start, Instant end) implements AuditValue {}

    record Weekly(WeeklySpan span) implements AuditValue {}

    /// Days on which something holds.
    ///
    /// @param until the first day on which it does not hold any more; empty for ever
    record Days(LocalDate from, Optional<LocalDate> until) implements AuditValue {}

    /// @param weeks 2 or more
    record EveryWeeks(int weeks) implements AuditValue {}

    /// Several that belong together, in their order.
    record Several(List<AuditValue> values) implements AuditValue {
        public Several {
            values = List.copyOf(values);
        }
    }
}
