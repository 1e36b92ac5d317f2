package lv.helpline.mail;

import static lv.helpline.roster.RosterBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.net.URI;
import java.util.Locale;
import lv.helpline.accounts.Accounts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class MailComposerTest {

    /// The clocks go from 3:00 to 4:00 on 28 March 2027.
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2027-03-28 03:30 | 2027-03-28 08:00 | Sunday 28 March, 04:00–08:00
        2027-03-27 22:00 | 2027-03-28 03:30 | Saturday 27 March, 22:00–Sunday 28 March, 04:00
        2026-11-24 09:00 | 2026-11-24 17:00 | Tuesday 24 November, 09:00–17:00
        """)
    void a_time_is_told_as_the_clocks_show_it(String start, String end, String told) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        var composer =
                new MailComposer(mock(Accounts.class), messages, new PagesAddress(URI.create("https://duty.example")));
        assertThat(composer.text(span(start, end), Locale.ENGLISH)).isEqualTo(told);
    }
}
