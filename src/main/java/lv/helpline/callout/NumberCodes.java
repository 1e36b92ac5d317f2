package lv.helpline.callout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.WhichPhone;

/// Codes by which a number is verified: typed during a test call, one shows that the phone which answered is that of
/// the consultant, for nobody else has seen it but an administrator who reads it to them. Only hashes are kept.
///
/// A code is good for one number, once. It ends when the number changes, when the phone is lost, and when another
/// code is made.
public interface NumberCodes {

    int DIGITS = 6;

    Duration VALID_FOR = Duration.ofHours(24);

    /// So many are tried a day in Riga, whichever code it is: three calls of three tries. Whoever guesses for a month
    /// finds a code with a chance of 1 in 3,700.
    int TRIES_A_DAY = 9;

    /// Makes a code for the number that this phone of theirs has now, in place of any other. It is told once: here.
    /// Empty when they do not serve, or have no such phone.
    Optional<String> make(ConsultantId consultant, WhichPhone phone, Author author);

    /// Whether this day's tries are used up.
    boolean exhausted(ConsultantId consultant, WhichPhone phone, Instant at);

    /// Tries a code, and verifies the number if it is right. Counts before it looks, so that of many at once none
    /// slips through.
    boolean verify(ConsultantId consultant, WhichPhone phone, String code, Instant at);
}
