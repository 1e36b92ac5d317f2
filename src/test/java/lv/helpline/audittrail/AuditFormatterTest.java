package lv.helpline.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import lv.helpline.audit.Change;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class AuditFormatterTest {

    private static final AuditFormatter.Spoken LATVIAN = spoken();

    private static AuditFormatter.Spoken spoken() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new AuditFormatter.Spoken(
                Map.of("1", "Anna", "4", "Laura"),
                Map.of("1", "Dace"),
                Map.of("latgale", "Latgales līnija"),
                messages,
                Locale.of("lv"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        consultant 4        | Laura
        consultant 77       | 77
        consultants 1, 4    | Anna, Laura
        account 1           | Dace
        line latgale        | Latgales līnija
        all lines           | Visas līnijas
        campaign 2026-11-24 | 24.11.2026
        report 2026-Q2      | 2026-Q2
        roster              | ''
        outside help 3      | ''
        """)
    void names_whom_or_what_an_entry_is_about(String written, String said) {
        assertThat(LATVIAN.subject(written)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        starts      | 2026-11-24T08:30:00Z                                                    | 24.11.2026 10:30
        ends        | 2026-11-25T00:00                                                        | 25.11.2026 00:00
        expires     | 2027-11-25                                                              | 25.11.2027
        absence     | consultant 1, 2027-02-01T09:00/2027-02-02T09:00                         | Anna, 1.02.2027 09:00–2.02.2027 09:00
        cover       | consultant 4, region latgale, 2026-11-25T09:00/2026-11-25T17:00         | Laura, Latgale, 25.11.2026 09:00–25.11.2026 17:00
        weekly-duty | consultant 4, line latgale, MONDAY 09:00/17:00, 2026-11-02/..           | Laura, Latgales līnija, pirmd. 09:00–17:00, 2.11.2026–
        weekly-duty | consultant 1, coordination, SUNDAY 09:00/17:00, 2026-11-02/2026-12-01   | Anna, Koordinatora dežūra, svētd. 09:00–17:00, 2.11.2026–1.12.2026
        hours       | 1: 09:00–17:00, 6: 10:00–14:00                                          | pirmd.: 09:00–17:00, sestd.: 10:00–14:00
        role        | administrator                                                           | Administrators
        regions     | latgale,riga                                                            | Latgale, Rīga
        scopes      | lines,roster                                                            | Līnijas, Dežūru saraksts
        strategy    | waves 3                                                                 | Pa grupām: 3
        consultant  | 1                                                                       | Anna
        reason      | nobody-found                                                            | Neviens nav atrasts
        sha256      | e28e52413882652bd751e92425cf465cf06eb5fd04d0f3ddc167040a487be96 | e28e52413882…
        name        | line latgale/roster 2026-11-24                                          | line latgale/roster 2026-11-24
        """)
    void says_values_as_people_do_and_leaves_what_they_typed(String field, String written, String said) {
        assertThat(LATVIAN.change(new Change(field, "", written))).isEqualTo(new Change(field, "", said));
    }
}
