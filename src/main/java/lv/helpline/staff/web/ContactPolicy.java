package lv.helpline.staff.web;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.WhichPhone;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.shared.Formats;
import lv.helpline.shared.web.WebProperties;
import org.springframework.stereotype.Component;

/// Which contacts may be rung: fixed and mobile telephones of the allowed countries. Whatever costs the house or leads
/// a call back to it is not among them: premium, shared-cost, toll-free and satellite numbers, our lines, the duty
/// line, and the trunk in the place of a SIP phone.
@Component
public class ContactPolicy {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Set<PhoneNumberType> RUNG =
            Set.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    private final Set<String> countries;
    private final boolean deskPhones;
    private final String dutyNumber;
    private final SnapshotSource snapshots;

    ContactPolicy(ContactProperties properties, WebProperties web, SnapshotSource snapshots) {
        this.countries = properties.countries();
        this.deskPhones = properties.deskPhones();
        this.dutyNumber = web.dutyNumber();
        this.snapshots = snapshots;
    }

    /// The name of the message that says why this contact may not be rung; empty when it may.
    Optional<String> objection(Contact contact) {
        return switch (contact) {
            case Contact.Mobile(var e164) -> objection(e164);
            case Contact.SipPhone(var endpoint) ->
                endpoint.equals("trunk") ? Optional.of("people.sip-trunk") : Optional.empty();
        };
    }

    private Optional<String> objection(String e164) {
        try {
            var number = NUMBERS.parse(e164, null);
            var country = NUMBERS.getRegionCodeForNumber(number);
            if (country == null || !countries.contains(country)) {
                return Optional.of("people.number-country");
            }
            if (!RUNG.contains(NUMBERS.getNumberType(number))) {
                return Optional.of("people.number-kind");
            }
            return isOurs(e164) ? Optional.of("people.number-ours") : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.of("people.wrong-number");
        }
    }

    /// Whether there are desk phones that somebody could have.
    boolean offersDeskPhones() {
        return deskPhones
                || snapshots.current().stream()
                        .flatMap(snapshot -> snapshot.roster().data().serving().stream())
                        .anyMatch(consultant -> consultant.contact() instanceof Contact.SipPhone);
    }

    private boolean isOurs(String e164) {
        return (!dutyNumber.isEmpty() && e164.equals(Formats.international(dutyNumber)))
                || snapshots.current().stream()
                        .flatMap(snapshot -> snapshot.roster().data().lines().stream())
                        .anyMatch(line -> e164.equals(Formats.international(line.number())));
    }

    /// Who is in the roster with a contact that may not be rung, however it got there.
    public List<ConsultantId> notRung() {
        return snapshots.current().stream()
                .flatMap(snapshot -> snapshot.roster().data().serving().stream())
                .filter(consultant -> Stream.of(WhichPhone.values())
                        .flatMap(which -> consultant.phone(which).stream())
                        .anyMatch(phone -> objection(phone).isPresent()))
                .map(Consultant::id)
                .sorted()
                .toList();
    }
}
