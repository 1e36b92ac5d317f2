package lv.helpline.routing;

import java.time.Duration;
import java.util.Set;
import lv.helpline.calllog.RecordsObserver;
import lv.helpline.roster.Language;

/// Is told what happens on the call path, so that it can be counted. Implementations never throw and never block.
public interface CallPathObserver extends RecordsObserver {

    /// A decision was made in `elapsed`, from the request's arrival to the answer's writing.
    void decided(Decision decision, Duration elapsed);

    /// A FastAGI request was refused.
    void refused(Refusal cause);

    /// The outcome spool of the asking Asterisk held `waiting` entries when it was last drained.
    void spooled(int waiting);

    /// Outcomes were committed to the database.
    void stored(int records);

    /// The languages in which the asking Asterisk greets callers with a synthetic voice.
    default void greetings(Set<Language> synthetic) {}

    /// A PIN was tried on the duty line.
    default void pinTried(boolean right) {}

    /// Entries of the spool were thrown away because they could not be read; so that it is noticed.
    default void discarded(int entries) {}

    /// Why a FastAGI request was refused.
    enum Refusal {
        /// Its lines make no FastAGI request.
        MALFORMED,
        /// Longer than 64 lines, or a line longer than 1 KiB.
        OVERSIZED,
        /// Not complete within the handshake's deadline.
        SLOW,
        /// Not marked `agi_network: yes`.
        NOT_NETWORK,
        /// Without the secret that Asterisk and the routers share, or with a wrong one.
        SECRET,
        /// Names a script that does not exist.
        UNKNOWN_SCRIPT,
        /// From an address that is not on the allow-list.
        ADDRESS,
        /// Beyond the number of connections served at once.
        CAPACITY,
        /// The script needs the database, which is away or refuses. No decision does.
        DATABASE,
        /// The script failed; the dialplan falls back.
        FAULT
    }
}
