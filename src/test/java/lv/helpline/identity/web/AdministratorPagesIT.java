package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.app.PagesIT;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;

/// The pages that administrators see, like those of [PagesIT]; beside them, because they take as long.
class AdministratorPagesIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);

    @PhoneAndDesk
    void of_an_administrator(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language);
            for (var path : List.of(
                    "/now",
                    "/who?line=riga-trust&at=2026-11-24T10:00",
                    "/who?line=latgale&language=en&at=2026-12-24T12:00",
                    "/who?line=vidzeme&language=&at=2026-11-24T10:00",
                    "/calendar",
                    "/lines",
                    "/lines/riga-trust",
                    "/people",
                    "/people/new",
                    "/people/3",
                    "/account",
                    "/account/password",
                    "/guide",
                    "/accounts",
                    "/accounts/new",
                    "/accounts/" + ADMINISTRATOR.id(),
                    "/tokens",
                    "/tokens/new",
                    "/roster/csv",
                    "/audit")) {
                visitor.open(path);
                assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo(language);
                visitor.isFlawless(PagesIT.name(path) + "-" + language + "-" + width);
            }
            visitor.open("/tokens/new");
            visitor.page().locator("#name").fill("Programma");
            visitor.page().locator("[name=scopes]").first().check();
            visitor.page().locator("main form .button.main").click();
            visitor.page().locator("#token").waitFor();
            visitor.isFlawless("token-made-" + language + "-" + width);
            visitor.page().locator("main .button.main").click();
            visitor.page().locator("form[action*=revoke]").first().waitFor();
            visitor.isFlawless("tokens-one-" + language + "-" + width);
            visitor.open("/nothing-here");
            visitor.forgetComplaints();
            visitor.isFlawless("not-found-" + language + "-" + width);
            visitor.open("/account");
            visitor.page().locator("form[action*=recovery-codes] button").click();
            visitor.page().locator(".codes li").first().waitFor();
            assertThat(visitor.page().locator(".codes li").count()).isEqualTo(8);
            visitor.isFlawless("recovery-codes-" + language + "-" + width);
        }
    }
}
