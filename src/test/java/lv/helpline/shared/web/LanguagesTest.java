package lv.helpline.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LanguagesTest {

    private final Languages languages =
            new Languages(request -> request.getRequestURI().equals("/roster"));

    @ParameterizedTest
    @CsvSource({
        "'en-GB,en;q=0.8', en",
        "'lv-LV,lv;q=0.9,en;q=0.8', lv",
        "'de,en;q=0.5', en",
        "'uk,ru;q=0.5', ru",
        "'uk,de;q=0.5', lv",
        "'', lv",
        "'no language at all;;', lv",
    })
    void a_first_visit_is_in_the_first_language_that_the_browser_asks_for_and_there_is(
            String accepted, String language) {
        var request = new MockHttpServletRequest("GET", "/sign-in");
        request.addHeader("Accept-Language", accepted);
        assertThat(languages.resolveLocale(request).getLanguage()).isEqualTo(language);
    }

    /// The pages of administrators do not speak Russian; the choice of one who prefers it is offered beside.
    @ParameterizedTest
    @CsvSource({"/duty, ru, ru", "/duty, en, en", "/roster, ru, lv", "/roster, en, en"})
    void each_page_is_in_a_language_that_it_speaks(String page, String preferred, String language) {
        var request = new MockHttpServletRequest("GET", page);
        request.getSession().setAttribute(Languages.IN_SESSION, preferred);
        assertThat(languages.resolveLocale(request).getLanguage()).isEqualTo(language);
        var asked = new MockHttpServletRequest("GET", page);
        asked.setQueryString("lang=" + preferred);
        assertThat(languages.resolveLocale(asked).getLanguage()).isEqualTo(language);
        assertThat(languages.offered(request)).contains(languages.resolveLocale(request));
    }

    @Test
    void a_program_is_answered_in_a_language_of_every_page() {
        var request = new MockHttpServletRequest("GET", "/api/v1/lines");
        request.addHeader("Accept-Language", "ru,en;q=0.5");
        assertThat(languages.resolveLocale(request).getLanguage()).isEqualTo("en");
    }

    @Test
    void what_the_address_asks_for_and_what_the_account_prefers_come_before() {
        var request = new MockHttpServletRequest("GET", "/sign-in");
        request.addHeader("Accept-Language", "en");
        request.getSession().setAttribute(Languages.IN_SESSION, "lv");
        assertThat(languages.resolveLocale(request).getLanguage()).isEqualTo("lv");
        request.getSession().setAttribute(Languages.IN_SESSION, "en");
        request.setQueryString("lang=lv");
        assertThat(languages.resolveLocale(request).getLanguage()).isEqualTo("lv");
    }
}
