package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.WholeSite;
import org.junit.jupiter.api.AfterAll;

/// What an administrator sees where no mail goes out: the invitation to hand over, once.
class InvitationPagesIT {

    private static final Site SITE = WholeSite.withoutMail();
    private static final Browsers BROWSERS = new Browsers(SITE);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @PhoneAndDesk
    void an_invitation_is_shown_once_and_reloading_says_so(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(SITE.somebody(Role.ADMINISTRATOR), language);
            var page = visitor.open("/accounts/new").page();
            visitor.tabTo("#name").page().keyboard().type("Jauna kolēģe");
            visitor.tabTo("#email").page().keyboard().type("jauna-" + language + width + "@example.org");
            page.locator("#role").selectOption("COORDINATOR");
            page.keyboard().press("Enter");
            page.locator(".as-written").waitFor();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(page.locator(".as-written").innerText()).contains("/link/");
            visitor.isFlawless("invitation-" + language + "-" + width);

            page.reload();
            assertThat(page.locator(".as-written").count()).isZero();
            visitor.forgetComplaints();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            visitor.isFlawless("shown-before-" + language + "-" + width);
            visitor.tabTo("main .button.main").page().keyboard().press("Enter");
            page.waitForURL("**/accounts");
        }
    }
}
