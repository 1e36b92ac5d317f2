package lv.helpline.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import lv.helpline.admin.Desk;
import lv.helpline.admin.Rota;
import lv.helpline.admin.Wishes;
import lv.helpline.duty.Holidays;
import lv.helpline.duty.Roster;
import org.springframework.stereotype.Component;

/// Opens the roster for somebody: the books are read once, all else is worked out.
@Component
class RosterBooks {

    /// The fortnight before may be looked at too.
    private static final int PAST_DAYS = 31;

    private final Rota rota;
    private final Wishes wishes;
    private final Desk desk;
    private final Holidays holidays;
    private final Clock clock;

    RosterBooks(Rota rota, Wishes wishes, Desk desk, Holidays holidays, Clock clock) {
        this.rota = rota;
        this.wishes = wishes;
        this.desk = desk;
        this.holidays = holidays;
        this.clock = clock;
    }

    OpenRoster open(SignedIn me) {
        var now = clock.instant();
        return OpenRoster.of(
                rota.books(now),
                wishes.wishesEndingAfter(today(now).minusDays(PAST_DAYS).atStartOfDay()),
                desk.draft(me.id()),
                holidays,
                now);
    }

    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, Roster.ZONE);
    }
}
