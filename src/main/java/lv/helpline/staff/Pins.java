package lv.helpline.staff;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;

/// The PINs by which consultants prove on the telephone who they are. Only hashes are kept.
///
/// An attempt begins, waits for as long as those before it have made it to, and only then is its PIN looked at. Each
/// counts as failed from its beginning on, and several at once wait one after the other, so they gain nothing. The wait
/// ends, and a right PIN is good after it whatever others try meanwhile. All routers count in one place.
public interface Pins {

    int DIGITS = 6;

    /// So many failures cost no waiting: who has mistyped tries again.
    int FREE = 3;

    /// With it a guesser who keeps one telephone line busy makes 720 guesses a day at a million PINs.
    Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /// Whoever would have to wait longer behind others is to call again: a flood of attempts does not hold its lines.
    Duration LONGEST_QUEUE = Duration.ofMinutes(10);

    /// Failures are forgotten when there was none for so long.
    Duration MEMORY = Duration.ofHours(1);

    /// At so many failures in a row there is an entry in the audit.
    int MANY = 10;

    /// At so many wrong PINs in a day in Riga, whosever they were to be, there is one too; the wallboard says it.
    int MANY_A_DAY = 30;

    /// Somebody whose PIN was right.
    ///
    /// @param languages in which they want to be spoken to, the dearest first
    record Verified(ConsultantId consultant, List<Language> languages) {
        public Verified {
            languages = List.copyOf(languages);
        }
    }

    /// Begins an attempt, and says how long its PIN has to wait behind all that began before it: longer with
    /// each that failed in a row. Empty when that were longer than [#LONGEST_QUEUE]; then nothing has begun. All
    /// numbers without a PIN count as one, so a stranger who tries them makes one row, not many.
    ///
    /// @param consultant who somebody says that they are; empty for what is no consultant's number
    Optional<Duration> begin(Optional<ConsultantId> consultant, Instant at);

    /// Whether the PIN is theirs; then what has failed before is forgotten. Takes as long when they have none.
    /// A wrong one is counted for its day.
    Optional<Verified> verify(Optional<ConsultantId> consultant, String pin, Instant at);

    /// How many PINs were wrong on that day in Riga, whosever they were to be.
    int wrongOn(LocalDate day);

    /// Whoever has one.
    Set<ConsultantId> all();

    /// Gives them a new PIN, which is told once: here. Empty when they do not serve.
    Optional<String> renew(ConsultantId consultant, Author author);
}
