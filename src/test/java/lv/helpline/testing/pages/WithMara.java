package lv.helpline.testing.pages;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Māra works, and has duties that another test has not changed.
public abstract class WithMara {

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final Site site;
    public Account mara;

    public WithMara(Site site) {
        this.site = site;
    }

    /// Māra is on duty for Zemgale with Gints; only she is for Kurzeme on Saturdays, when it is specially open.
    @BeforeEach
    public void give_mara_duties() {
        var number = PEOPLE.incrementAndGet();
        var id = site.database()
                .sql("""
                    insert into consultant (name, contact_kind, contact, languages, regions, verified_at)
                    values ('Māra', 'sip', 'leaving' || :number, '{lv,en,ru}', '{zemgale}', now()) returning id\
                    """)
                .param("number", number)
                .query(Integer.class)
                .single();
        mara = site.account(site.bean(Accounts.class)
                .add(
                        "leaving" + number + "@example.org",
                        "Māra",
                        Role.CONSULTANT,
                        Optional.of(new ConsultantId(id)),
                        Author.router(site.clock().instant())));
        site.database().sql("""
            insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from)
            select :id, 'zemgale', weekday, time '09:00', time '17:00', date '2026-01-01'
            from generate_series(1, 5) as weekday\
            """).param("id", id).update();
        site.database().sql("""
            insert into cover (consultant, region, starts, ends)
            values (:id, 'kurzeme', timestamp '2026-11-28 10:00', timestamp '2026-11-28 12:00')\
            """).param("id", id).update();
        site.database().sql("""
            insert into special_opening (line, starts, ends)
            select id, timestamp '2026-11-28 10:00', timestamp '2026-11-28 12:00' from line where region = 'kurzeme'\
            """).update();
    }

    @AfterEach
    public void leave_the_roster_as_it_was() {
        for (var sql : new String[] {
            "delete from special_opening",
            "delete from feed",
            "delete from cover where consultant > 9",
            "delete from weekly_duty where consultant > 9",
            "delete from absence where consultant > 9",
            "delete from outside_help where way = 'call'",
            "update consultant set name = 'Agrāka' where name = 'Māra'"
        }) {
            site.database().sql(sql).update();
        }
    }

    public String at(String path) {
        return "/people/" + id() + path;
    }

    public ConsultantId id() {
        return mara.consultant().orElseThrow();
    }
}
