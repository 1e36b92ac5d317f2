package lv.helpline.testing.pages;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Two who serve Kurzeme: Rita is on duty there until 17, each workday, and Olga is free.
public abstract class WithRitaAndOlga {

    public static final String TOMORROW = "2026-11-25T09:00";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final Site site;
    public Account rita;
    public Account olga;

    public WithRitaAndOlga(Site site) {
        this.site = site;
    }

    /// Rita is on duty for Kurzeme with Kristaps until 17, each workday; Olga speaks what is needed there and is free.
    @BeforeEach
    public void give_rita_duties() {
        rita = consultant("Rita");
        olga = consultant("Olga");
        site.database().sql("""
            insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from)
            select :id, 'kurzeme', weekday, time '09:00', time '17:00', date '2026-01-01'
            from generate_series(1, 5) as weekday\
            """).param("id", id(rita).value()).update();
        purge();
    }

    @AfterEach
    public void leave_the_roster_as_it_was() {
        site.clock().stop(Site.NOW);
        for (var table : List.of(
                "swap",
                "duty_preference",
                "duty_offer_recipient",
                "duty_offer",
                "feed",
                "reminder",
                "missed_series",
                "call_attempt")) {
            site.database().sql("delete from " + table).update();
        }
        for (var table : List.of("weekly_duty", "cover", "absence", "pause")) {
            for (var account : List.of(rita, olga)) {
                site.database()
                        .sql("delete from " + table + " where consultant = :id")
                        .param("id", id(account).value())
                        .update();
            }
        }
        site.database().sql("delete from absence where consultant = 6").update();
        site.database().sql("delete from special_opening").update();
    }

    public void giveOlgaASaturday() {
        site.database().sql("""
            insert into cover (consultant, region, starts, ends)
            values (:id, 'kurzeme', timestamp '2026-11-28 10:00', timestamp '2026-11-28 12:00')\
            """).param("id", id(olga).value()).update();
        site.database().sql("""
            insert into special_opening (line, starts, ends)
            select id, timestamp '2026-11-28 10:00', timestamp '2026-11-28 12:00' from line where region = 'kurzeme'\
            """).update();
    }

    /// Kurzeme is open on Sunday, and nobody is on duty there.
    public void openASunday() {
        site.database().sql("""
            insert into special_opening (line, starts, ends) values
                ('kurzeme', timestamp '2026-11-29 10:00', timestamp '2026-11-29 12:00')\
            """).update();
    }

    public Account consultant(String name) {
        var number = PEOPLE.incrementAndGet();
        var id = site.database()
                .sql("""
                    insert into consultant (name, contact_kind, contact, languages, regions, verified_at)
                    values (:name, 'sip', 'mine' || :number, '{lv,en,ru}', '{kurzeme}', now()) returning id\
                    """)
                .param("name", name)
                .param("number", number)
                .query(Integer.class)
                .single();
        return site.account(site.bean(Accounts.class)
                .add(
                        "mine" + number + "@example.org",
                        name,
                        Role.CONSULTANT,
                        Optional.of(new ConsultantId(id)),
                        Author.router(site.clock().instant())));
    }

    public static ConsultantId id(Account account) {
        return account.consultant().orElseThrow();
    }

    public void purge() {
        site.database().sql("delete from mail").update();
        try {
            site.mail().purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
