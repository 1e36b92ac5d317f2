package lv.helpline.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;

/// Human voices in the place of the synthetic one. Of each prompt in each language there is one at most that callers
/// hear, and one that waits until somebody has listened to it. Each edit is in the audit, the sound is not.
public interface Recordings {

    /// How it came here.
    enum Way {
        /// Spoken on the page.
        BROWSER,
        /// Made elsewhere.
        FILE,
        /// Spoken on the duty line.
        PHONE
    }

    /// Where one that is proposed comes from: only what was spoken on the duty line has a speaker of its own.
    sealed interface Origin {

        Way way();

        /// An administrator's page.
        enum Page implements Origin {
            BROWSER(Way.BROWSER),
            FILE(Way.FILE);

            private final Way way;

            Page(Way way) {
                this.way = way;
            }

            @Override
            public Way way() {
                return way;
            }
        }

        /// The duty line, and who spoke there.
        record DutyLine(ConsultantId speaker) implements Origin {

            @Override
            public Way way() {
                return Way.PHONE;
            }
        }
    }

    /// What became of an accepted one where Asterisk is, in the words of `ops/prompts`.
    enum Outcome {
        TAKEN,
        TOO_LONG,
        MENU_TOO_LONG,
        LEVEL,
        CLIPPED,
        SILENT,
        UNREADABLE;

        /// As `ops/prompts` spells it, and the tables and the messages, such as `too-long`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @param words    what was to be said when it was made
    /// @param sha256   of its sound
    /// @param length   how long is spoken
    /// @param speaker  the consultant who spoke it by telephone, as `madeBy` had asked
    /// @param accepted empty while it waits
    record Recording(
            int id,
            Language language,
            String prompt,
            String words,
            String sha256,
            Duration length,
            Way way,
            String madeBy,
            Optional<String> speaker,
            Instant madeAt,
            Optional<Accepted> accepted) {}

    /// By whom, and when.
    ///
    /// @param outcome empty until Asterisk's host has said
    record Accepted(String by, Instant at, Optional<Outcome> outcome) {

        /// Callers hear what they heard before.
        public boolean isRefused() {
            return outcome.filter(each -> each != Outcome.TAKEN).isPresent();
        }
    }

    /// Those that callers hear and those that wait, by language and prompt.
    List<Recording> all();

    /// As a WAV file.
    Optional<byte[]> sound(int id);

    /// Waits from now on, in the place of one that waited.
    EditResult propose(
            Language language,
            Catalogue.Prompt prompt,
            String words,
            PromptAudioCheck.Fit sound,
            Origin origin,
            Author author);

    /// Callers hear it from now on, in the place of the one that they heard. What waits no more is outdated.
    EditResult accept(int id, Author author);

    /// Asterisk's host says what became of the accepted one with that digest.
    ///
    /// @return false when there is none any more
    boolean tell(Language language, String prompt, String sha256, Outcome outcome);

    /// It is gone: one that waited, or the one that callers heard, who have the synthetic voice again.
    EditResult remove(int id, Author author);
}
