package lv.helpline.snapshot;

import java.time.Instant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Pause;

/// A row of `pause`.
record PauseRow(int consultant, Instant starts, Instant ends) {

    Pause pause() {
        return new Pause(new ConsultantId(consultant), starts, ends);
    }
}
