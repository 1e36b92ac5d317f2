package lv.helpline.staff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import lv.helpline.shared.web.WebProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which numbers are ordinary telephones, by the numbering plans that libphonenumber knows.
class ContactPolicyTest {

    private static final RosterBuilder ROSTER =
            RosterBuilder.of(RosterBuilder.line("latgale", "25723222", Region.LATGALE));

    private static ContactPolicy allowing(String... countries) {
        var web = mock(WebProperties.class);
        when(web.dutyNumber()).thenReturn("25550100");
        return new ContactPolicy(
                new ContactProperties(Set.of(countries)),
                web,
                () -> Optional.of(new Snapshot("a", Instant.EPOCH, ROSTER.roster(), RecentActivity.NONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+37129123456", "+37120000001", "+37167898999"})
    void ordinary_telephones_are_rung(String e164) {
        assertThat(allowing("LV").objection(new Contact.Mobile(e164))).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "+37190000001, people.number-kind, premium",
        "+37181000001, people.number-kind, shared cost",
        "+37180000001, people.number-kind, toll-free",
        "+881612345678, people.number-country, satellite",
        "+447911123456, people.number-country, another country",
        "+37125723222, people.number-ours, a line of ours",
        "+37125550100, people.number-ours, the duty line"
    })
    void others_are_refused(String e164, String why, String kind) {
        assertThat(allowing("LV").objection(new Contact.Mobile(e164))).contains(why);
    }

    @Test
    void a_further_country_can_be_allowed() {
        assertThat(allowing("LV", "GB").objection(new Contact.Mobile("+447400123456")))
                .isEmpty();
        assertThat(allowing("LV", "GB").objection(new Contact.Mobile("+449012345678")))
                .contains("people.number-kind");
        assertThatThrownBy(() -> new ContactProperties(Set.of("Latvia")))
                .hasMessageContaining("helpline.contacts.countries");
    }

    @Test
    void the_trunk_is_no_phone() {
        assertThat(allowing("LV").objection(new Contact.SipPhone("trunk"))).contains("people.sip-trunk");
        assertThat(allowing("LV").objection(new Contact.SipPhone("anna"))).isEmpty();
    }
}
