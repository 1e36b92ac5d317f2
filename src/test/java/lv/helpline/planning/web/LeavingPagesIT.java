package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.lines.Referrals;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.WithMara;

/// The pages on which somebody leaves or loses their phone, and those of what is told to callers beyond our own
/// lines: in both languages, on a phone and on a desk. What they do is tried in [LeavingIT].
class LeavingPagesIT extends WithMara {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);

    /// Whose language changes.
    private static final Account VISITOR = SITE.somebody(Role.ADMINISTRATOR);

    LeavingPagesIT() {
        super(SITE);
    }

    @PhoneAndDesk
    void the_pages(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            var suffix = language + "-" + width;
            visitor.signIn(VISITOR, language);
            visitor.open(at("")).isFlawless("person-block-" + suffix);
            visitor.open(at("/leave")).isFlawless("person-leaves-" + suffix);
            visitor.open(at(""))
                    .page()
                    .locator("form[action*=lost-phone] button")
                    .click();
            visitor.page().locator(".note.good").waitFor();
            visitor.isFlawless("person-lost-phone-" + suffix);
            visitor.open("/outside").isFlawless("outside-empty-" + suffix);
            for (var name : new String[] {"Krīzes tālrunis", "Uzticības tālrunis bērniem un jauniešiem"}) {
                visitor.open("/outside/new").page().fill("#name", name);
                visitor.page().fill("#number", "116 1" + name.length() % 100);
                visitor.page().fill("#day-0", "9–17");
                visitor.isFlawless("outside-new-" + suffix);
                visitor.page().locator("main .button.main").click();
                visitor.page().locator(".note.good").waitFor();
            }
            SITE.database()
                    .sql("update outside_help set checked_on = date '2026-01-01' where name like 'Uzticības%'")
                    .update();
            visitor.open("/outside").isFlawless("outside-" + suffix);
            visitor.tabTo("form[action*=raise] button").page().keyboard().press("Enter");
            visitor.page().locator(".note.good").waitFor();
            assertThat(toCall())
                    .extracting(entry -> entry.help().name())
                    .containsExactly("Uzticības tālrunis bērniem un jauniešiem", "Krīzes tālrunis");
            visitor.page().locator("form[action*=check] .main").click();
            visitor.page().locator(".note.good").waitFor();
            assertThat(toCall())
                    .allSatisfy(entry -> assertThat(entry.checkedOn()).isEqualTo(LocalDate.parse("2026-11-24")));
            visitor.open("/lines").isFlawless("lines-checked-" + suffix);
            visitor.open("/places").isFlawless("places-" + suffix);
            visitor.page().locator("main li a.button").click();
            visitor.page().locator("#address").waitFor();
            visitor.isFlawless("place-" + suffix);
            visitor.open("/places/csv").isFlawless("places-csv-" + suffix);
            interpreters(visitor, suffix);
            visitor.open("/calendar").page().locator("details.more summary").click();
            visitor.isFlawless("calendar-message-" + suffix);
        }
    }

    private static void interpreters(Browsers.Visitor visitor, String suffix) {
        visitor.open("/interpreters").page().locator("main a.button.main").click();
        visitor.page().fill("#name", "Oksana");
        visitor.page().fill("#number", "26 000 001");
        visitor.page().fill("#languages", "ukraiņu, arābu");
        visitor.page().fill("#day-1", "9–17");
        visitor.isFlawless("interpreter-" + suffix);
        visitor.page().locator("main .button.main").click();
        visitor.page().locator(".note.good").waitFor();
        visitor.isFlawless("interpreters-" + suffix);
        SITE.database().sql("delete from interpreter").update();
    }

    private static List<Referrals.Entry> toCall() {
        return SITE.bean(Referrals.class).all().stream()
                .filter(entry -> entry.help().way() == Referrals.Way.CALL)
                .toList();
    }
}
