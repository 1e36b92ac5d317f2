package lv.helpline.asterisk.scripts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.audit.Author;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;
import org.jspecify.annotations.Nullable;

/// One take at most, as far as the duty line asks for it.
final class InMemoryPhoneRecordingRequests implements PhoneRecordingRequests {

    @Nullable
    Take take;

    Take ask(ConsultantId consultant, Instant at) {
        take = of(consultant, at, false);
        return take;
    }

    private static Take of(ConsultantId consultant, Instant at, boolean isKept) {
        return new Take(
                UUID.fromString("3e240345-8b4a-4bf8-87aa-de9bc06f0cea"),
                Language.LATVIAN,
                "closed",
                consultant,
                "Anna",
                Author.router(at),
                isKept,
                Optional.empty());
    }

    @Override
    public Optional<Take> of(ConsultantId consultant, Instant at) {
        return Optional.ofNullable(take)
                .filter(each -> each.consultant().equals(consultant) && !each.isKept() && at.isBefore(each.until()));
    }

    @Override
    public boolean keep(UUID id, ConsultantId consultant, Instant at) {
        var open = of(consultant, at).filter(each -> each.id().equals(id));
        open.ifPresent(each -> take = of(consultant, at, true));
        return open.isPresent();
    }

    @Override
    public List<Speaker> speakers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Take> of(Language language, Catalogue.Prompt prompt, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Take> find(UUID id, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditResult ask(Language language, Catalogue.Prompt prompt, ConsultantId consultant, Author author) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditResult withdraw(Language language, Catalogue.Prompt prompt, Author author) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditResult bring(
            Take brought, Catalogue.Prompt prompt, String words, PromptAudioCheck promptAudioCheck, Instant at) {
        throw new UnsupportedOperationException();
    }
}
