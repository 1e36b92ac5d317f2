package lv.helpline.publicsite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Partners' places on the pages that are open to everybody: a shelter's address keeps people safe.
class PublicPlacesIT {

    private static final Site SITE = Slice.shared();

    private final Stranger anybody = new Stranger(SITE);

    @BeforeEach
    void partners() {
        SITE.database().sql("""
            insert into place (kind, region, partner, address, phone, phone_audience, languages, audience, checked_on)
            values
                ('library', 'latgale', 'Rēzeknes bibliotēka', 'Atbrīvošanas aleja 81, Rēzekne', '64600001', 'everybody',
                    '{lv,ru}', 'everybody', '2026-11-01'),
                ('crisis-centre', 'latgale', 'Krīzes centrs', 'Liepu iela 2, Rēzekne', '64600002', 'consultants',
                    '{lv}', 'everybody', '2026-11-01'),
                ('shelter', 'latgale', 'Patversme', 'Slepenā iela 3, Rēzekne', '64600003', 'everybody', '{lv}',
                    'consultants', '2026-11-01'),
                ('library', 'kurzeme', 'Slepenā bibliotēka', 'Slepenā iela 4, Liepāja', null, null, '{lv}',
                    'consultants', '2026-11-01')\
            """).update();
        SITE.bean(PublishedFacts.class).round();
    }

    @AfterEach
    void as_before() {
        SITE.database().sql("delete from place where partner is not null").update();
        SITE.bean(PublishedFacts.class).round();
    }

    @Test
    void what_is_for_consultants_only_is_on_none_of_them() {
        assertThat(anybody.get("/public/places/latgale").body())
                .contains("Rēzeknes bibliotēka", "tel:+37164600001", "Krīzes centrs", "Bibliotēkas", "krievu");
        for (var language : List.of("", "/en", "/ru")) {
            for (var page : List.of("", "/places/latgale", "/places/kurzeme")) {
                assertThat(anybody.get("/public" + language + page).body())
                        .as(language + page)
                        .doesNotContain("Slepenā", "Patversme", "64600003", "64600002");
            }
        }
        assertThat(SITE.bean(PublishedFacts.class).known().places())
                .as("nor in the memory that they are made from")
                .noneMatch(entry ->
                        entry.toString().contains("Slepenā") || entry.toString().contains("64600002"));
    }

    /// Hundreds of libraries would make the page slow that somebody opens in need.
    @Test
    void the_first_page_says_how_many_there_are_in_a_region_and_leads_to_them() {
        var page = Jsoup.parse(anybody.get("/public/en").body());
        assertThat(page.select("a[href^=/public/en/places/]").eachText()).containsExactly("Latgale: 2");
        assertThat(page.text()).contains("Lāčplēša iela 75").doesNotContain("Rēzeknes bibliotēka");
        var region = anybody.get("/public/en/places/latgale");
        assertThat(region.headers().firstValue("Cache-Control").orElseThrow()).contains("public");
        assertThat(Jsoup.parse(region.body()).select("nav.languages a").eachAttr("href"))
                .containsExactly("/public/places/latgale", "/public/en/places/latgale", "/public/ru/places/latgale");
        assertThat(anybody.get("/public/places/estonia").statusCode()).isEqualTo(404);
    }
}
