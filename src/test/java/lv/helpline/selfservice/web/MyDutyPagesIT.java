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
        var me = Stranger.signedIn(SITE, rita);
        me.postWithToken("/duty/leave", Map.of("kind", "leave", "from", "2026-12-21", "to", "2026-12-23"));
        me.postWithToken("/duty/leave", Map.of("kind", "rather-not", "from", "2026-12-28", "to", "2026-12-28"));
        me.postWithToken("/duty/swap", Map.of("start", TOMORROW, "colleague", id(olga).toString()));
        var suffix = language + "-" + width;
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(olga, language).open("/duty").isFlawless("duty-asked-" + suffix);
            visitor.page().locator("main a[href*='/duty/swap/']").click();
            visitor.page().locator("main form[action*=return]").waitFor();
            visitor.isFlawless("duty-return-" + suffix);
            visitor.page().locator("main .button.main").click();
            visitor.page().locator(".note.good").waitFor();
        }
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(rita, language).open("/duty");
            assertThat(visitor.page().locator("main form[action$=take]").count())
                    .isEqualTo(1);
            visitor.isFlawless("duty-answered-" + suffix);
        }
    }

    @PhoneAndDesk
    void a_number_that_is_not_verified_and_its_code_are_shown(String language, int width) {
        var nora = consultant("Nora");
        SITE.database()
                .sql("update consultant set proved_at = null where id = :id")
                .param("id", id(nora).value())
                .update();
        var suffix = language + "-" + width;
        var administrator = SITE.somebody(Role.ADMINISTRATOR);
        for (var who : List.of(nora, administrator)) {
            var place = who.equals(nora) ? "/duty" : "/people/" + id(nora);
            try (var visitor = BROWSERS.visitor(width)) {
                visitor.signIn(who, language).open(place).isFlawless("number-unverified-" + who.role() + "-" + suffix);
                visitor.page().locator("form[action$=number-code] button").press("Enter");
                assertThat(visitor.page().locator("#code").textContent()).matches("[0-9]{6}");
                visitor.isFlawless("number-code-" + who.role() + "-" + suffix);
                visitor.page().locator("main .button.main").click();
                visitor.page().locator("form[action$=number-code]").waitFor();
            }
        }
    }
}
