package lv.helpline.routing;

import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Contact;

/// One phone to ring.
public record Target(ConsultantId consultant, Contact contact) {}
