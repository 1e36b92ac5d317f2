package lv.helpline.selfservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import lv.helpline.testing.pages.WithRitaAndOlga;

/// What a consultant asked, was answered and wishes for, as it is shown. What follows from it is tried in [MyDutyIT].
class MyDutyPagesIT extends WithRitaAndOlga {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);

    MyDutyPagesIT() {
        super(SITE);
    }

    @PhoneAndDesk
    void what_is_asked_answered_and_wished_for_is_shown(String language, int width) {
        giveOlgaASaturday();
        openASunday();
        var me = Stranger.signedIn(SITE, rita);
        me.postWithToken("/duty/leave", Map.of("from", "2026-12-21", "to", "2026-12-23"));
        me.postWithToken("/duty/preference", Map.of("kind", "RATHER_NOT", "first", "2026-12-28", "last", "2026-12-28"));
        me.postWithToken("/duty/swap", Map.of("start", TOMORROW, "colleague", id(olga).toString()));
        me.postWithToken(
                "/duty/preference",
                Map.of("kind", "CAN", "first", "2026-12-29", "starts", "17:00", "last", "2026-12-29", "ends", "21:00"));
        var suffix = language + "-" + width;
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(SITE.somebody(Role.ADMINISTRATOR), language)
                    .open("/roster/offer?line=kurzeme&start=2026-11-29T10:00&end=2026-11-29T12:00")
                    .isFlawless("roster-offer-" + suffix);
            visitor.tabTo("form[action$=offer] button").page().keyboard().press("Enter");
            visitor.page().locator(".note.good").waitFor();
            visitor.open("/roster/time?of=line:kurzeme&start=2026-11-29T10:00&end=2026-11-29T12:00");
            visitor.page()
                    .locator("details:has(form[action$=withdraw]) summary")
                    .click();
            visitor.isFlawless("roster-offered-" + suffix);
        }
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(olga, language).open("/duty").isFlawless("duty-asked-" + suffix);
            visitor.open("/duty/places?q=r%C4%ABga").isFlawless("duty-places-" + suffix);
            visitor.open("/duty");
            visitor.page().locator("main a[href*='/duty/swap/']").click();
            visitor.page().locator("main form[action*=return]").waitFor();
            visitor.isFlawless("duty-return-" + suffix);
            visitor.page().locator("main .button.main").click();
            visitor.page().locator(".note.good").waitFor();
        }
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(rita, language).open("/duty");
            assertThat(visitor.page()
                            .locator("main form[action*='/swap/'][action$=take]")
                            .count())
                    .isEqualTo(1);
            visitor.isFlawless("duty-answered-" + suffix);
            visitor.open("/duty/open/" + offer()).isFlawless("duty-open-" + suffix);
            visitor.tabTo("main .button.main").page().keyboard().press("Enter");
            visitor.page().locator(".note.good").waitFor();
        }
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(olga, language).open("/duty/open/" + offer());
            assertThat(visitor.page().locator("main form").count()).isZero();
            visitor.isFlawless("duty-open-faster-" + suffix);
        }
    }

    private static int offer() {
        return SITE.database()
                .sql("select id from duty_offer")
                .query(Integer.class)
                .single();
    }

    @PhoneAndDesk
    void a_number_that_is_not_verified_and_its_code_are_shown(String language, int width) {
        var nora = consultant("Nora");
        SITE.database()
                .sql("update consultant set verified_at = null, second_kind = 'mobile', second_rings = 'afterwards',"
                        + " second_contact = '+3712600000' || :id % 10 where id = :id")
                .param("id", id(nora).value())
                .update();
        var suffix = language + "-" + width;
        var administrator = SITE.somebody(Role.ADMINISTRATOR);
        for (var who : List.of(nora, administrator)) {
            var place = who.equals(nora) ? "/duty" : "/people/" + id(nora);
            try (var visitor = BROWSERS.visitor(width)) {
                visitor.signIn(who, language).open(place).isFlawless("number-unverified-" + who.role() + "-" + suffix);
                visitor.page()
                        .locator("form[action$=number-code] button")
                        .last()
                        .press("Enter");
                assertThat(visitor.page().locator("#code").textContent()).matches("[0-9]{6}");
                visitor.isFlawless("number-code-" + who.role() + "-" + suffix);
                visitor.page().locator("main .button.main").click();
                visitor.page().locator("form[action$=number-code]").last().waitFor();
            }
        }
    }
}
