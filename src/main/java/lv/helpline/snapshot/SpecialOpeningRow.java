package lv.helpline.snapshot;

import java.time.LocalDateTime;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.SpecialOpening;

/// A row of `special_opening`.
record SpecialOpeningRow(String line, LocalDateTime starts, LocalDateTime ends) {

    SpecialOpening opening() {
        return new SpecialOpening(new LineId(line), new LocalSpan(starts, ends));
    }
}
