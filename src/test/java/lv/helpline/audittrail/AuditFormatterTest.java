package lv.helpline.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import lv.helpline.audit.AuditActor;
import lv.helpline.audit.AuditCodec;
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
        account 1           | Dace
        line latgale        | Latgales līnija
        region riga         | Rīga
        coordination        | Koordinatora dežūra
        all lines           | Visas līnijas
        campaign 2026-11-24 | 24.11.2026
        report 2026-Q2      | 2026-Q2
        roster              | ''
        outside help 3      | ''
        something of before | something of before
        """)
    void names_whom_or_what_an_entry_is_about(String written, String said) {
        assertThat(LATVIAN.subject(written)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        helpline                | palīdzības līnija pati
        account 1               | Dace
        account 9               | 9
        account 1 · Kalendārs   | Dace · Kalendārs
        consultant 4, by phone  | Laura, pa tālruni
        Ilze                    | Ilze
        """)
    void names_whose_doing_it_was(String written, String said) {
        assertThat(LATVIAN.actor(written)).isEqualTo(said);
        assertThat(AuditActor.parse(written).map(AuditActor::toString))
                .satisfiesAnyOf(
                        read -> assertThat(read).hasValue(written),
                        read -> assertThat(read).isEmpty());
    }

    /// By what is stored, so that no entry of today becomes unreadable tomorrow.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        starts      | {"at":"2026-11-24T08:30:00Z"}                                          | 24.11.2026 10:30
        time        | {"starts":"2026-11-24T09:00","ends":"2026-11-25T00:00"}                | 24.11.2026 09:00–25.11.2026 00:00
        expires     | {"date":"2027-11-25"}                                                  | 25.11.2027
        absence     | [{"consultant":1},{"starts":"2027-02-01T09:00","ends":"2027-02-02T09:00"}] | Anna, 1.02.2027 09:00–2.02.2027 09:00
        cover       | [{"consultant":4},{"region":"latgale"},{"starts":"2026-11-25T09:00","ends":"2026-11-25T17:00"}] | Laura, Latgale, 25.11.2026 09:00–25.11.2026 17:00
        weekly-duty | [{"consultant":4},{"line":"latgale"},{"weekday":"MONDAY","starts":"09:00","ends":"17:00"},{"from":"2026-11-02"}] | Laura, Latgales līnija, pirmd. 09:00–17:00, 2.11.2026–
        weekly-duty | [{"consultant":1},{"coordination":true},{"weekday":"SUNDAY","starts":"09:00","ends":"17:00"},{"from":"2026-11-02","until":"2026-12-01"},{"everyWeeks":2}] | Anna, Koordinatora dežūra, svētd. 09:00–17:00, 2.11.2026–30.11.2026, katru otro nedēļu
        hole        | [{"line":"latgale"},{"at":"2026-11-25T07:00:00Z","until":"2026-11-25T15:00:00Z"}] | Latgales līnija, 25.11.2026 09:00–25.11.2026 17:00
        hours       | [{"weekday":"MONDAY","starts":"09:00","ends":"17:00"},{"weekday":"SATURDAY","starts":"10:00","ends":"14:00"}] | pirmd. 09:00–17:00, sestd. 10:00–14:00
        role        | {"word":"administrator","list":"role"}                                 | Administrators
        regions     | [{"region":"latgale"},{"region":"riga"}]                               | Latgale, Rīga
        scopes      | [{"word":"lines","list":"scope"},{"word":"roster","list":"scope"}]     | Līnijas, Dežūru saraksts
        strategy    | [{"word":"waves","list":"lines"},"3"]                                  | Pa grupām, 3
        consultant  | {"consultant":1}                                                       | Anna
        reason      | {"word":"nobody-found","list":"roster.reason"}                         | Neviens nav atrasts
        general     | {"mark":true}                                                          | ✓
        ring        | {"seconds":20}                                                         | 20 s
        sha256      | "e28e52413882652bd751e92425cf465cf06eb5fd04d0f3ddc167040a487be96"      | e28e52413882…
        name        | "line latgale/roster 2026-11-24"                                       | line latgale/roster 2026-11-24
        """)
    void says_values_as_people_do_and_leaves_what_they_typed(String field, String stored, String said) {
        var json = "[{\"field\":\"%s\",\"before\":\"\",\"after\":%s}]".formatted(field, stored);
        var changes = AuditCodec.changes(json);
        assertThat(LATVIAN.change(changes.getFirst())).isEqualTo(new AuditFormatter.Said(field, "", said));
        assertThat(AuditCodec.json(changes)).as("it is stored like that").isEqualTo(json);
    }
}
