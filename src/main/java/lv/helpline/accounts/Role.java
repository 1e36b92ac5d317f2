package lv.helpline.accounts;

import java.util.Locale;

/// What an account may do.
public enum Role {
    /// Everything.
    ADMINISTRATOR,
    /// Sees everything but accounts and the audit; closes lines within the coming 48 hours.
    COORDINATOR,
    /// Sees their own duties.
    CONSULTANT;

    /// As it is written in the tables and the messages, such as `administrator`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
