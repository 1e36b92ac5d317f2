package lv.helpline.app;

import java.util.Locale;
import lv.helpline.roster.Contact;
import org.springframework.context.MessageSource;
import org.springframework.format.Printer;

/// How a page shows a telephone to whoever does not edit it: a mobile by its last two digits, a desk phone in words.
record MaskedContact(MessageSource messages) implements Printer<Contact> {

    @Override
    public String print(Contact contact, Locale locale) {
        return switch (contact) {
            case Contact.Mobile mobile -> mobile.masked();
            case Contact.SipPhone _ -> messages.getMessage("people.desk-phone", null, locale);
        };
    }
}
