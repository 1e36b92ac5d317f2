package lv.helpline.duty;

/// Where a consultant is rung. `toString` masks, so that a contact in a log line gives nobody away.
public sealed interface Contact {

    /// A telephone over the trunk, by its E.164 number: `+` and 8 to 15 digits.
    record Mobile(String e164) implements Contact {
        public Mobile {
            if (!e164.matches("\\+[1-9][0-9]{7,14}")) {
                throw new IllegalArgumentException("contact: an E.164 number such as +371 and eight digits is needed");
            }
        }

        @Override
        public String toString() {
            return "+…" + e164.substring(e164.length() - 2);
        }
    }

    /// A SIP phone of the house, by the name of its endpoint in Asterisk: 1 to 20 lower-case letters or digits.
    record SipPhone(String endpoint) implements Contact {
        public SipPhone {
            if (!endpoint.matches("[a-z0-9]{1,20}")) {
                throw new IllegalArgumentException(
                        "contact: a SIP phone's name has 1 to 20 lower-case letters or digits");
            }
        }

        @Override
        public String toString() {
            return "phone …" + endpoint.substring(endpoint.length() - 1);
        }
    }
}
