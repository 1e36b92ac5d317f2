package lv.helpline.oncall;

import java.util.List;
import lv.helpline.admin.Outbox;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Roster;

/// Words the mails about errands, each in the language of who gets it.
public interface Letters {

    /// Something is amiss, or a cover is sought: to coordinators and administrators.
    List<Outbox.Mail> raised(Matter matter, Roster roster);

    /// Somebody took it over: to them, to whose absence it is about, to coordinators and administrators.
    List<Outbox.Mail> takenOver(Matter matter, ConsultantId by, Roster roster);

    /// Nobody did: to coordinators and administrators.
    List<Outbox.Mail> nobody(Matter matter, Roster roster);
}
