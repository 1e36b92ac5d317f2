package lv.helpline.routing;

import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;

/// One phone to ring.
///
/// @param whisper whether whoever answers hears a whisper and presses a key; without it answering takes the call
public record Target(ConsultantId consultant, Contact contact, boolean whisper) {

    /// A phone with a whisper.
    public Target(ConsultantId consultant, Contact contact) {
        this(consultant, contact, true);
    }

    public static Target of(Consultant consultant) {
        return new Target(consultant.id(), consultant.contact(), consultant.whisper());
    }
}
