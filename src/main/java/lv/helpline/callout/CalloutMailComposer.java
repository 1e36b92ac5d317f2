package lv.helpline.callout;

import java.util.List;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;

/// Words the mails about callouts, each in the language of who gets it.
public interface CalloutMailComposer {

    /// Something is amiss, or a cover is sought: to coordinators and administrators.
    List<Outbox.Mail> raised(CalloutReason reason, Roster roster);

    /// Somebody took it over: to them, to whose absence it is about, to coordinators and administrators.
    List<Outbox.Mail> takenOver(CalloutReason reason, ConsultantId by, Roster roster);

    /// Nobody did: to coordinators and administrators.
    List<Outbox.Mail> nobody(CalloutReason reason, Roster roster);
}
