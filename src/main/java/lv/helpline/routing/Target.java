package lv.helpline.routing;

import java.util.List;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.SecondPhone;
import lv.helpline.roster.SecondPhone.Rings;

/// One person to ring, on one phone or on two.
///
/// @param phones  at least one; the second is rung as `rings` says
/// @param whisper whether whoever answers hears a whisper and presses a key; without it answering takes the call
public record Target(ConsultantId consultant, List<Contact> phones, Rings rings, boolean whisper) {

    public Target {
        phones = List.copyOf(phones);
        if (phones.isEmpty()) {
            throw new IllegalArgumentException("target: a phone is needed");
        }
    }

    /// One phone.
    public Target(ConsultantId consultant, Contact phone, boolean whisper) {
        this(consultant, List.of(phone), Rings.TOGETHER, whisper);
    }

    /// One phone with a whisper.
    public Target(ConsultantId consultant, Contact phone) {
        this(consultant, phone, true);
    }

    /// Whoever is rung for callers, on the phones that are verified.
    public static Target of(Consultant consultant) {
        return consultant.hasVerifiedPhone()
                ? new Target(
                        consultant.id(),
                        consultant.verifiedContacts(),
                        consultant.second().map(SecondPhone::rings).orElse(Rings.TOGETHER),
                        consultant.whisper())
                : onOnePhone(consultant);
    }

    /// Whoever is phoned by ourselves or by a colleague: on their first phone, or on the one that is verified.
    public static Target onOnePhone(Consultant consultant) {
        var phone = consultant.verifiedContacts().stream().findFirst().orElse(consultant.contact());
        return new Target(consultant.id(), phone, consultant.whisper());
    }
}
