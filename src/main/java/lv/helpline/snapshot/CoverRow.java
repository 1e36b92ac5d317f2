package lv.helpline.snapshot;

import java.time.LocalDateTime;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.jdbc.EnumCodes;
import org.jspecify.annotations.Nullable;

/// A row of `cover`.
record CoverRow(
        int consultant,
        @Nullable String region,
        @Nullable String line,
        boolean coordination,
        LocalDateTime starts,
        LocalDateTime ends) {

    Cover cover() {
        return new Cover(
                new ConsultantId(consultant), coverage(region, line, coordination), new LocalSpan(starts, ends));
    }

    /// One of the three is there: a constraint of both tables of duties.
    static DutyScope coverage(@Nullable String region, @Nullable String line, boolean coordination) {
        if (region != null) {
            return new DutyScope.OfRegion(EnumCodes.region(region));
        }
        if (line != null) {
            return new DutyScope.OfLine(new LineId(line));
        }
        if (coordination) {
            return new DutyScope.CoordinatorOnCall();
        }
        throw new IllegalStateException("duty: neither a region nor a line nor the coordination");
    }
}
