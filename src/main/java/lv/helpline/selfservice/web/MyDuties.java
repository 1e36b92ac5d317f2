package lv.helpline.selfservice.web;

import java.time.Clock;
import java.time.LocalDateTime;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.planning.DutyRepository;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import org.springframework.stereotype.Component;

/// Opens a consultant's own duties: the roster is read once, all else is worked out.
@Component
class MyDuties {

    private final DutyRepository dutyRepository;
    private final DutyPreferences dutyPreferences;
    private final Holidays holidays;
    private final Clock clock;

    MyDuties(DutyRepository dutyRepository, DutyPreferences dutyPreferences, Holidays holidays, Clock clock) {
        this.dutyRepository = dutyRepository;
        this.dutyPreferences = dutyPreferences;
        this.holidays = holidays;
        this.clock = clock;
    }

    /// Whose they are says the session, never the request.
    MyDuty of(SignedIn me) {
        var now = clock.instant();
        return new MyDuty(
                new Roster(dutyRepository.roster(now), holidays),
                me.consultantId().orElseThrow(),
                now,
                dutyPreferences.endingAfter(LocalDateTime.ofInstant(now, Roster.ZONE)));
    }
}
