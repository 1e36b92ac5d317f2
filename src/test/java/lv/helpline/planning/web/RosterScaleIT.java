package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/// The pages of a large house: 200 people, 50 lines, a year of duties.
class RosterScaleIT {

    /// What the first page of somebody may send with all that belongs to it, packed, and each page after it.
    private static final int FIRST_BYTES = 150_000;

    private static final int LATER_BYTES = 30_000;

    /// Of the first page: itself, the style, scripts and the icon.
    private static final int REQUESTS = 6;

    private static final Pattern KEPT_FOR_GOOD = Pattern.compile("max-age=31536000, public");

    /// @param statements at most, those of its session too
    private record Page(Role reader, String address, int statements) {}

    private static final List<Page> PAGES = List.of(
            new Page(Role.ADMINISTRATOR, "/roster", 7),
            new Page(Role.ADMINISTRATOR, "/roster?by=people", 7),
            new Page(Role.ADMINISTRATOR, "/now", 8),
            new Page(Role.ADMINISTRATOR, "/who", 2),
            new Page(Role.ADMINISTRATOR, "/calendar", 4),
            new Page(Role.ADMINISTRATOR, "/lines", 3),
            new Page(Role.ADMINISTRATOR, "/places", 5),
            new Page(Role.ADMINISTRATOR, "/people", 6),
            new Page(Role.ADMINISTRATOR, "/statistics", 7),
            new Page(Role.ADMINISTRATOR, "/audit", 6),
            new Page(Role.CONSULTANT, "/duty", 8),
            new Page(Role.CONSULTANT, "/duty/phone", 3));

    /// However much the database holds, what a page needs is read in few questions, and all else is worked out.
    @Test
    void a_page_asks_the_database_as_often_for_fifty_lines_as_for_seven_and_sends_little() {
        try (var site = Site.ofOneTest()) {
            var readers = Map.of(
                    Role.ADMINISTRATOR, Stranger.signedIn(site, site.somebody(Role.ADMINISTRATOR)),
                    Role.CONSULTANT, Stranger.signedIn(site, site.somebody(Role.CONSULTANT)));
            var ofSeven = PAGES.stream()
                    .map(page -> asked(site, readerOf(page, readers), page).size())
                    .toList();
            fill(site);
            assertThat(readerOf(PAGES.getFirst(), readers).get("/roster").body())
                    .contains("Line 43", "Person 1.");
            for (var at = 0; at < PAGES.size(); at++) {
                var page = PAGES.get(at);
                var reader = readerOf(page, readers);
                assertThat(asked(site, reader, page))
                        .as(page.address())
                        .hasSize(ofSeven.get(at))
                        .hasSizeLessThanOrEqualTo(page.statements());
                sendsLittle(reader, page);
            }
        }
    }

    private static Stranger readerOf(Page page, Map<Role, Stranger> readers) {
        return Objects.requireNonNull(readers.get(page.reader()));
    }

    /// The first time it has been asked for, templates are read, and that somebody is there is noted.
    private static List<String> asked(Site site, Stranger reader, Page page) {
        reader.discard(page.address());
        return site.statements().during(() -> reader.discard(page.address()));
    }

    private static void sendsLittle(Stranger reader, Page page) {
        var itself = reader.bytesOf(page.address());
        assertThat(itself).as("bytes of %s", page.address()).isLessThanOrEqualTo(LATER_BYTES);
        var others = Jsoup.parse(reader.get(page.address()).body())
                .select("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
                .stream()
                .map(each -> each.attr(each.hasAttr("src") ? "src" : "href"))
                .distinct()
                .toList();
        assertThat(others).as("requests of %s", page.address()).hasSizeLessThan(REQUESTS);
        assertThat(others)
                .allSatisfy(address -> assertThat(reader.get(address).headers().firstValue("Cache-Control"))
                        .as(address)
                        .hasValueSatisfying(kept -> assertThat(kept).matches(KEPT_FOR_GOOD)));
        assertThat(itself + others.stream().mapToInt(reader::bytesOf).sum())
                .as("bytes of %s for the first time", page.address())
                .isLessThanOrEqualTo(FIRST_BYTES);
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
