package lv.helpline.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;

/// Texts that consultants are asked to speak by telephone, on the duty line. Of each consultant there is one at most,
/// and of each prompt in each language. What came of one is a recording like any other, which waits until somebody has
/// listened to it.
public interface PhoneRecordingRequests {

    /// So long a consultant may speak what they are asked for.
    Duration OPEN = Duration.ofDays(1);

    /// @param id     the name of its file where Asterisk is, which nobody guesses
    /// @param name   the consultant's
    /// @param asked  by whom, and when
    /// @param isKept whether they have spoken it, listened and kept it: then it is on its way here
    /// @param fault  the rule that the sound broke when it came
    record Take(
            UUID id,
            Language language,
            String prompt,
            ConsultantId consultant,
            String name,
            Author asked,
            boolean isKept,
            Optional<String> fault) {

        public Instant until() {
            return asked.at().plus(OPEN);
        }
    }

    /// Somebody who can be asked: they have a PIN.
    record Speaker(ConsultantId id, String name) {}

    /// By their names.
    List<Speaker> speakers();

    /// What a prompt's page tells of: one that waits, is kept, or came with a fault.
    Optional<Take> of(Language language, Catalogue.Prompt prompt, Instant at);

    /// What a consultant may speak now.
    Optional<Take> of(ConsultantId consultant, Instant at);

    /// One that was kept and has not come yet, or one that may still be.
    Optional<Take> find(UUID id, Instant at);

    /// From now on they may speak it, and the recording will wait in the author's name.
    EditResult ask(Language language, Catalogue.Prompt prompt, ConsultantId consultant, Author author);

    /// It is asked for no more, spoken or not.
    EditResult withdraw(Language language, Catalogue.Prompt prompt, Author author);

    /// The consultant has heard what they spoke, and wants it kept.
    ///
    /// @return whether it is kept now; false when it was taken back, or its time is over
    boolean keep(UUID id, ConsultantId consultant, Instant at);

    /// The sound of one that was kept has come: it waits to be accepted, or the page says what is wrong with it.
    ///
    /// @param words what was to be said
    EditResult bring(Take take, Catalogue.Prompt prompt, String words, PromptAudioCheck promptAudioCheck, Instant at);
}
