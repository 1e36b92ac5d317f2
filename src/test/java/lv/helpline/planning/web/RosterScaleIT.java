package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;

import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.Test;

/// The roster of a large house: 200 people, 50 lines, a year of duties.
class RosterScaleIT {

    /// However much the database holds, each table is read once, and all else is worked out.
    @Test
    void asks_the_database_as_often_for_fifty_lines_as_for_seven() {
        try (var site = Site.ofOneTest()) {
            var administrator = Stranger.signedIn(site, site.somebody(Role.ADMINISTRATOR));
            administrator.get("/roster");
            var ofSeven = site.statements().during(() -> administrator.get("/roster"));
            fill(site);

            var ofFifty = site.statements()
                    .during(() ->
                            assertThat(administrator.get("/roster").body()).contains("Line 43", "Person 1."));

            assertThat(ofFifty).isEqualTo(ofSeven).isLessThanOrEqualTo(20);
        }
    }

    private static void fill(Site site) {
        var database = site.database();
        database.sql("""
            insert into line (id, number, name, region, languages, strategy)
            select 'line-' || n, (22000000 + n)::text, 'Line ' || n,
                (array['riga', 'latgale', 'kurzeme', 'vidzeme', 'zemgale'])[1 + n % 5], '{lv,ru}', 'all-at-once'
            from generate_series(1, 43) as n\
            """).update();
        database.sql("""
            insert into opening_hours (line, weekday, starts, ends)
            select 'line-' || n, weekday, time '09:00', time '17:00'
            from generate_series(1, 43) as n, generate_series(1, 5) as weekday\
            """).update();
        database.sql("""
            insert into consultant (name, contact_kind, contact, languages, regions, verified_at)
            select 'Person ' || n, 'sip', 'person' || n, '{lv}',
                array[(array['riga', 'latgale', 'kurzeme', 'vidzeme', 'zemgale'])[1 + n % 5]], now()
            from generate_series(1, 191) as n\
            """).update();
        database.sql("""
            insert into weekly_duty (consultant, line, weekday, starts, ends, valid_from)
            select id, 'line-' || 1 + id % 43, 1 + id % 5, time '09:00', time '13:00', date '2026-01-01'
            from consultant where name like 'Person %'\
            """).update();
        database.sql("""
            insert into cover (consultant, line, starts, ends)
            select id, 'line-' || 1 + (id + week) % 43, monday + time '13:00', monday + time '17:00'
            from consultant, generate_series(0, 51) as week,
                lateral (select date '2026-11-23' + week * 7 + id % 5 as monday) as day
            where name like 'Person %'\
            """).update();
        database.sql("""
            insert into absence (consultant, starts, ends)
            select id, date '2026-11-20' + id, date '2026-11-25' + id from consultant where name like 'Person %'\
            """).update();
    }
}
