package lv.helpline.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Language;

/// The PINs by which consultants prove on the telephone who they are. Only hashes are kept.
///
/// An attempt begins, waits for as long as those before it have made it to, and only then is its PIN looked at. Each
/// counts as failed from its beginning on, so several at once gain nothing. The wait ends, and a right PIN is good
/// after it whatever others try meanwhile: nobody is locked out by a stranger. All routers count in one place.
public interface Pins {

    int DIGITS = 6;

    /// So many failures cost no waiting: who has mistyped tries again.
    int FREE = 3;

    /// With it a guesser who keeps one telephone line busy makes 720 guesses a day at a million PINs.
    Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /// Failures are forgotten when there was none for so long.
    Duration MEMORY = Duration.ofHours(1);

    /// At so many failures in a row there is an entry in the audit.
    int MANY = 10;

    /// How long an attempt waits after so many that failed: twice as long each time, up to the limit.
    static Duration waitAfter(int failed) {
        var wait = failed < FREE ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(failed - FREE, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /// Somebody who has proved who they are.
    ///
    /// @param languages in which they want to be spoken to, the dearest first
    record Proved(ConsultantId consultant, List<Language> languages) {
        public Proved {
            languages = List.copyOf(languages);
        }
    }

    /// Begins an attempt, and says after how many failed ones in a row. All numbers without a PIN count as one, so a
    /// stranger who tries them makes one row of the books, not many.
    ///
    /// @param consultant who somebody says that they are; empty for what is no consultant's number
    int begin(Optional<ConsultantId> consultant, Instant at);

    /// Whether the PIN is theirs; then what has failed before is forgotten. Takes as long when they have none.
    Optional<Proved> prove(Optional<ConsultantId> consultant, String pin);

    boolean hasPin(ConsultantId consultant);

    /// Gives them a new PIN, which is told once: here. Empty when they do not serve.
    Optional<String> renew(ConsultantId consultant, Author author);
}
