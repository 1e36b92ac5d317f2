package lv.helpline.staff.web;

import static org.assertj.core.api.Assertions.assertThat;

import lv.helpline.roster.Contact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactFormTest {

    @ParameterizedTest
    @CsvSource({
        "29 123 456, +37129123456",
        "+371 29123456, +37129123456",
        "00371 29-12-34-56, +37129123456",
        "67 898 343, +37167898343",
        "+44 7911 123456, +447911123456"
    })
    void understands_a_number_as_people_write_it(String typed, String e164) {
        assertThat(ContactForm.parse(typed, false)).contains(new Contact.Mobile(e164));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "112", "2912345", "291234567", "+371 11111111", "anna", "29123456 ext. 5", "<script>"})
    void refuses_what_nobody_can_be_rung_by(String typed) {
        assertThat(ContactForm.parse(typed, false)).isEmpty();
    }

    @Test
    void takes_a_sip_phone_by_its_name_only() {
        assertThat(ContactForm.parse(" anna ", true)).contains(new Contact.SipPhone("anna"));
        assertThat(ContactForm.parse("Anna&Ilze", true)).isEmpty();
    }
}
