package lv.helpline.web;

import java.time.Clock;
import java.time.LocalDateTime;
import lv.helpline.admin.Rota;
import lv.helpline.admin.Wishes;
import lv.helpline.duty.Holidays;
import lv.helpline.duty.Roster;
import org.springframework.stereotype.Component;

/// Opens a consultant's own duties: the books are read once, all else is worked out.
@Component
class MyDuties {

    private final Rota rota;
    private final Wishes wishes;
    private final Holidays holidays;
    private final Clock clock;

    MyDuties(Rota rota, Wishes wishes, Holidays holidays, Clock clock) {
        this.rota = rota;
        this.wishes = wishes;
        this.holidays = holidays;
        this.clock = clock;
    }

    /// Whose they are says the session, never the request.
    MyDuty of(SignedIn me) {
        var now = clock.instant();
        return new MyDuty(
                new Roster(rota.books(now), holidays),
                me.consultantId().orElseThrow(),
                now,
                wishes.wishesEndingAfter(LocalDateTime.ofInstant(now, Roster.ZONE)));
    }
}
