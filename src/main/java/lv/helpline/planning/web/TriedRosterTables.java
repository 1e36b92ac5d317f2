package lv.helpline.planning.web;

import java.time.Clock;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.web.TriedTables;
import org.springframework.stereotype.Component;

/// Tables of the roster.
@Component
class TriedRosterTables extends TriedTables<AccountId> {

    TriedRosterTables(Clock clock) {
        super(clock);
    }
}
