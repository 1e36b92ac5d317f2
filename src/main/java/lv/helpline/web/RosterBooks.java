package lv.helpline.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import lv.helpline.admin.Desk;
import lv.helpline.admin.Rota;
import lv.helpline.duty.Holidays;
import lv.helpline.duty.Roster;
import org.springframework.stereotype.Component;

/// Opens the roster for somebody: the books are read once, all else is worked out.
@Component
class RosterBooks {

    private final Rota rota;
    private final Desk desk;
    private final Holidays holidays;
    private final Clock clock;

    RosterBooks(Rota rota, Desk desk, Holidays holidays, Clock clock) {
        this.rota = rota;
        this.desk = desk;
        this.holidays = holidays;
        this.clock = clock;
    }

    OpenRoster open(SignedIn me) {
        var now = clock.instant();
        return OpenRoster.of(rota.books(now), desk.draft(me.id()), holidays, now);
    }

    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, Roster.ZONE);
    }
}
