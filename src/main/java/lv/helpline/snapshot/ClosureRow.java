package lv.helpline.snapshot;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Closure;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import org.jspecify.annotations.Nullable;

/// A row of `closure`.
record ClosureRow(int id, @Nullable String line, LocalDateTime starts, LocalDateTime ends) {

    Closure closure(List<ClosureMessageRow> message) {
        return new Closure(
                Optional.ofNullable(line).map(LineId::new),
                new LocalSpan(starts, ends),
                ClosureMessageRow.message(message));
    }
}
