package lv.helpline.selfservice.web;

import java.time.Clock;
import java.time.LocalDateTime;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.Rota;
import lv.helpline.planning.Wishes;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
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
