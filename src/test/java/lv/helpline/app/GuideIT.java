package lv.helpline.app;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Help leads from each page to the section of the guide that is about it.
class GuideIT {

    private static final Site SITE = Slice.shared();
    private static final String HELP = "a[href^=/guide]";

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
        ADMINISTRATOR | lv | /now /roster /roster/csv /who /calendar /lines /prompts /outside /places /people /people/1 /statistics /statistics/forecast /statistics/reports /accounts /tokens /audit /account
        ADMINISTRATOR | en | /now /roster /roster/csv /who /calendar /lines /prompts /outside /places /people /people/1 /statistics /statistics/forecast /statistics/reports /accounts /tokens /audit /account
        COORDINATOR   | lv | /now /roster /who /calendar /lines /people /statistics /statistics/forecast /account
        CONSULTANT    | lv | /duty /duty/places /account
        CONSULTANT    | en | /duty /duty/places /account
        """)
    void each_page_has_a_section(Role role, String language, String pages) {
        Account account = SITE.somebody(role);
        var reader = Stranger.signedIn(SITE, account);
        reader.postWithToken("/language", Map.of("code", language));
        var guide = page(reader, "/guide");
        assertThat(guide.select("html").attr("lang")).isEqualTo(language);
        var sections =
                guide.select("article h2").stream().map(each -> each.id()).collect(toSet());
        assertThat(guide.select("details a").eachAttr("href"))
                .as("the list of sections")
                .hasSameSizeAs(sections)
                .allSatisfy(link -> assertThat(sections).contains(link.substring(1)));
        assertThat(Stream.of(pages.split(" ")).map(address -> page(reader, address)))
                .allSatisfy(page -> {
                    var help = page.select(HELP).attr("href");
                    assertThat(help).as(page.title()).startsWith("/guide#");
                    assertThat(sections).as(page.title()).contains(help.substring("/guide#".length()));
                });
    }

    private static Document page(Stranger reader, String address) {
        var answer = reader.get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }
}
