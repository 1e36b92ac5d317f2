package lv.helpline.lines.web;

import java.time.Clock;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.web.TriedTables;
import org.springframework.stereotype.Component;

/// Tables of places.
@Component
class TriedPlaceTables extends TriedTables<AccountId> {

    TriedPlaceTables(Clock clock) {
        super(clock);
    }
}
