package lv.helpline.roster;

import java.util.regex.Pattern;

/// Where a consultant is rung. `toString` masks, so that a contact in a log line gives nobody away.
public sealed interface Contact {

    /// For whoever does not edit it: the last two digits, or the last letter.
    String masked();

    /// A telephone over the trunk, by its E.164 number: `+` and 8 to 15 digits.
    record Mobile(String e164) implements Contact {
        private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{7,14}");

        public Mobile {
            if (!FORM.matcher(e164).matches()) {
                throw new IllegalArgumentException("contact: an E.164 number such as +371 and eight digits is needed");
            }
        }

        @Override
        public String masked() {
            return "+…" + e164.substring(e164.length() - 2);
        }

        @Override
        public String toString() {
            return masked();
        }
    }

    /// A SIP phone of the house, by the name of its endpoint in Asterisk: 1 to 20 lower-case letters or digits.
    record SipPhone(String endpoint) implements Contact {
        private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,20}");

        public SipPhone {
            if (!FORM.matcher(endpoint).matches()) {
                throw new IllegalArgumentException(
                        "contact: a SIP phone's name has 1 to 20 lower-case letters or digits");
            }
        }

        @Override
        public String masked() {
            return "SIP …" + endpoint.substring(endpoint.length() - 1);
        }

        @Override
        public String toString() {
            return "phone …" + endpoint.substring(endpoint.length() - 1);
        }
    }
}
