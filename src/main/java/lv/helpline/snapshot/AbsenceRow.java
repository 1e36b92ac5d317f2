package lv.helpline.snapshot;

import java.time.LocalDateTime;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;

/// A row of `absence`.
record AbsenceRow(int consultant, LocalDateTime starts, LocalDateTime ends) {

    Absence absence() {
        return new Absence(new ConsultantId(consultant), new LocalSpan(starts, ends));
    }
}
