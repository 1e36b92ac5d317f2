package lv.helpline.staff.web;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which telephone numbers a consultant may have.
///
/// @param countries the countries whose numbers they may be, by ISO 3166 code such as `LV`; Asterisk dials the prefixes
///                  of its own `DIAL_ALLOWED` only
@ConfigurationProperties("helpline.contacts")
public record ContactProperties(@DefaultValue("LV") Set<String> countries) {

    public ContactProperties {
        countries = Set.copyOf(countries);
        if (countries.isEmpty()
                || !PhoneNumberUtil.getInstance().getSupportedRegions().containsAll(countries)) {
            throw new IllegalArgumentException(
                    "helpline.contacts.countries: ISO 3166 codes of countries are needed, such as LV,LT,EE");
        }
    }
}
