package lv.helpline.staff.web;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import lv.helpline.roster.Contact;

/// A contact as it is typed: a telephone number in any form that people write, Latvia's without +371 too, or the name
/// of a SIP phone of the house.
final class ContactForm {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private ContactForm() {}

    static Optional<Contact> parse(String typed, boolean sip) {
        var text = typed.strip();
        if (sip) {
            return text.matches("[a-z0-9]{1,20}") ? Optional.of(new Contact.SipPhone(text)) : Optional.empty();
        }
        try {
            var number = NUMBERS.parse(text, "LV");
            return NUMBERS.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(new Contact.Mobile(NUMBERS.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    /// As it is typed into the form again.
    static String text(Contact contact) {
        return switch (contact) {
            case Contact.Mobile(var e164) -> e164;
            case Contact.SipPhone(var endpoint) -> endpoint;
        };
    }
}
