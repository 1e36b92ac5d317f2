package lv.helpline.planning.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.Desk;
import lv.helpline.planning.Rota;
import lv.helpline.planning.Wishes;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import org.springframework.stereotype.Component;

/// Opens the roster for somebody: the books are read once, all else is worked out.
@Component
public class RosterBooks {

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

    public OpenRoster open(SignedIn me) {
        var now = clock.instant();
        return open(rota.books(now), desk.draft(me.id()), now);
    }

    /// To be shown: covers and absences are there for these dates and for what the draft is about.
    public OpenRoster open(SignedIn me, LocalDate from, LocalDate until) {
        var now = clock.instant();
        var draft = desk.draft(me.id());
        var shown = new LocalSpan(from.atStartOfDay(), until.atStartOfDay());
        var time = draft.edit().dates().map(shown::with).orElse(shown);
        return open(rota.books(now, time), draft, now);
    }

    private OpenRoster open(RosterData books, Desk.Draft draft, Instant now) {
        var wished = wishes.wishesEndingAfter(today(now).minusDays(PAST_DAYS).atStartOfDay());
        return OpenRoster.of(books, wished, draft, holidays, now);
    }

    LocalDate today() {
        return today(clock.instant());
    }

    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, Roster.ZONE);
    }
}
