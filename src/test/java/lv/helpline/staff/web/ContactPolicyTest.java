package lv.helpline.staff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
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

    private static final Consultant ANNA = RosterBuilder.consultant(1, "Anna");
    private static final Consultant WITH_DESK_PHONE = new Consultant(
            new ConsultantId(2),
            "Bruno",
            new Contact.SipPhone("bruno"),
            Set.of(Language.LATVIAN),
            Set.of(),
            false,
            true,
            true,
            false);

    private static ContactPolicy allowing(String... countries) {
        return policy(new ContactProperties(Set.of(countries), false));
    }

    private static ContactPolicy policy(ContactProperties properties, Object... people) {
        var roster = RosterBuilder.of(RosterBuilder.line("latgale", "25723222", Region.LATGALE))
                .with(people)
                .roster();
        var web = mock(WebProperties.class);
        when(web.dutyNumber()).thenReturn("25550100");
        return new ContactPolicy(
                properties, web, () -> Optional.of(new Snapshot("a", Instant.EPOCH, roster, RecentActivity.NONE)));
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
        assertThatThrownBy(() -> new ContactProperties(Set.of("Latvia"), false))
                .hasMessageContaining("helpline.contacts.countries");
    }

    @Test
    void a_desk_phone_is_offered_where_the_house_says_so_or_somebody_has_one() {
        assertThat(policy(new ContactProperties(Set.of("LV"), false), ANNA).offersDeskPhones())
                .isFalse();
        assertThat(policy(new ContactProperties(Set.of("LV"), true), ANNA).offersDeskPhones())
                .isTrue();
        assertThat(policy(new ContactProperties(Set.of("LV"), false), ANNA, WITH_DESK_PHONE)
                        .offersDeskPhones())
                .isTrue();
    }

    @Test
    void the_trunk_is_no_phone() {
        assertThat(allowing("LV").objection(new Contact.SipPhone("trunk"))).contains("people.sip-trunk");
        assertThat(allowing("LV").objection(new Contact.SipPhone("anna"))).isEmpty();
    }
}
