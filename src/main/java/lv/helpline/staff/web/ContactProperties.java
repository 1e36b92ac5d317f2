package lv.helpline.staff.web;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which telephone numbers a consultant may have.
///
/// @param countries  the countries of whose fixed and mobile telephones they may be, by ISO 3166 code such as
///                   `LV,LT,EE`; never one of ours; Asterisk dials only what its own `DIAL_ALLOWED` names
/// @param deskPhones whether the house has desk phones, so that the form of a person offers one; where somebody has
///                   one, it does so anyway
@ConfigurationProperties("helpline.contacts")
public record ContactProperties(
        @DefaultValue("LV") Set<String> countries,
        @DefaultValue("false") boolean deskPhones) {

    public ContactProperties {
        countries = Set.copyOf(countries);
        if (countries.isEmpty()
                || !PhoneNumberUtil.getInstance().getSupportedRegions().containsAll(countries)) {
            throw new IllegalArgumentException(
                    "helpline.contacts.countries: ISO 3166 codes of countries are needed, such as LV,LT,EE");
        }
    }
}
